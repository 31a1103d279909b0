from importlib.resources import files

import pytest

from eidgate.adapters.number_plan import load_number_plan, parse_number_plan
from eidgate.core.errors import ConfigurationError

SHIPPED = files("eidgate.data").joinpath("number_plan.yaml").read_text("utf-8")


def test_the_shipped_plan_is_read_whole() -> None:
    plan = load_number_plan()
    assert (len(plan.mobile), len(plan.converted), len(plan.fixed)) == (36, 21, 76)
    assert {"32", "59", "99"} <= plan.mobile
    assert {"283", "299"} <= plan.fixed


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ('"86", ', '"086", ', "assigned.viettel"),
        ('"86", ', '"86", "86", ', "twice"),
        ('old: "162"', 'old: "62"', "old"),
        ('new: "32"}', 'new: "12"}', "no mobile prefix"),
        ('fixed: ["203"', 'fixed: ["0203"', "fixed"),
        ("version: vn-numbers-2026-11", "version:", "version"),
        ("converted:", "converted_to:", "converted"),
    ],
)
def test_a_fault_is_named(right: str, wrong: str, told: str) -> None:
    assert right in SHIPPED
    with pytest.raises(ConfigurationError, match=told):
        parse_number_plan(SHIPPED.replace(right, wrong, 1).encode(), "plan.yaml")
