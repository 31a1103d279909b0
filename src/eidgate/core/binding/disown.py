"""Disowning: the person in whose name an instrument stands says that it is not theirs.

Their word outweighs the institution's: the binding is suspended at once, whatever state it is in, and no
reinstatement is possible any more. Who finds out that it was theirs after all proves it again and is bound
anew, after the institution has revoked this one.
"""

from typing import Final

from eidgate.core.binding.lifecycle import Binding, BindingState, Change, step
from eidgate.core.errors import IllegalStateError
from eidgate.core.shape import replace

SUBJECT: Final = "subject"
"""Who disowns, as versions name it; there is no relying party of this name without a slash."""

_FROM: Final = frozenset({BindingState.PROPOSED, BindingState.CONFIRMED, BindingState.SUSPENDED})


def disown(binding: Binding, change: Change) -> Binding:
    """Suspend a binding by its subject's own word.

    Raises:
        IllegalStateError: it has ended, or was disowned before.
    """
    moved = step(binding, change, _FROM, BindingState.SUSPENDED)
    if binding.disowned:
        raise IllegalStateError("the binding is disowned already")
    return replace(moved, disowned=True)
