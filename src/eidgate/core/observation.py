"""What one source said, and how much that is worth: unknown is a state with a reason, never a no."""

from typing import Final

from msgspec import Struct

from eidgate.core.terms import Instant
from eidgate.core.word import Word


class SignalState(Word):
    """How much is known about one signal; unknown is a state, not a no."""

    OBSERVED = "observed"
    NOT_OBSERVED = "not_observed"
    NOT_MONITORED = "not_monitored"
    UNAVAILABLE = "unavailable"
    STALE = "stale"
    NOT_PERMITTED = "not_permitted"

    @property
    def is_gap(self) -> bool:
        """Whether the source was missing, so that the decision rests on less than usual."""
        return self in GAPS


GAPS: Final = frozenset({SignalState.UNAVAILABLE, SignalState.STALE, SignalState.NOT_PERMITTED})


class Reading(Struct, frozen=True, kw_only=True):
    """One question to one outside source, answered or not.

    OBSERVED: it happened, at `at` where the source dates it. NOT_OBSERVED: the source looked and saw nothing.
    NOT_MONITORED: nobody was asked, or the source does not watch this. `as_of` is when the source said so.
    """

    state: SignalState = SignalState.NOT_MONITORED
    at: Instant | None = None
    as_of: Instant | None = None


NOT_ASKED: Final = Reading()
