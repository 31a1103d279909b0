"""A chase: a victim's money over two banks and a wallet, as the institutions record it."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import count

from builders.service import Scene
from builders.transfers import instrument
from eidgate.app.record_transfers import RecordTransfers, SettledTransfer, record_transfers
from eidgate.app.trace_funds import (
    FromAccount,
    FromTransfer,
    TraceFunds,
    TraceView,
    get_trace,
    trace_funds,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, Vnd
from eidgate.ports import RecordedTransfers, RequestClaim
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, WALLET

VICTIM, MULE, SECOND, PURSE = instrument(0), instrument(1), instrument(3), instrument(5)
"""At the bank, the other bank, the bank again, and the wallet."""
ENOUGH = timedelta(seconds=3)
MILLION = 1_000_000


class Chase:
    """One scene, and the minutes in which money moves."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._numbers = count(1)

    def paid(
        self, source: Instrument, target: Instrument | None, millions: float, **ago: float
    ) -> SettledTransfer:
        """A transfer that was settled some time before now; its reference is new."""
        return SettledTransfer(
            transfer_id=f"FT-{next(self._numbers)}",
            source=source,
            target=target,
            amount=Vnd(int(millions * MILLION)),
            settled_at=self.scene.clock.now() - timedelta(**ago),
        )

    def record(
        self,
        *transfers: SettledTransfer,
        caller: RelyingParty = BANK,
        request: RequestClaim | None = None,
    ) -> RecordedTransfers:
        claim = request or self.scene.request("RecordTransfers", caller=caller)
        command = RecordTransfers(caller=caller, request=claim, transfers=transfers)
        return record_transfers(command, self.scene.service, remaining=ENOUGH)

    def happened(self) -> Sequence[SettledTransfer]:
        """The victim pays 50 million; the mule splits it; the wallet gives out 5 million in cash."""
        fraud = self.paid(VICTIM, MULE, 50, minutes=30)
        split = [self.paid(MULE, SECOND, 30, minutes=20), self.paid(MULE, PURSE, 20, minutes=19)]
        cash = self.paid(PURSE, None, 5, minutes=10)
        self.record(fraud)
        self.record(*split, caller=OTHER_BANK)
        self.record(cash, caller=WALLET)
        return [fraud, *split, cash]

    def wanted(
        self,
        *,
        caller: RelyingParty = HOTLINE,
        start: FromTransfer | FromAccount | None = None,
        amount: int | None = None,
        **changes: object,
    ) -> TraceFunds:
        """Ask for a trace, of the fraud if nothing else is said."""
        return TraceFunds(
            caller=caller,
            request=self.scene.request("TraceFunds", caller=caller),
            start=start or FromTransfer(institution=BANK.institution, transfer_id="FT-1"),
            amount=None if amount is None else Vnd(amount),
            **changes,  # type: ignore[arg-type]  # a test names fields freely
        )

    def trace(self, command: TraceFunds | None = None) -> TraceView:
        return trace_funds(command or self.wanted(), self.scene.service, remaining=ENOUGH)

    def look(self, seen: TraceView, caller: RelyingParty) -> TraceView:
        return get_trace(caller, seen.trace.name, self.scene.service, remaining=ENOUGH)


def resting(seen: TraceView) -> dict[str, float]:
    """What rests where, in millions."""
    return {account: units / MILLION for account, units in seen.found.resting.items()}
