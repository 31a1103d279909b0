"""One money is held once in an account on every engine, wherever those who ask for it began to look."""

import pytest

from builders.holds import AT, MULE, hold
from builders.ledger import name_of, request, unit
from builders.reports import report
from builders.transfers import account, settled
from builders.wire import facts, record
from eidgate.adapters.storage import ways
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.report import TransferRef
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import Transfer, in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.errors import IllegalStateError
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import RelyingPartyId, Vnd
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import LedgerFacts, Weighed

pytest_plugins = ("builders.store_fixtures",)

WHOLE = Vnd(10_000_000)
"""What a hold's builder takes for its ceiling."""
VICTIM, FIRST, OTHER_VICTIM, HELD = account(0), account(1), account(2), account_of(MULE)
_MINUTE = 60_000_000
FRAUD = Transfer(to_ticks(AT), VICTIM, FIRST, WHOLE, "FT-1")
PASSED_ON = Transfer(to_ticks(AT) + _MINUTE, FIRST, HELD, WHOLE, "FT-2")
OTHER_FRAUD = Transfer(to_ticks(AT) + 2 * _MINUTE, OTHER_VICTIM, HELD, WHOLE, "FT-3")


def traced(store: Store, name: str, *seeds: Seed, case: str = "") -> str:
    bounds = Bounds(hops=6)
    found = RunningTrace(
        name=TraceName(f"traces/{name}"),
        asked_by=RelyingPartyId("police"),
        institution="police",
        seeds=seeds,
        bounds=Bounds(hops=6, until=2**60),
        rule=Rule.FIFO,
        found=trace(
            in_order([FRAUD, PASSED_ON, OTHER_FRAUD], accounts=[one.account for one in seeds]),
            seeds,
            bounds,
            Rule.FIFO,
        ),
        report=case,
        created_at=AT,
        updated_at=AT,
    )
    return store.traces.add(request(name, method="TraceFunds"), found, ()).name


def held(store: Store, name: str, basis: str, amount: Vnd = WHOLE) -> bool:
    try:
        store.holds.place(request(name), hold(name, basis=basis, amount=amount))
    except IllegalStateError:
        return False
    return True


def test_two_traces_of_one_money_hold_it_once(store: Store) -> None:
    start = traced(store, "t1", from_transfer(FRAUD))
    further = traced(store, "t2", from_transfer(PASSED_ON))
    assert held(store, "h1", start, Vnd(6_000_000))
    assert not held(store, "h2", further, Vnd(4_000_001))
    assert held(store, "h3", further, Vnd(4_000_000))
    assert not held(store, "h4", start, Vnd(1))


def test_another_victims_money_is_held_beside_it(store: Store) -> None:
    assert held(store, "h1", traced(store, "t1", from_transfer(FRAUD)))
    assert held(store, "h2", traced(store, "t2", from_transfer(OTHER_FRAUD)))


def test_a_report_holds_with_traces_that_begin_on_its_moneys_way(store: Store) -> None:
    store.transfers.record(
        request("r0", method="RecordTransfers"), settled(FRAUD), recorded_by=RelyingPartyId("bank-a")
    )
    named = TransferRef(institution=keeper_of(VICTIM), transfer_id="FT-1")
    filed = store.reports.file(
        request("r1", method="FileReport"), report(victim=None, transfers=(named,), amount=WHOLE)
    )
    assert held(store, "h1", filed.name)
    assert not held(store, "h2", traced(store, "t2", from_transfer(PASSED_ON)), Vnd(1))
    assert held(store, "h3", traced(store, "t3", from_transfer(OTHER_FRAUD)))


def test_a_decision_holds_with_traces_of_its_payers_money(store: Store) -> None:
    known = facts(at=AT)

    def weigh(_: LedgerFacts) -> Weighed:
        return Weighed(name=name_of("d1"), record=canonical(record(known)), outcome=Outcome.ALLOW.name)

    store.ledger.decide(unit("d1", at=AT, weigh=weigh))
    paid = known.transaction
    assert paid is not None
    robbed = Seed(account=account_of(paid.payer), at=to_ticks(AT), amount=5)
    assert held(store, "h1", name_of("d1"))
    assert not held(store, "h2", traced(store, "t1", robbed), Vnd(1))
    assert held(store, "h3", traced(store, "t2", from_transfer(OTHER_FRAUD)))


def test_where_too_much_would_have_to_be_read_everything_held_there_counts(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "MOST_READ", 1)
    assert held(store, "h1", traced(store, "t1", from_transfer(FRAUD)))
    other = traced(store, "t2", from_transfer(OTHER_FRAUD))
    assert not held(store, "h2", other, Vnd(1))


def test_a_trace_that_starts_from_a_report_is_of_the_money_that_the_report_names(store: Store) -> None:
    filed = store.reports.file(
        request("r1", method="FileReport"),
        report(victim=None, decisions=(name_of("of-the-victims-bank"),), amount=WHOLE),
    )
    assert held(store, "h1", name_of("of-the-victims-bank"))
    of_it = traced(store, "t1", from_transfer(OTHER_FRAUD), case=filed.name)
    assert not held(store, "h2", of_it, Vnd(1))
    assert held(store, "h3", traced(store, "t2", from_transfer(PASSED_ON)))
