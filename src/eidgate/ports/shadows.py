"""Where shadows are found, and where what they would have decided is counted."""

from collections.abc import Mapping, Sequence
from typing import Protocol

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
