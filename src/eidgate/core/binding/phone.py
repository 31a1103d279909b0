"""Phone numbers of Viet Nam in one form: E.164, whatever form they were written in.

Local numbers begin with 0, international ones with +84, 0084 or 84. Mobile numbers of eleven digits (until
2018: 01xx) became ten-digit ones and are converted. A prefix only hints at the operator: numbers have been
ported since 2018, so whose a number is, its operator or the registry of ported numbers says (`domain.md`
F5.4).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind

COUNTRY: Final = "84"
MOST_CHARACTERS: Final = 32
"""Longer texts are no phone number, however many spaces somebody likes."""

_SEPARATORS: Final = re.compile(r"[ .()\u00a0-]", re.ASCII)
_DIGITS: Final = re.compile(r"\+?[0-9]{8,14}", re.ASCII)
_INTERNATIONAL: Final = ("+84", "0084", "84")
_REST_OF_MOBILE: Final = 7
"""Digits after the two of a mobile prefix (`912345678`) or the three of an old one (`1212345678`)."""
_REST_OF_FIXED: Final = 7
"""Digits after an area code of three (`2431234567`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberPlan:
    """Prefixes without the leading zero: `mobile` of two digits, `fixed` of three, old mobile ones to new."""

    mobile: frozenset[str]
    fixed: frozenset[str]
    converted: Mapping[str, str]


NO_NUMBERS: Final = NumberPlan(mobile=frozenset(), fixed=frozenset(), converted={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A number in its canonical form; `converted` when it was written in the form of before 2018."""

    e164: str
    mobile: bool
    converted: bool = False


def canonical(raw: str, plan: NumberPlan) -> Phone | None:
    """Return the number that was meant, or None when it is none of this plan."""
    national = _national(raw)
    if national is None:
        return None
    old = plan.converted.get(national[:3])
    if old is not None and len(national) == 3 + _REST_OF_MOBILE:
        return Phone(e164=f"+{COUNTRY}{old}{national[3:]}", mobile=True, converted=True)
    if national[:2] in plan.mobile and len(national) == 2 + _REST_OF_MOBILE:
        return Phone(e164=f"+{COUNTRY}{national}", mobile=True)
    if national[:3] in plan.fixed and len(national) == 3 + _REST_OF_FIXED:
        return Phone(e164=f"+{COUNTRY}{national}", mobile=False)
    return None


def canonical_instrument(instrument: Instrument, plan: NumberPlan) -> Instrument | None:
    """Return a SIM by its canonical number, or None when no SIM has it; anything else stays as it is."""
    if instrument.kind is not InstrumentKind.SIM:
        return instrument
    phone = canonical(instrument.number, plan)
    return replace(instrument, number=phone.e164) if phone is not None and phone.mobile else None


def _national(raw: str) -> str | None:
    """Return the digits after the country code or the leading zero; a zero after +84 is a common slip."""
    if len(raw) > MOST_CHARACTERS:
        return None
    digits = _SEPARATORS.sub("", raw)
    if not _DIGITS.fullmatch(digits):
        return None
    for prefix in _INTERNATIONAL:
        if digits.startswith(prefix):
            return digits.removeprefix(prefix).removeprefix("0")
    return digits.removeprefix("0") if digits.startswith("0") else None
