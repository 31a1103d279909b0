"""What a missing source means: for each signal that rests on one, each kind of gap and each class.

A signal that is not in `SOURCED` rests on nothing that could be missing. Should it report a gap all the same,
that is never allowed.
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from eidgate.core.observation import SignalState
from eidgate.core.regulation.terms import TransactionClass
from eidgate.core.risk.outcome import Outcome

SOURCED: Final = (
    "assertion_verdict",
    "sim_swap",
    "sim_device",
    "number_recycled",
    "call_forwarding",
    "payee_name",
)
"""The signals that rest on a source, by name: a new one has its line here and its row in every policy."""

GAPS: Final = tuple(state for state in SignalState if state.is_gap)

GapRow: TypeAlias = Mapping[SignalState, Mapping[str, Outcome]]
"""Kind of gap → column → what it means."""

NEVER_SILENT: Final = frozenset({TransactionClass.C, TransactionClass.D})
"""Classes in which no gap is let pass (`domain.md` 10.24: unavailable means step-up for C and D)."""

UNKNOWN_GAP: Final = Outcome.STEP_UP
"""What a gap means that no policy speaks of."""
