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


def revision(signal: str) -> int:
    """Return the revision of a signal by its name."""
    return REVISIONS.get(signal, FIRST_REVISION)
