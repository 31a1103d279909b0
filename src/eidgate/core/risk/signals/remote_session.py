"""Does somebody else see or lead what the customer does: remote control, a shared screen, a call, an app?

The commonest fraud begins with a caller who claims to be the police (`domain.md` F6.6). The relying party's
app sees it; that it did not look is not that nothing was there.
"""

from typing import Final

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, seen
from eidgate.core.transaction import SessionSign

_REASONS: Final = {
    SessionSign.REMOTE_CONTROL: Reason.REMOTE_CONTROL_ACTIVE,
    SessionSign.SCREEN_SHARING: Reason.SCREEN_SHARED,
    SessionSign.CALL_IN_PROGRESS: Reason.CALL_IN_PROGRESS,
    SessionSign.ACCESSIBILITY_SERVICE: Reason.ACCESSIBILITY_SERVICE_ACTIVE,
}


def remote_session(case: Case) -> Seen:
    """Find each sign that the relying party reports."""
    session = case.facts.session
    if session.signs:
        return seen(case.finding("remote_session", _REASONS[sign]) for sign in sorted(set(session.signs)))
    return NOTHING if session.inspected else NOT_MONITORED
