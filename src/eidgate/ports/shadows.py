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
        """Return who shadows now, the first started first: as many as the risk team lets shadow.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...

    def changes(self) -> int:
        """Return a number that is another one when anything happened to a policy; asked every second.

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
        """A decision was not judged, by why.

        `queue` (too many waited), `policy` (none to judge by), `fault` or `stopped` (the worker ended).
        """
        ...

    def shadow_missed(self, policy: str, decisions: int) -> None:
        """A shadow's share held this many decisions that it did not judge."""
        ...

    def shadows_failed(self, error: EidgateError) -> None:
        """Shadows could not be read, or their counts not be stored; the next try may."""
        ...
