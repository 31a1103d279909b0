"""What a bank is asked, and which answers are believed."""

import json
from datetime import timedelta
from typing import Any

import pytest

from builders.service import NOON
from eidgate.adapters.banks.messages import CLOCKS_DIFFER, answer, question
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import Came
from eidgate.core.binding.registration import AccountStanding
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked

PAYEE = Instrument(kind=InstrumentKind.ACCOUNT, institution="999902", number="0011234567")
GOOD: dict[str, Any] = {
    "institution": "999902",
    "number": "0011234567",
    "status": "open",
    "name": "NGUYEN VAN GIA DINH",
    "holder": "person",
    "as_of": NOON.isoformat(),
}


def came(content: bytes | dict[str, Any], status: int = 200) -> Came:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return Came(status=status, content=raw, correlator="")


def fault(content: bytes | dict[str, Any], status: int = 200) -> Fault:
    with pytest.raises(OutsideError) as caught:
        answer(came(content, status), PAYEE, now=NOON)
    assert "NGUYEN" not in str(caught.value)
    return caught.value.fault


def test_a_question_names_the_account_and_nobody() -> None:
    told = json.loads(question(PAYEE))
    assert told == {"kind": "account", "institution": "999902", "number": "0011234567"}


def test_an_open_account_has_name_kind_and_age() -> None:
    told = answer(came(GOOD), PAYEE, now=NOON)
    assert (told.standing, told.name) == (AccountStanding.OPEN, Masked("NGUYEN VAN GIA DINH"))
    assert (told.kind, told.as_of) == (CustomerKind.INDIVIDUAL, NOON)


@pytest.mark.parametrize("status", ["unknown", "closed", "switched", "opted_out", "not_supported"])
def test_an_account_without_a_name_says_why(status: str) -> None:
    told = answer(came(GOOD | {"status": status, "name": "", "holder": None}), PAYEE, now=NOON)
    assert (told.standing, told.name, told.kind) == (AccountStanding(status), Masked(""), None)


def test_an_instant_of_a_clock_that_runs_ahead_is_now_and_a_later_one_is_refused() -> None:
    told = answer(came(GOOD | {"as_of": (NOON + CLOCKS_DIFFER).isoformat()}), PAYEE, now=NOON)
    assert told.as_of == NOON
    later = NOON + CLOCKS_DIFFER + timedelta(seconds=1)
    assert fault(GOOD | {"as_of": later.isoformat()}) is Fault.MALFORMED


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "0011234568"},
        {"institution": "999901"},
        {"name": ""},
        {"name": "  "},
        {"name": "a" * 301},
        {"name": 7},
        {"status": "closed"},
        {"status": "open "},
        {"holder": "somebody"},
        {"as_of": "2026-03-05T05:00:00"},
        {"as_of": "yesterday"},
    ],
)
def test_an_answer_about_another_account_or_that_contradicts_itself_is_none(changes: dict[str, Any]) -> None:
    assert fault(GOOD | changes) is Fault.MALFORMED


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"status": "open"}', b"\xff\xfe", b"[" * 9_999]
)
def test_what_is_no_answer_is_malformed(content: bytes) -> None:
    assert fault(content) is Fault.MALFORMED


def test_two_names_in_one_answer_are_none() -> None:
    twice = json.dumps(GOOD).replace('"name":', '"name": "TRAN THI KHAC", "name":').encode()
    assert fault(twice) is Fault.MALFORMED


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (401, Fault.NOT_PERMITTED),
        (403, Fault.NOT_PERMITTED),
        (429, Fault.OVERLOADED),
        (400, Fault.REFUSED),
        (404, Fault.REFUSED),
        (204, Fault.REFUSED),
    ],
)
def test_a_status_says_whose_fault_it_is(status: int, expected: Fault) -> None:
    assert fault(GOOD, status) is expected
