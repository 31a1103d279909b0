"""The contract of `eidgate.ports.Ledger`, on every engine."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread
from typing import Any

import pytest

from builders.ledger import (
    BANK,
    MIDNIGHT,
    NOON,
    OTHER_BANK,
    account,
    binding,
    earlier,
    facts_of,
    name_of,
    once,
    report,
    request,
    seen,
    unit,
)
from builders.stores import rows
from eidgate.adapters.storage import lane
from eidgate.adapters.storage.open import Store
from eidgate.core.binding.lifecycle import revoke
from eidgate.core.errors import (
    DeadlineError,
    IllegalStateError,
    NotFoundError,
    RequestIdReusedError,
    UnavailableError,
)
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.risk.history import History
from eidgate.core.terms import Vnd
from eidgate.ports import (
    DecisionFilter,
    Entry,
    LedgerFacts,
    Recorded,
    RecordPage,
    StoredRecord,
    Unit,
    Weighed,
)

pytest_plugins = ("builders.store_fixtures",)


def facts(record: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(record)
    return found


def test_a_new_decision_is_recorded_and_found_as_its_exact_bytes(store: Store) -> None:
    record = bytes(range(256))
    made = store.ledger.decide(
        unit("r1", weigh=lambda _: Weighed(name=name_of("r1"), record=record, outcome="DENY"))
    )
    assert made == Recorded(record=record, replayed=False)
    assert store.ledger.find(BANK, name_of("r1")) == record


def test_another_relying_party_finds_nothing(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    assert store.ledger.find(OTHER_BANK, name_of("r1")) is None
    assert store.ledger.page(OTHER_BANK, after=0, limit=10) == []


def test_everybodys_are_found_only_where_no_relying_party_is_named(store: Store) -> None:
    each = [b"first", b"other's", b"last"]
    for i, relying_party in enumerate((BANK, OTHER_BANK, BANK)):
        made = Weighed(name=name_of(f"r{i}"), record=each[i], outcome="ALLOW")
        claim = request(f"r{i}", relying_party=relying_party)
        store.ledger.decide(unit(f"r{i}", claim=claim, weigh=lambda _, made=made: made))  # type: ignore[misc]
    assert [store.ledger.find(None, name_of(f"r{i}")) for i in range(3)] == each
    assert store.ledger.find(None, name_of("none")) is None
    first = store.ledger.page(None, after=0, limit=2)
    rest = store.ledger.page(None, after=first[-1].cursor, limit=9)
    assert [one.record for one in (*first, *rest)] == each
    found = store.ledger.search(None, DecisionFilter(outcome="ALLOW"), after=0, limit=2)
    assert [one.record for one in found.records] == each[:2]
    found = store.ledger.search(None, DecisionFilter(), after=found.next_after or 0, limit=2)
    assert ([one.record for one in found.records], found.next_after) == (each[2:], None)


def test_the_same_request_gets_the_same_bytes_and_is_not_weighed_again(store: Store) -> None:
    first = store.ledger.decide(unit("r1", amount=5))

    def never(_: LedgerFacts) -> Weighed:
        raise AssertionError

    again = store.ledger.decide(unit("r1", weigh=never))
    assert again == Recorded(record=first.record, replayed=True)
    assert len(rows(store, "SELECT 1 FROM entry")) == 1


def test_the_same_request_id_with_other_bytes_is_refused(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    with pytest.raises(RequestIdReusedError):
        store.ledger.decide(unit("r1", claim=request("r1", digest=b"other")))


@pytest.mark.parametrize(
    "other", [request("r1", relying_party=OTHER_BANK), request("r1", method="VerifyAssertion")]
)
def test_a_request_id_is_one_relying_partys_and_one_methods(store: Store, other: Any) -> None:
    store.ledger.decide(unit("r1"))
    assert not store.ledger.decide(unit("r2", claim=other)).replayed


def test_earlier_entries_come_back_whole_and_in_order_of_appending(store: Store) -> None:
    entries = [
        Earlier(
            group=group,
            amount=Vnd(10**15 + i),
            transaction_class=transaction_class,
            confirmed_as=TransactionClass.D,
            at=NOON - timedelta(microseconds=i),
        )
        for i, (group, transaction_class) in enumerate(zip(Group, [*TransactionClass, "A"], strict=True))
        if isinstance(transaction_class, TransactionClass)
    ]
    for i, each in enumerate(entries):
        weighed = Weighed(name=name_of(f"r{i}"), record=b"", outcome="ALLOW", entry=Entry(earlier=each))
        store.ledger.decide(unit(f"r{i}", weigh=lambda _, weighed=weighed: weighed))
    assert facts_of(store, unit("r99")).earlier == tuple(entries)


@pytest.mark.parametrize(
    ("at", "counts"),
    [(MIDNIGHT - timedelta(microseconds=1), False), (MIDNIGHT, True), (MIDNIGHT + timedelta(hours=23), True)],
)
def test_an_entry_counts_from_the_first_instant_of_the_day(store: Store, at: datetime, counts: bool) -> None:  # noqa: FBT001
    store.ledger.decide(unit("r1", at=at))
    assert bool(facts_of(store, unit("r2")).earlier) is counts


def test_another_accounts_entries_are_not_seen(store: Store) -> None:
    store.ledger.decide(unit("r1", scope="a", device="phone"))
    seen_by_b = facts_of(store, unit("r2", scope="b"))
    assert (seen_by_b.earlier, seen_by_b.last_device) == ((), "")


def test_a_decision_without_entry_does_not_count(store: Store) -> None:
    store.ledger.decide(unit("r1", amount=None, device="phone"))
    assert facts_of(store, unit("r2")) == LedgerFacts(history=History())


def test_the_last_device_is_that_of_the_latest_allowed_even_of_another_day(store: Store) -> None:
    latest = MIDNIGHT - timedelta(days=9)
    store.ledger.decide(unit("r1", at=latest, device="first"))
    store.ledger.decide_all(
        [unit("r2", at=latest, device="second"), unit("r3", device="denied", amount=None)]
    )
    store.ledger.decide_all([unit("r4", at=latest - timedelta(days=1), device="older")])
    assert facts_of(store, unit("r5")).last_device == "second"
    answers = store.ledger.decide_all(
        [unit("r6", at=latest - timedelta(days=2), device="oldest"), unit("r7")]
    )
    assert [facts(each.record)["last_device"] for each in answers if isinstance(each, Recorded)] == [
        "second"
    ] * 2


def test_a_one_use_claim_is_seen_as_used_by_the_next_and_by_another_account(store: Store) -> None:
    first = unit("r1", assertion=once("jti:i:1"), nonce=once("nonce:1"))
    second = unit("r2", scope="b", assertion=once("jti:i:1"), nonce=once("nonce:2"))
    third = unit("r3", scope="c", assertion=once("jti:i:2"), nonce=once("nonce:2"))
    answers = [facts(store.ledger.decide(each).record) for each in (first, second, third)]
    assert [(each["assertion_used"], each["nonce_used"]) for each in answers] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_claim_is_made_even_when_nothing_is_allowed(store: Store) -> None:
    store.ledger.decide(unit("r1", amount=None, assertion=once("jti:i:1")))
    assert facts_of(store, unit("r2", assertion=once("jti:i:1"))).assertion_used


def test_what_weighing_raises_is_raised_and_nothing_is_written(store: Store) -> None:
    def fail(_: LedgerFacts) -> Weighed:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.ledger.decide(unit("r1", assertion=once("jti:i:1"), weigh=fail))
    assert facts_of(store, unit("r2", assertion=once("jti:i:1"))) == LedgerFacts(history=History())
    assert store.ledger.page(BANK, after=0, limit=9) == []


def test_of_many_units_a_later_one_sees_what_an_earlier_one_appended(store: Store) -> None:
    units = [unit(f"r{i}", amount=i, device=f"d{i}", assertion=once(f"jti:{i // 2}")) for i in range(200)]
    answers = [
        facts(answer.record) for answer in store.ledger.decide_all(units) if isinstance(answer, Recorded)
    ]
    assert [each["earlier"] for each in answers] == [list(range(i)) for i in range(200)]
    assert [each["last_device"] for each in answers] == ["", *[f"d{i}" for i in range(199)]]
    assert [each["assertion_used"] for each in answers] == [bool(i % 2) for i in range(200)]


def test_of_many_units_a_failing_one_harms_no_other(store: Store) -> None:
    def refuse(_: LedgerFacts) -> Weighed:
        raise NotFoundError("no policy")

    units = [unit("r1", amount=1), unit("r1", claim=request("r1", digest=b"x")), unit("r1", amount=7)]
    units += [unit("r2", weigh=refuse), unit("r3", amount=3)]
    first, reused, replayed, refused, last = store.ledger.decide_all(units)
    assert isinstance(first, Recorded)
    assert isinstance(reused, RequestIdReusedError)
    assert replayed == Recorded(record=first.record, replayed=True)
    assert isinstance(refused, NotFoundError)
    assert isinstance(last, Recorded)
    assert facts(last.record)["earlier"] == [1]


def test_a_row_the_store_cannot_hold_fails_alone(store: Store) -> None:
    units = [unit("r1", amount=1), unit("r2", amount=2**70), unit("r3", amount=3)]
    first, poisoned, last = store.ledger.decide_all(units)
    assert isinstance(first, Recorded)
    assert isinstance(poisoned, UnavailableError)
    assert isinstance(last, Recorded)
    assert facts(last.record)["earlier"] == [1]
    assert store.ledger.find(BANK, name_of("r2")) is None


def test_a_decisions_name_stands_for_one_decision(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    with pytest.raises(UnavailableError):
        store.ledger.decide(unit("r1", claim=request("another"), assertion=once("jti:1")))
    assert not facts_of(store, unit("r3", assertion=once("jti:1"))).assertion_used


def test_a_preview_sees_the_present_and_leaves_no_trace(store: Store) -> None:
    store.ledger.decide(unit("r1", amount=5))
    probe = unit("r2", amount=9, assertion=once("jti:1"), nonce=once("nonce:1"))
    assert facts(store.ledger.preview(probe))["earlier"] == [5]
    assert store.ledger.preview(probe) == store.ledger.preview(probe)
    assert store.ledger.find(BANK, name_of("r2")) is None


def test_pages_follow_each_other_without_gap_or_repetition(store: Store) -> None:
    names = [f"r{i}" for i in range(7)]
    records = [store.ledger.decide(unit(name)).record for name in names]
    store.ledger.decide(unit("foreign", claim=request("foreign", relying_party=OTHER_BANK)))
    found: list[StoredRecord] = []
    while page := store.ledger.page(BANK, after=found[-1].cursor if found else 0, limit=3):
        assert len(page) <= 3
        found += page
    assert [each.record for each in found] == records


def test_a_cancelled_transaction_stops_counting_and_the_rest_goes_on(store: Store) -> None:
    store.ledger.decide_all([unit("r1", amount=1), unit("r2", amount=2)])
    cancelled = report("r1", "cancelled", note="khách đổi ý")
    assert store.ledger.report(request("c1", method="ReportOutcome"), cancelled) == cancelled
    assert [each.amount for each in facts_of(store, unit("r3")).earlier] == [2]
    assert facts(store.ledger.decide(unit("r3", amount=3)).record)["earlier"] == [2]


def test_a_report_is_appended_once_per_request(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    claim = request("c1", method="ReportOutcome")
    first = store.ledger.report(claim, report("r1", "completed"))
    assert store.ledger.report(claim, report("r1", "completed", note="again")) == first
    with pytest.raises(RequestIdReusedError):
        store.ledger.report(request("c1", method="ReportOutcome", digest=b"x"), report("r1", "completed"))
    assert len(rows(store, "SELECT 1 FROM outcome_report")) == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("completed", "cancelled"),
        ("cancelled", "completed"),
        ("cancelled", "reversed"),
        ("reversed", "cancelled"),
        ("fraud_confirmed", "false_alarm"),
        ("false_alarm", "fraud_confirmed"),
    ],
)
def test_reports_that_exclude_each_other_are_refused(store: Store, before: str, after: str) -> None:
    store.ledger.decide(unit("r1"))
    store.ledger.report(request("c1"), report("r1", before))
    with pytest.raises(IllegalStateError, match=before):
        store.ledger.report(request("c2"), report("r1", after))


def test_a_report_on_anothers_decision_finds_none(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    with pytest.raises(NotFoundError):
        store.ledger.report(request("c1", relying_party=OTHER_BANK), report("r1", "completed"))
    with pytest.raises(NotFoundError):
        store.ledger.report(request("c2"), report("unknown", "completed"))


def test_the_payers_newest_binding_is_seen_in_any_state(store: Store) -> None:
    assert facts_of(store, unit("r0")).payer_binding is None
    store.bindings.create(request("b1", method="CreateBinding"), binding("b1"), uses=[])
    confirmed = facts_of(store, unit("r1", payee=account("payee")))
    assert (confirmed.payer_binding, confirmed.payee_binding) == (binding("b1"), None)
    store.bindings.change(request("b2"), binding("b1").name, lambda b: revoke(b, at=NOON, reason="lost"))
    assert facts_of(store, unit("r2")).payer_binding == revoke(binding("b1"), at=NOON, reason="lost")
    store.bindings.create(request("b3", method="CreateBinding"), binding("b3"), uses=[])
    assert facts_of(store, unit("r3", payee=account())).payee_binding == binding("b3")
    assert facts(store.ledger.decide(unit("r4")).record)["payer"] == "v1"


def test_forgetting_drops_expired_claims_and_keeps_the_rest(store: Store) -> None:
    store.ledger.decide_all(
        [unit(f"r{i}", assertion=once(f"jti:{i}", NOON + timedelta(seconds=i))) for i in range(5)]
    )
    assert store.ledger.forget(NOON + timedelta(seconds=2)) == 2
    assert store.ledger.forget(NOON + timedelta(seconds=2)) == 0
    used = [facts_of(store, unit("x", assertion=once(f"jti:{i}"))).assertion_used for i in range(5)]
    assert used == [False, False, True, True, True]


def test_forgetting_more_than_one_transactions_worth_forgets_all(store: Store) -> None:
    units = [unit(f"r{i}", amount=None, assertion=once(f"jti:{i}", NOON)) for i in range(1001)]
    for start in range(0, len(units), 500):
        store.ledger.decide_all(units[start : start + 500])
    assert store.ledger.forget(NOON + timedelta(microseconds=1)) == 1001


@pytest.mark.parametrize(
    "at",
    [datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC), datetime(2999, 1, 1, 0, 0, 0, 1, tzinfo=UTC)],
)
def test_instants_come_back_to_the_microsecond(store: Store, at: datetime) -> None:
    store.ledger.decide(unit("r1", at=at))
    [found] = facts_of(store, unit("r2", since=at)).earlier
    assert found.at == at
    assert found.at.utcoffset() == timedelta(0)


def test_a_timeout_that_passed_before_the_unit_began_is_told_and_nothing_is_done(store: Store) -> None:
    with pytest.raises(DeadlineError):
        store.ledger.decide(unit("r1"), timeout=timedelta(0))
    assert store.ledger.find(BANK, name_of("r1")) is None


def test_a_unit_that_waits_behind_another_is_given_up_at_its_own_time(store: Store) -> None:
    entered, leave = Event(), Event()

    def hold(facts: LedgerFacts) -> Weighed:
        entered.set()
        leave.wait()
        return Weighed(name=name_of("slow"), record=seen(facts), outcome="ALLOW")

    slow = Thread(target=store.ledger.decide, args=(unit("slow", weigh=hold),))
    slow.start()
    entered.wait()
    with pytest.raises(DeadlineError):
        store.ledger.decide(unit("r1"), timeout=timedelta(milliseconds=20))
    leave.set()
    slow.join()
    assert store.ledger.find(BANK, name_of("slow")) is not None
    assert store.ledger.find(BANK, name_of("r1")) is None


def test_a_full_queue_refuses_and_loses_none_of_those_it_took(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "QUEUE_LIMIT", 8)
    answers = store.ledger.decide_all([unit(f"r{i}", amount=i) for i in range(2_000)])
    taken = [answer for answer in answers if isinstance(answer, Recorded)]
    refused = [answer for answer in answers if isinstance(answer, UnavailableError)]
    assert refused
    assert len(taken) + len(refused) == 2_000
    assert len(store.ledger.page(BANK, after=0, limit=3_000)) == len(taken)


def test_a_closed_store_refuses(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    store.close()
    with pytest.raises(UnavailableError):
        store.ledger.decide(unit("r2"))
    with pytest.raises(UnavailableError):
        store.ledger.find(BANK, name_of("r1"))


def test_what_is_decided_is_there_after_reopening(opened: Callable[[], Store]) -> None:
    first = opened()
    record = first.ledger.decide(unit("r1", device="phone")).record
    first.close()
    second = opened()
    assert second.ledger.decide(unit("r1")) == Recorded(record=record, replayed=True)
    assert facts_of(second, unit("r2")).earlier == (earlier(1),)


def test_the_watcher_hears_of_batches(store_url: str) -> None:
    from eidgate.adapters.storage.open import open_store  # noqa: PLC0415 - this test opens its own

    batches: list[int] = []

    class Watcher:
        def committed(self, units: int, seconds: float) -> None:
            assert seconds >= 0
            batches.append(units)

    store = open_store(store_url, watcher=Watcher())
    store.ledger.decide_all([unit(f"r{i}") for i in range(10)])
    store.close()
    assert sum(batches) == 10


def test_two_processes_deciding_the_same_request_make_one_decision(opened: Callable[[], Store]) -> None:
    stores = [opened(), opened()]
    for round_ in range(20):
        answers = _at_once([(s, unit(f"r{round_}", scope=f"s{i}")) for i, s in enumerate(stores * 2)])
        assert len({answer.record for answer in answers}) == 1
        assert [answer.replayed for answer in answers].count(False) == 1


def test_two_processes_using_the_same_assertion_from_two_accounts_use_it_once(
    opened: Callable[[], Store],
) -> None:
    stores = [opened(), opened()]
    for round_ in range(20):
        answers = _at_once(
            [
                (s, unit(f"{round_}-{i}", scope=f"s{i}", assertion=once(f"jti:{round_}")))
                for i, s in enumerate(stores * 2)
            ]
        )
        assert [facts(answer.record)["assertion_used"] for answer in answers].count(False) == 1


def test_who_pages_meanwhile_skips_nothing(opened: Callable[[], Store]) -> None:
    stores = [opened(), opened()]
    units = [[unit(f"{i}-{n}", scope=f"s{i}", amount=None) for n in range(150)] for i in range(2)]
    writers = [
        Thread(target=lambda store=store, mine=mine: [store.ledger.decide(each) for each in mine])
        for store, mine in zip(stores, units, strict=True)
    ]
    for writer in writers:
        writer.start()
    cursors = [0]
    while any(writer.is_alive() for writer in writers):
        cursors += [each.cursor for each in stores[0].ledger.page(BANK, after=cursors[-1], limit=50)]
    cursors += [each.cursor for each in stores[0].ledger.page(BANK, after=cursors[-1], limit=500)]
    assert cursors[1:] == [each.cursor for each in stores[1].ledger.page(BANK, after=0, limit=500)]
    assert len(cursors) == 301


def test_a_report_of_an_unknown_kind_is_a_fault_of_the_caller(store: Store) -> None:
    store.ledger.decide(unit("r1"))
    with pytest.raises(ValueError, match="unheard_of"):
        store.ledger.report(request("c1"), report("r1", "unheard_of"))


def _at_once(work: list[tuple[Store, Unit]]) -> list[Recorded]:
    barrier, answers = Barrier(len(work)), []

    def go(store: Store, each: Unit) -> None:
        barrier.wait()
        answers.append(store.ledger.decide(each))

    threads = [Thread(target=go, args=pair) for pair in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == len(work)
    return answers


def test_a_search_gives_what_passes_every_filter_and_says_where_to_go_on(store: Store) -> None:
    for i in range(6):
        store.ledger.decide(unit(f"r{i}", at=NOON + timedelta(seconds=i)))
    words = {"kind": "transfer_other"}
    period = DecisionFilter(since=NOON + timedelta(seconds=1), until=NOON + timedelta(seconds=5), words=words)
    first = store.ledger.search(BANK, period, after=0, limit=3)
    assert [each.record for each in first.records] == [
        store.ledger.find(BANK, name_of(f"r{i}")) for i in (1, 2, 3)
    ]
    assert first.next_after == first.records[-1].cursor
    rest = store.ledger.search(BANK, period, after=first.next_after or 0, limit=3)
    assert [each.record for each in rest.records] == [store.ledger.find(BANK, name_of("r4"))]
    assert rest.next_after is None
    for none in (DecisionFilter(outcome="DENY"), DecisionFilter(words={"kind": "transfer!other"})):
        assert store.ledger.search(BANK, none, after=0, limit=9) == RecordPage(records=[], next_after=None)
    assert store.ledger.search(OTHER_BANK, DecisionFilter(outcome="ALLOW"), after=0, limit=9).records == []
