"""Where shadows are found, and where what they would have decided is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.errors import EidgateError
from eidgate.core.risk.shadowing import Shadow
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import PolicyName


class ShadowStore(Protocol):
    """Shadows and their counts, shared by every worker."""

    def shadows(self) -> Sequence[Shadow]:
        """Return who shadows now, at most `core.risk.shadowing.MOST`, the first started first.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...

    def add(self, counted: Mapping[PolicyName, Tally]) -> None:
        """Add to what versions have counted so far, as one durable unit; truths and examples are not kept.

        Raises:
            UnavailableError: nothing was added.
        """
        ...

    def counted(self, name: PolicyName) -> Tally:
        """Return what a version has counted so far; nothing where it never shadowed.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowSeen:
    """What metrics may know of one decision that a shadow judged: codes and versions, nothing personal.

    `changes` are grounds with `added`, `removed`, `harder` or `softer`.
    """

    policy: str
    recorded: str
    candidate: str
    band: str
    changes: tuple[tuple[str, str], ...]


class ShadowWatcher(Protocol):
    """Who watches shadows; it never fails and never blocks."""

    def shadowed(self, seen: ShadowSeen) -> None:
        """A shadow judged a decision."""
        ...

    def shadow_dropped(self, why: str) -> None:
        """A decision was not judged: `queue` (too many waited), `policy` (none to judge by) or `fault`."""
        ...

    def shadows_failed(self, error: EidgateError) -> None:
        """Shadows could not be read, or their counts not be stored; the next try may."""
        ...
