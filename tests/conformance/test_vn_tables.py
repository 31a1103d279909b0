"""Our tables of banks and provinces against other people's (npm vietnam-qr-pay; PyPI vietnam-provinces)."""

import unicodedata
from importlib.resources import files

from builders.shared_data import shared_json
from eidgate.adapters.bank_table import load_banks
from eidgate.adapters.province_table import parse_provinces

RENAMED = {
    "970414": "MBV",  # OceanBank until 2024
    "970412": "PVcomBank",
}
"""Banks whose names changed after that list, and ours."""

NOT_THERE = {"971133"}
"""BINs of ours that the list lacks: PVcomBank Pay (VietQR API)."""


def bare(name: str) -> str:
    """Letters and digits only: lists write BacA Bank and Bac A Bank."""
    plain = unicodedata.normalize("NFKD", name.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if letter.isalnum())


def test_every_bin_is_that_banks_everywhere() -> None:
    theirs = {bank["bin"]: bank for bank in shared_json("vn/napas_banks.json")["banks"] if bank["bin"]}
    ours = load_banks().names
    assert set(ours) - set(theirs) == NOT_THERE
    assert set(theirs) <= set(ours)
    for institution, name in ours.items():
        if institution in RENAMED or institution in NOT_THERE:
            continue
        told = {bare(theirs[institution][key]) for key in ("shortName", "key", "code")}
        assert any(bare(name) in one or one in bare(name) for one in told), institution


def test_provinces_have_the_same_codes_and_names_before_and_after() -> None:
    theirs = shared_json("vn/provinces.json")
    raw = files("eidgate.data").joinpath("provinces.yaml").read_bytes()
    for ours, key in zip(
        parse_provinces(raw, "provinces.yaml"), ("provinces_63", "provinces_34"), strict=True
    ):
        named = {
            one["code"]: one["name"].removeprefix("Tỉnh ").removeprefix("Thành phố ") for one in theirs[key]
        }
        assert ours == named
