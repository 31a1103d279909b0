"""How often an identifier was reported, over windows: one report is a hint, twenty in a day are a wave.

The windows are those of DICT (`peers.md`): reported and confirmed apart, and how many institutions spoke.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from eidgate.core.terms import Instant


class Window(StrEnum):
    """How far back is counted."""

    DAY = "day"
    MONTH = "month"
    HALF_YEAR = "half_year"


SPANS: Final = {
    Window.DAY: timedelta(hours=24),
    Window.MONTH: timedelta(days=30),
    Window.HALF_YEAR: timedelta(days=182),
}


class Word(StrEnum):
    """What an institution said about an identifier, or what became of what it said."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One word about one identifier."""

    institution: str
    word: Word
    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What was said within one window; `institutions` are the distinct ones that reported."""

    window: Window
    reported: int = 0
    confirmed: int = 0
    institutions: int = 0


def counts(said: Iterable[Said], *, at: Instant) -> tuple[Count, ...]:
    """Count what was said, window by window; the instant exactly one span ago is still within."""
    known = tuple(said)
    return tuple(_count(window, span, known, at) for window, span in SPANS.items())


def _count(window: Window, span: timedelta, said: Iterable[Said], at: Instant) -> Count:
    recent = [one for one in said if one.at >= at - span]
    reports = [one for one in recent if one.word is Word.REPORTED]
    return Count(
        window=window,
        reported=len(reports),
        confirmed=sum(one.word is Word.CONFIRMED for one in recent),
        institutions=len({one.institution for one in reports}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """How well a source's listings fared: how many were confirmed, how many cleared as wrong."""

    source: str
    reported: int = 0
    confirmed: int = 0
    cleared: int = 0

    @property
    def false_positive_permille(self) -> int | None:
        """Return the share of cleared among decided listings in thousandths; None while none is decided."""
        decided = self.confirmed + self.cleared
        return None if not decided else round(1000 * self.cleared / decided)
