"""What an operator says of the payer's number, read the same way by every signal about it.

A reading that was asked for and did not come is a finding; that nobody was asked is not (`domain.md` F5.3).
"""

from datetime import timedelta
from typing import Final

from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen
from eidgate.core.risk.facts import NO_SIM

_HOUR: Final = timedelta(hours=1)

NOT_ASKED: Final = Seen(state=NO_SIM.swap.state)


def happened(
    case: Case,
    signal: str,
    told: Reading,
    reason: Reason,
    *,
    within: timedelta | None = None,
    **evidence: str,
) -> Seen:
    """Find what was observed, as far as it is recent; without a date it counts as recent."""
    if told.state.is_gap:
        finding = case.finding(signal, Reason.SIM_HISTORY_UNKNOWN, state=told.state)
        return Seen(state=told.state, findings=(finding,))
    if told.state is not SignalState.OBSERVED:
        return Seen(state=told.state)
    if within is not None and told.at is not None and case.facts.at - told.at > within:
        return Seen(state=SignalState.NOT_OBSERVED)
    return Seen(state=SignalState.OBSERVED, findings=(case.finding(signal, reason, **evidence),))


def hours_since(case: Case, told: Reading) -> str:
    """Return how many whole hours before the decision it happened, as evidence."""
    return "unknown" if told.at is None else str((case.facts.at - told.at) // _HOUR)
