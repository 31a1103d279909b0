"""Instants as the ticks of a trace: whole microseconds since 1970 UTC."""

from datetime import UTC, datetime, timedelta
from typing import Final

from eidgate.core.terms import Instant

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)

LATEST: Final = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // _TICK
"""Ticks of the last instant of the calendar; nothing that is later can be told."""


def to_ticks(at: Instant) -> int:
    """Return an instant as ticks; exact, also before 1970."""
    return (at - _EPOCH) // _TICK


def ticks_in(duration: timedelta) -> int:
    """Return a duration as ticks."""
    return duration // _TICK


def from_ticks(ticks: int) -> Instant:
    """Return the instant of so many ticks."""
    return _EPOCH + ticks * _TICK
