"""What the desk needs done as time goes by: holds end, SIMs step on, late appeals are told, old alerts go.

Nothing rests on its being on time: a hold past its end holds nothing, and an alert waits for its reader. What
came due while no worker was running is done at the next start.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from eidgate.adapters.metrics.desk import DeskInstruments
from eidgate.adapters.storage.open import Store
from eidgate.app.expire_holds import expire_holds
from eidgate.app.tell_appeals import tell_appeals
from eidgate.app.tell_sim_steps import tell_sim_steps
from eidgate.bootstrap.rounds import Rounds
from eidgate.core.desk.alert import ALERTS_KEPT, AlertKind, addresses_of
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports import Clock

INTERVAL: Final = timedelta(seconds=15)
"""Until the alert of a hold's end is on its way; the account itself was free from the end on."""

REPORTS_SEEN: Final = 5_000
"""Open reports that are looked at, the oldest first: 0.1 s. With more open, the figures say enough."""


class DeskKeeping:
    """Does it all, one round at a time."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        instruments: DeskInstruments,
        *,
        receipt_key: str,
        receivers: Callable[[], Iterable[RelyingParty]],
    ) -> None:
        self._store, self._clock, self._instruments = store, clock, instruments
        self._receipt_key, self._receivers = receipt_key, receivers

    def keep(self) -> None:
        """Do it once.

        Raises:
            EidgateError: something cannot be done now; the next time will do.
        """
        now = self._clock.now()
        for ground in expire_holds(self._store.holds, at=now, receipt_key=self._receipt_key):
            self._instruments.hold_expired(ground)
        for service in tell_sim_steps(self._store.sim_clocks, at=now):
            self._instruments.sim_step_due(service)
        self._instruments.sims_unverified(self._store.sim_clocks.running())
        self._tell_appeals(now)
        self._store.alerts.drop(now - ALERTS_KEPT)
        self._instruments.holds(self._store.holds.open_holds(), at=now)
        self._instruments.traces.show(self._store.traces.seen(now), at=now)
        self._instruments.reports.open_reports(self._store.reports.open_reports(limit=REPORTS_SEEN), at=now)
        for party in {one.relying_party_id: one for one in self._receivers()}.values():
            if party.has(Right.RECEIVE_ALERTS):
                backlog = self._store.alerts.backlog(addresses_of(party), party.relying_party_id)
                self._instruments.backlog(party.relying_party_id, backlog, at=now)

    def _tell_appeals(self, now: Instant) -> None:
        instruments = self._instruments.appeals
        for kind in tell_appeals(self._store.appeals, at=now):
            if kind is AlertKind.APPEAL_LAPSED:
                instruments.lapsed()
            else:
                instruments.review_missed()
        instruments.show(self._store.appeals.open_appeals(now), at=now)


def desk_rounds(keeping: DeskKeeping) -> Rounds:
    """Return the rounds in which the desk is kept; the first is at once, for what came due meanwhile."""
    return Rounds("desk", keeping.keep, every=INTERVAL, failed="the desk was not kept", at_once=True)
