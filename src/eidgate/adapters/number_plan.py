"""The number plan from its data file; what breaks its shape is refused with line and field."""

import re
from importlib.resources import files
from typing import Final

from eidgate.adapters.strict_yaml import Field, parse
from eidgate.core.binding.phone import NumberPlan

_FILE: Final = "number_plan.yaml"
_OPERATORS: Final = ("viettel", "vinaphone", "mobifone", "vietnamobile", "gmobile", "others")


def load_number_plan() -> NumberPlan:
    """Read the shipped plan.

    Raises:
        ConfigurationError: naming line and field of the first fault.
    """
    return parse_number_plan(files("eidgate.data").joinpath(_FILE).read_bytes(), _FILE)


def parse_number_plan(raw: bytes, file: str) -> NumberPlan:
    """Read a plan from the bytes of its file.

    Raises:
        ConfigurationError: naming file, line and field of the first fault.
    """
    top = parse(raw, file).record(("version", "assigned", "converted", "fixed"))
    top["version"].text()
    mobile = [_prefix(each, 2) for one in top["assigned"].record(_OPERATORS).values() for each in one.items()]
    if len(set(mobile)) != len(mobile):
        raise top["assigned"].fault("a prefix stands there twice")
    return NumberPlan(
        mobile=frozenset(mobile),
        fixed=frozenset(_prefix(each, 3) for each in top["fixed"].items()),
        converted=dict(_conversion(each, frozenset(mobile)) for each in top["converted"].items()),
    )


def _conversion(field: Field, mobile: frozenset[str]) -> tuple[str, str]:
    parts = field.record(("old", "new"))
    old, new = _prefix(parts["old"], 3), _prefix(parts["new"], 2)
    if new not in mobile:
        raise parts["new"].fault("is no mobile prefix of this plan")
    return old, new


def _prefix(field: Field, digits: int) -> str:
    text = field.text()
    if not re.fullmatch(rf"[1-9][0-9]{{{digits - 1}}}", text, re.ASCII):
        raise field.fault(f"must be {digits} digits in quotes, without the leading zero")
    return text
