"""The step of a caller that makes a resource's next version, held to its contract inside a transaction."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from eidgate.core.errors import EidgateError


class Versioned(Protocol):
    """A resource of which every version is kept."""

    @property
    def version(self) -> int:
        """1 for the first."""
        ...


V = TypeVar("V", bound=Versioned)


class StepError(EidgateError):
    """Carries what a step raised through the lane, which takes foreign errors for the store's own."""

    def __init__(self, reason: Exception) -> None:
        super().__init__(type(reason).__name__)
        self.reason = reason


def stepped(present: V, step: Callable[[V], V], *, fixed: Callable[[V], tuple[object, ...]]) -> V:
    """Run a step; `fixed` is what never changes about the resource.

    Raises:
        StepError: it raised something of its own, or made something else than the next version.
    """
    try:
        changed = step(present)
    except EidgateError:
        raise
    except Exception as reason:
        raise StepError(reason) from reason
    if (changed.version, *fixed(changed)) != (present.version + 1, *fixed(present)):
        kind = type(present).__name__.lower()
        raise StepError(ValueError(f"a step makes the next version of the same {kind}"))
    return changed
