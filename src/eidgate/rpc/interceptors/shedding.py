"""Is there room: refuse at once what would wait longer than it is worth, and say when to come back."""

from typing import Final

from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.executor import CallExecutor, Refusal
from eidgate.rpc.status import RefusedError

_REASONS: Final = {Refusal.CROWDED: ErrorReason.OVERLOADED, Refusal.DRAINING: ErrorReason.DRAINING}

SHED_BECAUSE: Final = {
    ErrorReason.OVERLOADED: "queue",
    ErrorReason.QUOTA_EXCEEDED: "quota",
    ErrorReason.DRAINING: "draining",
}
"""What `Observer.shed` is told for a reason that protects the rest."""


def admit(executor: CallExecutor) -> None:
    """Let the call on this thread pass.

    Raises:
        RefusedError: OVERLOADED or DRAINING.
    """
    refusal = executor.refusal()
    if refusal is not None:
        raise RefusedError(_REASONS[refusal])
