"""The status lists of one worker: kept current beside the trust that names them, and seen by operations."""

import logging
from typing import Final

from eidgate.adapters.metrics.issuers import IssuerInstruments
from eidgate.adapters.randomness import SystemRandomness
from eidgate.adapters.trust.status_lists import StatusListTrust
from eidgate.core.assertion.status_list import StatusListError
from eidgate.core.errors import EidgateError
from eidgate.core.terms import Instant
from eidgate.ports import Clock, TrustSource

_LOGGER: Final = logging.getLogger("eidgate.status_lists")


class StatusListMetrics:
    """Counts and logs how the lists are doing."""

    def __init__(self, issuers: IssuerInstruments) -> None:
        self._issuers = issuers

    def status_list_read(self, issuer: str, issued_at: Instant) -> None:
        """Show how old the oldest list is."""
        self._issuers.status_lists_issued(issuer, issued_at)

    def status_list_failed(self, issuer: str, error: EidgateError) -> None:
        """Count a failed refresh, and say in the log what it was."""
        why = "refused" if isinstance(error, StatusListError) else "unavailable"
        self._issuers.status_list_failed(issuer, why)
        _LOGGER.warning("status list not refreshed", extra={"fields": {"issuer": issuer, "why": str(error)}})


def keep_status_lists(trust: TrustSource, clock: Clock, issuers: IssuerInstruments) -> StatusListTrust:
    """Return the trust with its status lists, kept current until it is closed."""
    joined = StatusListTrust(
        trust, clock=clock, randomness=SystemRandomness(), watcher=StatusListMetrics(issuers)
    )
    joined.start()
    return joined
