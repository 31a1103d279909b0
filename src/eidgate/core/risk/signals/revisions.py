"""Which revision of a signal decided: raised when it would see something else in the same facts.

A record keeps the revisions, so that a replay that comes out otherwise says whether the signal or the policy
changed. A signal that never changed is at 1.
"""

from collections.abc import Mapping
from typing import Final

from eidgate.core.risk.decision import FIRST_REVISION

REVISIONS: Final[Mapping[str, int]] = {
    "app_integrity": 2,  # says NOT_MONITORED where nobody looked
    "payer_binding": 2,  # suspended and young bindings
}


DECIDING: Final = "deciding"
"""In place of a signal's name: the rest of deciding (preparing, gaps, rules, softening, score, step-up),
raised when it would make another decision of the same facts, policy and regulation."""


def revision(signal: str) -> int:
    """Return the revision of a signal by its name, or of `DECIDING`."""
    return REVISIONS.get(signal, FIRST_REVISION)
