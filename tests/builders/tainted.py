"""Traced money that rests in an account: what a hold there may rest on, with no other event around it."""

from datetime import UTC, datetime

from builders.running import Running
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.open import Store, open_store
from eidgate.adapters.storage.traces import _add as add_trace
from eidgate.config import load_config
from eidgate.core.desk.trace.accounts import account_of
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Flow, Reached, Traced
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.terms import Instrument, InstrumentKind, RelyingPartyId, RequestId
from eidgate.ports import RequestClaim
from eidgate.simulator.world import BANK

TAINT = 4_000_000
_AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
_ROBBED = Instrument(kind=InstrumentKind.ACCOUNT, institution=BANK.institution, number="0000")


def trace_to(account: Instrument) -> TraceName:
    """Name the trace that found money in an account."""
    return TraceName(f"traces/r{account.number}")


def taint(store: Store, account: Instrument, amount: int = TAINT) -> Instrument:
    """Let a trace have found this much in an account, paid there from the first bank; known to all three."""
    name = trace_to(account)
    if store.traces.get(name) is None:
        claim = RequestClaim(
            relying_party=BANK.relying_party_id,
            method="TraceFunds",
            request_id=RequestId(name),
            digest=b"",
        )
        trace = _trace(name, account, amount)
        store.access.change(lambda session: _settled(session, claim, trace))
    return account


def _settled(session: Session, claim: RequestClaim, trace: RunningTrace) -> None:
    """Add it as looked at: the server's next round would find no transfer behind it, and take it back."""
    add_trace(session, claim, trace, ())
    session.write("UPDATE trace SET due = 0 WHERE name = ?", trace.name)


def tainted(server: Running, *accounts: Instrument) -> tuple[Instrument, ...]:
    """The same in a running server's store."""
    store = open_store(load_config(server.installation.configuration).store)
    try:
        return tuple(taint(store, account) for account in accounts)
    finally:
        store.close()


def _trace(name: TraceName, account: Instrument, amount: int) -> RunningTrace:
    source, target = account_of(_ROBBED), account_of(account)
    return RunningTrace(
        name=name,
        asked_by=RelyingPartyId("hotline"),
        institution="hotline",
        seeds=(Seed(account=source, at=0, amount=amount),),
        bounds=Bounds(hops=1, until=1),
        rule=Rule.FIFO,
        found=Traced(
            entered=amount,
            reached=(
                Reached(hop=0, account=source, since=0, traced=0, received=amount, source=True),
                Reached(hop=1, account=target, since=0, traced=amount, received=amount, source=False),
            ),
            flows=(Flow(source, target, amount),),
            left=(),
        ),
        created_at=_AT,
        updated_at=_AT,
    )
