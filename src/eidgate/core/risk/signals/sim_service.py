"""Was the payer's number seen in another phone whose holder has not proved themselves since?

Its operator tells us (`ReportDeviceChange`), and the law takes the number's service away step by step
(Circular 08/2026 Art. 8; `domain.md` 10.11). Nobody has to be asked, so there is no gap: a number of which no
operator told is NOT_MONITORED.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from eidgate.core.binding.sim_service import SimService
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen

_HOUR: Final = timedelta(hours=1)

_REASONS: Final[Mapping[SimService, Reason]] = {
    SimService.TO_BE_VERIFIED: Reason.SIM_NOT_REVERIFIED,
    SimService.OUTGOING_BLOCKED: Reason.SIM_OUTGOING_BLOCKED,
    SimService.BLOCKED: Reason.SIM_BLOCKED,
    SimService.ENDED: Reason.SIM_BLOCKED,
}


def sim_service(case: Case) -> Seen:
    """Find a change of device that waits for its proof, and how far the number's service is gone."""
    told = case.facts.sim_service
    reason = None if told.service is None else _REASONS.get(told.service)
    if reason is None or told.reading.state is not SignalState.OBSERVED:
        return Seen(state=told.reading.state)
    changed_at = told.reading.at
    hours = "unknown" if changed_at is None else str(max(timedelta(0), case.facts.at - changed_at) // _HOUR)
    finding = case.finding("sim_service", reason, hours=hours, service=str(told.service))
    return Seen(state=SignalState.OBSERVED, findings=(finding,))
