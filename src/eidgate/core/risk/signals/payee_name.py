"""Is the payee's name, as the payer typed it, that of the account's owner (`domain.md` F2.3, F7.5; 10.10)?"""

from typing import Final

from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOTHING, Case, Seen
from eidgate.core.risk.facts import NO_NAME, PayeeNameFacts

_REASONS: Final = {
    NameGrade.NO_MATCH: Reason.PAYEE_NAME_MISMATCH,
    NameGrade.CLOSE: Reason.PAYEE_NAME_CLOSE,
}


def payee_name(case: Case) -> Seen:
    """Find a name that does not fit or only nearly, and a check that got no answer."""
    told = case.facts.payee_name
    if told is NO_NAME:
        return _NOT_ASKED
    state = told.reading.state
    if state.is_gap or (state is SignalState.OBSERVED and told.grade is None):
        finding = case.finding("payee_name", Reason.PAYEE_NAME_UNKNOWN, state=state, **_why(told))
        return Seen(state=state if state.is_gap else SignalState.UNAVAILABLE, findings=(finding,))
    if state is not SignalState.OBSERVED or told.grade is None:
        return Seen(state=state)
    reason = _REASONS.get(told.grade)
    if reason is None:
        return NOTHING
    return Seen(state=state, findings=(case.finding("payee_name", reason, grade=told.grade, **_why(told)),))


def _why(told: PayeeNameFacts) -> dict[str, str]:
    return {"why": told.why} if told.why else {}


_NOT_ASKED: Final = Seen(state=NO_NAME.reading.state)
