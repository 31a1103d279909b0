"""The provinces' table: 63 former codes, the 34 present ones among them."""

from importlib.resources import files

import pytest

from eidgate.adapters.province_table import parse_provinces, province_codes
from eidgate.core.errors import ConfigurationError


def test_the_former_codes_stay_and_the_present_ones_are_among_them() -> None:
    raw = files("eidgate.data").joinpath("provinces.yaml").read_bytes()
    former, present = parse_provinces(raw, "provinces.yaml")
    assert (len(former), len(present)) == (63, 34)
    assert set(present) <= set(former)
    assert (former["001"], present["079"]) == ("Hà Nội", "Hồ Chí Minh")


def test_codes_have_three_digits_and_run_from_ha_noi_to_ca_mau() -> None:
    codes = province_codes()
    assert {len(code) for code in codes} == {3}
    assert (min(codes), max(codes)) == ("001", "096")


def test_a_code_of_another_length_is_refused_by_line_and_field() -> None:
    with pytest.raises(ConfigurationError, match=r"t:3:9: former\.01"):
        parse_provinces(b'version: v\nformer:\n  "01": X\npresent: {}\n', "t")
