"""How a bank is configured, and what cannot be served from."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from builders.banks import certificates_in
from eidgate.adapters.banks.settings import BankSection, check, secure_context
from eidgate.core.errors import ConfigurationError

GOOD: dict[str, Any] = {
    "code": "bank-two",
    "institutions": ["999902"],
    "url": "https://names.bank-two.example/v1/name-enquiries",
    "certificate": "client.crt",
    "key": "client.key",
}


def bank(**changes: Any) -> BankSection:
    return msgspec.convert(GOOD | changes, BankSection, dec_hook=lambda kind, value: kind(value))


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "Bank Two"},
        {"institutions": []},
        {"institutions": ["99990"]},
        {"timeout_seconds": 0},
        {"connections": 0},
        {"callers": 0},
        {"fresh_seconds": 3_601},
        {"secret": "x"},
    ],
)
def test_a_value_out_of_bounds_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        bank(**changes)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([{"institutions": ["999903"]}], "each code"),
        ([{"code": "bank-three"}], "each BIN"),
        ([{"code": "bank-three", "institutions": ["999903"], "url": "http://b.example/x"}], "https"),
        ([{"code": "bank-three", "institutions": ["999903"], "url": "https://u:p@b.example/x"}], "https"),
        ([{"code": "bank-three", "institutions": ["999903"], "url": "https://b.example/x?a=1"}], "https"),
    ],
)
def test_banks_that_contradict_each_other_are_refused(others: list[dict[str, Any]], told: str) -> None:
    check([bank()])
    with pytest.raises(ConfigurationError, match=told):
        check([bank(), *(bank(**other) for other in others)])


def test_files_that_cannot_be_used_are_refused_by_name(tmp_path: Path) -> None:
    made = certificates_in(tmp_path)
    with pytest.raises(ConfigurationError, match=r"bank-two: .*none\.crt"):
        secure_context(bank(certificate=str(tmp_path / "none.crt"), authorities=str(made.authority)))
