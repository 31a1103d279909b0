"""The banks' table: shipped whole, and refused when it is not."""

import pytest

from eidgate.adapters.bank_table import load_banks, parse_banks
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.world import BANK, OTHER_BANK

GOOD = b'version: v\nbanks:\n  "970436": Vietcombank\n'


def test_banks_have_names_and_invented_ones_none() -> None:
    banks = load_banks()
    assert banks.name_of("970436") == "Vietcombank"
    assert (banks.name_of(BANK.institution), banks.name_of(OTHER_BANK.institution)) == ("", "")


def test_a_table_is_read() -> None:
    assert parse_banks(GOOD, "t").names == {"970436": "Vietcombank"}


@pytest.mark.parametrize(
    ("raw", "where"),
    [
        (b'version: v\nbanks:\n  "97043": Vietcombank\n', "t:3:12: banks.97043"),
        (b'version: v\nbanks:\n  "970436": ""\n', "t:3:13: banks.970436"),
        (b'version: v\nbanks:\n  "970436": [x]\n', "t:3:13: banks.970436"),
        (b"version: v\nbanks:\n  970436: Vietcombank\n", "t:3"),
        (b"banks: {}\n", "missing version"),
    ],
)
def test_what_breaks_its_shape_is_refused_by_line_and_field(raw: bytes, where: str) -> None:
    with pytest.raises(ConfigurationError, match=where):
        parse_banks(raw, "t")
