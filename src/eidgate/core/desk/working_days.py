"""Working days in Viet Nam: Monday to Friday but for public holidays, as far as the calendar reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import pairwise
from typing import Final

from eidgate.core.errors import ConfigurationError, SourceUnavailableError
from eidgate.core.terms import HO_CHI_MINH, Instant, as_utc, local_day

_SATURDAY: Final = 5  # as `date.weekday` counts
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPart:
    """The public holidays from one day to another, both included."""

    first: date
    last: date
    holidays: frozenset[date]


class WorkingDays:
    """Counts working days within what the calendar covers, and refuses to guess beyond."""

    def __init__(self, parts: Iterable[CalendarPart]) -> None:
        """Join parts that follow each other without a gap.

        Raises:
            ConfigurationError: there is none, they leave a gap or overlap, or a holiday is outside its part.
        """
        ordered = sorted(parts, key=lambda part: part.first)
        if not ordered:
            raise ConfigurationError("the calendar is empty")
        for before, after in pairwise(ordered):
            if after.first != before.last + _DAY:
                raise ConfigurationError(f"the calendar does not go on from {before.last} to {after.first}")
        for part in ordered:
            if not all(part.first <= day <= part.last for day in (*part.holidays, part.last)):
                raise ConfigurationError(f"the calendar from {part.first} holds days outside of it")
        self.first, self.last = ordered[0].first, ordered[-1].last
        self._holidays = frozenset[date]().union(*(part.holidays for part in ordered))

    def is_working(self, day: date) -> bool:
        """Whether banks and offices work on this day.

        Raises:
            SourceUnavailableError: the calendar does not cover it.
        """
        if not self.first <= day <= self.last:
            raise SourceUnavailableError(
                f"the calendar of public holidays covers {self.first} to {self.last}"
            )
        return day.weekday() < _SATURDAY and day not in self._holidays

    def end_of_nth_after(self, at: Instant, count: int) -> Instant:
        """Return the end of the n-th working day after the day of `at`, local time.

        The first day is not counted and the last counts to midnight (Civil Code 2015 Art. 147(2), 148(5)).

        Raises:
            SourceUnavailableError: the calendar does not reach so far.
        """
        day, found = local_day(at), 0
        while found < count:
            day += _DAY
            found += self.is_working(day)
        return as_utc(datetime.combine(day + _DAY, time_of_day(0), tzinfo=HO_CHI_MINH))
