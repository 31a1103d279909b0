"""How often a reason, a custom rule or a list source was right: what was reported, over windows that age.

A decision counts once for each kind of report, on the day on which it was reported first. Of what was
reported to be fraud or a false alarm, precision is the part that was fraud.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from eidgate.core.risk.outcome_reports import OutcomeKind

WINDOWS: Final[Mapping[str, timedelta]] = MappingProxyType(
    {"30d": timedelta(days=30), "180d": timedelta(days=180)}
)
"""A month for what changed lately, half a year for what is rare; the day at hand is in each."""

KEPT: Final = max(WINDOWS.values())
"""What is older is in no window."""


class GroundKind(StrEnum):
    """What had been found in a decision."""

    REASON = "reason"
    RULE = "rule"
    """A custom rule, by its id."""
    SOURCE = "source"
    """An institution whose listing spoke."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Ground:
    """One thing that was found."""

    part: GroundKind
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsOfDay:
    """How many decisions with a ground were reported so on a day."""

    day: date
    ground: Ground
    kind: OutcomeKind
    decisions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Precision:
    """A ground in one window."""

    ground: Ground
    window: str
    frauds: int
    false_alarms: int

    @property
    def percent(self) -> int | None:
        """Frauds among what was judged at all; None while nothing was."""
        judged = self.frauds + self.false_alarms
        return None if judged == 0 else round(100 * self.frauds / judged)


def first_day(window: timedelta, *, today: date) -> date:
    """Return the first day of a window that ends today."""
    return today - window + timedelta(days=1)


def precisions(reported: Iterable[ReportsOfDay], *, today: date) -> list[Precision]:
    """Return every ground that was judged, in every window, in the order of the grounds."""
    sums: dict[tuple[Ground, str], dict[OutcomeKind, int]] = {}
    for one in reported:
        for name, window in WINDOWS.items():
            if first_day(window, today=today) <= one.day <= today:
                found = sums.setdefault((one.ground, name), {})
                found[one.kind] = found.get(one.kind, 0) + one.decisions
    return [
        Precision(
            ground=ground,
            window=window,
            frauds=found.get(OutcomeKind.FRAUD_CONFIRMED, 0),
            false_alarms=found.get(OutcomeKind.FALSE_ALARM, 0),
        )
        for (ground, window), found in sorted(sums.items(), key=_in_order)
        if OutcomeKind.FRAUD_CONFIRMED in found or OutcomeKind.FALSE_ALARM in found
    ]


def _in_order(counted: tuple[tuple[Ground, str], object]) -> tuple[Ground, timedelta]:
    ground, window = counted[0]
    return ground, WINDOWS[window]
