"""What `LedgerFacts.history` promises, on every engine."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest

from builders.ledger import (
    NOON,
    account,
    binding,
    decided,
    facts_of,
    report,
    request,
    unit,
)
from builders.stores import rows
from eidgate.adapters.storage import past
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.standings import put_standing
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.risk.history import Credits, Flow, History, Reports
from eidgate.core.terms import Instrument, Vnd
from eidgate.ports import LedgerFacts, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)

AN = account("0011")
SHOP = account("7700")
MINUTE = timedelta(minutes=1)


def pay(
    store: Store, name: str, amount: int, payer: Instrument = AN, payee: Instrument | None = SHOP, **more: Any
) -> Unit:
    """Pay at noon, and return the unit."""
    paid = unit(name, amount=amount, scope=f"bank|{payer.key}", payer=payer, payee=payee, **more)
    store.ledger.decide(paid)
    return paid


def seen(store: Store, payer: Instrument = AN, payee: Instrument | None = SHOP, **more: Any) -> History:
    """What a payment a minute after noon would know."""
    at = more.pop("at", NOON + MINUTE)
    probe = unit("probe", scope=f"bank|{payer.key}", payer=payer, payee=payee, at=at, **more)
    history = facts_of(store, probe).history
    assert history is not None
    return history


def cancel(store: Store, paid: Unit, name: str) -> None:
    store.ledger.report(request(f"cancel-{name}"), report(name, "cancelled"), about=decided(paid))


def test_an_account_that_never_paid_has_an_empty_history(store: Store) -> None:
    assert seen(store) == History()


def test_without_an_account_there_is_no_history(store: Store) -> None:
    assert facts_of(store, unit("r1", scope="")).history is None


def test_a_payment_is_known_to_the_next_one_of_its_account(store: Store) -> None:
    pay(store, "r1", 5)
    one = Flow(payments=1, amount=Vnd(5))
    history = seen(store)
    assert (history.hour, history.day, history.week, history.pieces) == (one, one, one, one)
    assert (history.payee_since, history.active_since, history.hour_since) == (NOON, NOON, NOON)
    assert history.largest == 5


@pytest.mark.parametrize("hour", [0, 1, 12, 22, 23])
def test_the_hours_around_now_are_known_around_midnight_too(store: Store, hour: int) -> None:
    """NOON is noon in Viet Nam; an hour is known by its neighbours and by no other."""
    paid_at = NOON - timedelta(hours=12) + timedelta(hours=hour, minutes=30)
    pay(store, "r1", 5, at=paid_at)
    for later in range(24):
        known = seen(store, at=paid_at + timedelta(days=1, hours=later)).hour_since
        assert known == (paid_at if later in (0, 1, 23) else None)


def places(history: History) -> tuple[object, object]:
    return (history.places_since, history.place_since)


def test_a_country_is_known_since_the_first_payment_from_it(store: Store) -> None:
    pay(store, "untold", 5, at=NOON - 3 * MINUTE)
    pay(store, "home", 5, at=NOON - 2 * MINUTE, place="VN")
    pay(store, "abroad", 5, at=NOON - MINUTE, place="KH")
    pay(store, "abroad-again", 5, place="KH")
    assert places(seen(store, place="KH")) == (NOON - 2 * MINUTE, NOON - MINUTE)
    assert places(seen(store, place="LA")) == (NOON - 2 * MINUTE, None)
    assert places(seen(store)) == (None, None), "who does not say where the customer is asks nothing"
    assert places(seen(store, payer=account("0022"), place="KH")) == (None, None)


def test_a_cancelled_payment_takes_its_country_back(store: Store) -> None:
    abroad = pay(store, "abroad", 5, at=NOON - 2 * MINUTE, place="KH")
    pay(store, "home", 5, at=NOON - MINUTE, place="VN")
    cancel(store, abroad, "abroad")
    assert places(seen(store, place="KH")) == (NOON - MINUTE, None)


def test_a_cancelled_payment_leaves_what_another_one_showed(store: Store) -> None:
    first = pay(store, "first", 5, at=NOON - 2 * MINUTE, place="KH")
    pay(store, "second", 5, at=NOON - MINUTE, place="KH")
    cancel(store, first, "first")
    assert places(seen(store, place="KH")) == (NOON - MINUTE, NOON - MINUTE)


def test_a_later_one_of_a_batch_knows_the_earlier_ones_country(store: Store) -> None:
    found: list[object] = []
    units = [unit(f"r{i}", scope="s", at=NOON + i * MINUTE, place="KH") for i in range(2)]

    def watched(one: Unit) -> Unit:
        def weigh(facts: LedgerFacts) -> Weighed:
            found.append(None if facts.history is None else places(facts.history))
            return one.weigh(facts)

        return Unit(claim=one.claim, weigh=weigh)

    store.ledger.decide_all([watched(one) for one in units])
    assert found == [(None, None), (NOON, NOON)]


def test_another_accounts_payments_are_not_its_own(store: Store) -> None:
    pay(store, "r1", 5, payer=account("0022"))
    history = seen(store)
    assert (history.hour, history.largest, history.payee_since) == (Flow(), 0, None)


def test_a_later_one_of_a_batch_knows_the_earlier_ones(store: Store) -> None:
    histories: list[History | None] = []
    units = [unit(f"r{i}", amount=i + 1, scope="s", payee=SHOP, device="phone") for i in range(3)]

    def watched(one: Unit) -> Unit:
        def weigh(facts: LedgerFacts) -> Weighed:
            histories.append(facts.history)
            return one.weigh(facts)

        return Unit(claim=one.claim, weigh=weigh)

    store.ledger.decide_all([watched(one) for one in units])
    found = [one for one in histories if one is not None]
    assert [one.hour.amount for one in found] == [0, 1, 3]
    assert [one.payee_received.credits for one in found] == [0, 1, 2]
    assert [one.largest for one in found] == [0, 1, 2]


def test_the_payee_knows_who_paid_it_whatever_their_account(store: Store) -> None:
    pay(store, "r1", 5)
    pay(store, "r2", 7, payer=account("0022"))
    expected = Credits(credits=2, amount=Vnd(12), payers=2)
    assert seen(store, payer=account("0033")).payee_received == expected
    assert seen(store, payer=SHOP, payee=account("0044")).received == expected


def test_who_does_not_keep_the_paying_account_credits_nobody(store: Store) -> None:
    pay(store, "r1", 5, credits_payee=False)
    assert seen(store).payee_received == Credits()
    assert seen(store).hour.payments == 1


def test_whoever_is_listed_now_counts_as_listed(store: Store) -> None:
    pay(store, "r1", 5)
    standing = Standing(
        identifier=identifier_of(AN),
        kind=StandingKind.LISTED,
        name="entries/1",
        since=NOON,
        until=NOON + timedelta(hours=1),
        source="970436",
        grade=Grade.WARN,
    )
    assert seen(store, payer=account("0022")).payee_received.listed == 0
    store.access.change(lambda session: put_standing(session, standing))
    assert seen(store, payer=account("0022")).payee_received.listed == 1
    later = seen(store, payer=account("0022"), at=NOON + timedelta(hours=1))
    assert later.payee_received.listed == 0


# --- cancelled ----------------------------------------------------------------------------------------------


def test_a_cancelled_payment_leaves_every_trace_but_the_device(store: Store) -> None:
    paid = pay(store, "r1", 5, device="phone")
    cancel(store, paid, "r1")
    assert seen(store) == History()
    assert rows(store, "SELECT 1 FROM credit") == []
    assert rows(store, "SELECT 1 FROM habit") == []


def test_what_still_counts_makes_the_habits_after_a_cancellation(store: Store) -> None:
    first = pay(store, "r1", 9)
    pay(store, "r2", 5, at=NOON + timedelta(seconds=1))
    cancel(store, first, "r1")
    history = seen(store)
    assert (history.hour.amount, history.largest) == (5, 5)
    since = NOON + timedelta(seconds=1)
    assert (history.payee_since, history.active_since, history.hour_since) == (since, since, since)
    assert history.payee_received == Credits(credits=1, amount=Vnd(5), payers=1)


def test_cancelling_twice_takes_nothing_more(store: Store) -> None:
    first = pay(store, "r1", 9)
    pay(store, "r2", 5)
    cancel(store, first, "r1")
    before = seen(store)
    store.ledger.report(request("again"), report("r1", "cancelled"), about=decided(first))
    assert seen(store) == before


# --- devices ------------------------------------------------------------------------------------------------


def bound(store: Store, payer: Instrument, subject: str) -> Binding:
    made = binding(subject, instrument=payer, subject=subject)
    return store.bindings.create(request(f"bind-{payer.number}"), made, uses=())


def test_people_on_one_device_are_counted_and_not_their_accounts(store: Store) -> None:
    second = account("0012")
    bound(store, AN, "an")
    store.bindings.create(request("bind-2"), binding("an2", instrument=second, subject="an"), uses=())
    pay(store, "r1", 1, device="phone")
    pay(store, "r2", 1, payer=second, device="phone")
    pay(store, "r3", 1, payer=account("0022"), device="phone")
    assert seen(store, device="phone").device_others == 1
    assert seen(store, payer=second, device="phone").device_others == 1
    assert seen(store, payer=account("0099"), device="phone").device_others == 2
    assert seen(store, payer=account("0099"), device="other").device_others == 0


# --- reports ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "reports"),
    [
        ("fraud_confirmed", Reports(frauds=1)),
        ("false_alarm", Reports(false_alarms=1)),
        ("completed", Reports(completed=1)),
        ("warning_overridden", Reports(overridden=1)),
        ("cancelled", Reports()),
    ],
)
def test_a_report_is_known_about_payer_and_payee_once_a_decision(
    store: Store, kind: str, reports: Reports
) -> None:
    paid = pay(store, "r1", 5)
    for again in ("a", "b"):
        store.ledger.report(request(again), report("r1", kind), about=decided(paid))
    assert seen(store, payer=account("0022")).payee_reports == reports
    assert seen(store, payee=account("0022")).payer_reports == reports
    assert seen(store, payer=SHOP, payee=AN).payee_reports == Reports()


def test_two_decisions_count_twice_and_need_not_have_been_allowed(store: Store) -> None:
    for name in ("r1", "r2"):
        held = unit(name, amount=None, scope="s", payer=AN, payee=SHOP)
        store.ledger.decide(held)
        store.ledger.report(request(f"x{name}"), report(name, "fraud_confirmed"), about=decided(held))
    assert seen(store).payee_reports.frauds == 2


def test_who_does_not_keep_the_paying_account_says_nothing_about_others(store: Store) -> None:
    paid = pay(store, "r1", 5)
    about = decided(paid, kept=False)
    store.ledger.report(request("x"), report("r1", "fraud_confirmed"), about=about)
    assert seen(store).payee_reports == Reports()


# --- bounds -------------------------------------------------------------------------------------------------


def test_more_payments_than_are_read_are_told_as_incomplete(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(4):
        pay(store, f"r{i}", 1, at=NOON - timedelta(hours=3 * i))
    monkeypatch.setattr("eidgate.adapters.storage.past.PAYMENTS_READ", 2)
    monkeypatch.setattr("eidgate.adapters.storage.sqlite_recent.FEW", 2)
    for module in ("sqlite_recent", "postgres_past"):
        monkeypatch.setattr(f"eidgate.adapters.storage.{module}.PAYMENTS_READ", 2)
    history = seen(store)
    assert (history.hour.complete, history.day.complete, history.week.complete) == (True, False, False)
    assert (history.hour.payments, history.pieces.complete) == (1, False)


@pytest.mark.parametrize("few", [0, 1, 5, 6])
def test_many_payments_are_read_as_few_are(store: Store, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """What one statement finds for an everyday account, three find for a busy one."""
    for i in range(6):
        pay(store, f"r{i}", i + 1, at=NOON - timedelta(hours=7 * i), device=f"d{i}")
    asked = unit("asked", scope=f"bank|{AN.key}", payer=AN, payee=SHOP, since=NOON - timedelta(hours=12))
    plain = facts_of(store, asked)
    monkeypatch.setattr("eidgate.adapters.storage.sqlite_recent.FEW", few)
    assert facts_of(store, asked) == plain
    assert [one.amount for one in plain.earlier] == [1, 2]
    assert (plain.last_device, plain.history and plain.history.week.payments) == ("d0", 6)


def test_more_credits_than_are_read_are_told_as_incomplete(store: Store) -> None:
    units = [
        unit(f"r{i}", scope=f"s{i}", payer=account(f"{i}"), payee=SHOP) for i in range(past.CREDITS_READ + 1)
    ]
    store.ledger.decide_all(units[:-1])
    assert seen(store).payee_received.complete
    store.ledger.decide_all(units[-1:])
    received = seen(store).payee_received
    assert (received.complete, received.credits) == (False, past.CREDITS_READ + 1)


# --- at once ------------------------------------------------------------------------------------------------


def test_no_interleaving_makes_a_window_smaller_than_what_was_allowed(opened: Callable[[], Store]) -> None:
    """Two processes pay from one account, each as long as the hour's sum allows: it is never exceeded."""
    limit, each, histories = 30, 7, list[int]()

    def payer(store: Store, who: int) -> None:
        for i in range(12):
            store.ledger.decide(_within(f"w{who}-{i}", limit, each, histories))

    threads = [Thread(target=payer, args=(opened(), who)) for who in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = opened()
    assert seen(store).hour.amount == limit // each * each
    assert sorted(histories) == sorted([*range(0, limit // each * each, each)])


def _within(name: str, limit: int, amount: int, allowed_after: list[int]) -> Unit:
    plain = unit(name, amount=amount, scope=f"bank|{AN.key}", payer=AN, payee=SHOP)
    refused = unit(name, amount=None, scope=f"bank|{AN.key}", payer=AN, payee=SHOP)

    def weigh(facts: LedgerFacts) -> Weighed:
        assert facts.history is not None
        before = int(facts.history.hour.amount)
        if before + amount > limit:
            return refused.weigh(facts)
        allowed_after.append(before)
        return plain.weigh(facts)

    return Unit(claim=plain.claim, weigh=weigh)


def test_credits_are_forgotten_when_no_window_reads_them_any_more(store: Store) -> None:
    week, kept = timedelta(days=7), timedelta(days=8)
    pay(store, "r1", 5)
    for name, after in (("r2", timedelta(microseconds=1)), ("r3", week)):
        pay(store, name, 5, at=NOON + after)
    late = NOON + week - MINUTE
    before = seen(store, at=late).payee_received
    assert store.ledger.forget(NOON + kept) == 0  # what is exactly as old as is kept stays
    assert seen(store, at=late).payee_received == before
    assert store.ledger.forget(NOON + kept + timedelta(microseconds=1)) == 1
    assert store.ledger.forget(NOON + kept + timedelta(microseconds=2)) == 1
    assert rows(store, "SELECT count(*) FROM credit") == [(1,)]


def test_forgetting_credits_changes_nothing_that_a_decision_of_that_moment_sees(store: Store) -> None:
    for day in range(20):
        pay(store, f"r{day}", 5, at=NOON + timedelta(days=day))
    now = NOON + timedelta(days=20)
    before = seen(store, at=now)
    assert store.ledger.forget(now) == 12
    assert seen(store, at=now) == before


def test_more_credits_than_one_transaction_drops_are_forgotten_all_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("eidgate.adapters.storage.past_forgetting.FORGOTTEN_AT_ONCE", 3)
    for number in range(8):
        pay(store, f"r{number}", 5)
    assert store.ledger.forget(NOON + timedelta(days=30)) == 8
