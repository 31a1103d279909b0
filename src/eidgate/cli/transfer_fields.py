"""Times and amounts as files of transfers write them."""

import re
from datetime import datetime, timedelta
from typing import Final

from eidgate.core.terms import Instant, as_utc

_AMOUNT: Final = re.compile(r"(\d{1,15})(?:\.(\d{1,6}))?", re.ASCII)
_WHOLE: Final = re.compile(r"-?\d{1,18}", re.ASCII)
_INSTANT: Final = re.compile(
    r"(?!0001|9999)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII
)
_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MICROSECOND: Final = timedelta(microseconds=1)


def to_ticks(at: Instant) -> int:
    """Return an instant as whole microseconds since 1970 UTC."""
    return (at - _EPOCH) // _MICROSECOND


def time_of(text: str) -> tuple[int, bool]:
    """Return a time as ticks, and whether it was RFC 3339.

    Raises:
        ValueError: it is neither a whole number nor RFC 3339 with an offset.
    """
    if _WHOLE.fullmatch(text):
        return int(text), False
    if not _INSTANT.fullmatch(text):
        raise ValueError("time: must be a whole number, or RFC 3339 with an offset")
    try:
        return to_ticks(as_utc(datetime.fromisoformat(text))), True
    except ValueError as error:
        raise ValueError("time: there is no such day or time") from error


def amount_of(text: str) -> tuple[str, str]:
    """Return a positive amount as its digits before and after the point.

    Raises:
        ValueError: it is none.
    """
    found = _AMOUNT.fullmatch(text)
    if found is None:
        raise ValueError("amount: must be a positive number of at most 15 digits and 6 decimals")
    whole, decimals = found[1], found[2] or ""
    if not whole.strip("0") and not decimals.strip("0"):
        raise ValueError("amount: must be more than 0")
    return whole, decimals


def units_of(whole: str, decimals: str, places: int) -> int:
    """Return an amount in units of the decimal place `places`."""
    return int(whole + decimals.ljust(places, "0"))
