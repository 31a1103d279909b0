"""What is at hand of each status list, and which of them are due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from eidgate.adapters.trust.status_list_sources import Place
from eidgate.core.assertion.status_list import StatusList, UnusableStatusList
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is at hand of one list, and when to look again."""

    token: str = ""
    found: StatusList | UnusableStatusList | None = None
    attempted_at: Instant
    due_at: Instant
    failures: int = 0

    def is_due(self, now: Instant) -> bool:
        """Whether to fetch now; a clock that was set back must not stop it."""
        return not self.attempted_at <= now < self.due_at


def due(wanted: Iterable[Place], held: Mapping[Place, Held], now: Instant) -> list[Place]:
    """Return the lists to fetch now, those that gave no trouble first."""
    places = [place for place in wanted if place not in held or held[place].is_due(now)]
    return sorted(places, key=lambda place: held[place].failures if place in held else 0)
