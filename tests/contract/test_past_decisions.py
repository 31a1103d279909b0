"""Recorded decisions come in their order, with the reports on them, on every engine."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from builders.ledger import BANK, NOON, OTHER_BANK, name_of, report, request, seen, unit
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.past_decisions import DISORDER
from eidgate.core.errors import UnavailableError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports import DecisionFilter, LedgerFacts, PastDecision, Span, Unit, Weighed

pytest_plugins = ("builders.store_fixtures",)

ALL = DecisionFilter()
HOUR = timedelta(hours=1)


def named(number: int, *, hours: int = 0, outcome: str = "ALLOW", party: RelyingPartyId = BANK) -> Unit:
    def weigh(facts: LedgerFacts) -> Weighed:
        record = seen(facts, number=number)
        return Weighed(name=name_of(str(number)), record=record, outcome=outcome, index={"kind": "login"})

    claim = request(str(number), relying_party=party)
    return unit(str(number), amount=None, at=NOON + hours * HOUR, claim=claim, weigh=weigh)


def numbers(found: list[PastDecision]) -> list[int]:
    return [int(one.record.split(b'"number": ')[1].rstrip(b"}")) for one in found]


def read(
    store: Store, only: DecisionFilter = ALL, party: RelyingPartyId | None = None, span: Span | None = None
) -> list[PastDecision]:
    decisions = store.past_decisions
    return list(decisions.read(span or decisions.span(only.since, only.until), only, party))


def test_decisions_come_in_the_order_in_which_they_were_made(store: Store) -> None:
    for number in range(5):
        store.ledger.decide(named(number, party=OTHER_BANK if number % 2 else BANK))
    assert numbers(read(store)) == [0, 1, 2, 3, 4]
    assert numbers(read(store, party=OTHER_BANK)) == [1, 3]


def test_each_comes_with_the_reports_on_it_oldest_first(store: Store) -> None:
    for number in range(3):
        store.ledger.decide(named(number))
    for place, (number, kind) in enumerate(((1, "completed"), (2, "cancelled"), (1, "fraud_confirmed"))):
        claim = request(f"report-{place}", method="ReportOutcome")
        store.ledger.report(claim, report(str(number), kind))
    assert [one.reports for one in read(store)] == [(), ("completed", "fraud_confirmed"), ("cancelled",)]


def test_a_stretch_is_read_from_after_its_start_to_its_end(store: Store) -> None:
    for number in range(6):
        store.ledger.decide(named(number))
    whole = store.past_decisions.span(None, None)
    cut = whole.after + 2
    assert numbers(read(store, span=Span(after=whole.after, last=cut))) == [0, 1]
    assert numbers(read(store, span=Span(after=cut, last=whole.last))) == [2, 3, 4, 5]
    assert read(store, span=Span(after=cut, last=cut)) == []


@pytest.mark.parametrize(
    ("since", "until"), [(0, 30), (3, 7), (3, None), (None, 7), (29, 30), (30, 40), (-5, 0)]
)
def test_a_period_is_found_without_looking_at_everything(
    store: Store, since: int | None, until: int | None
) -> None:
    for number in range(30):
        store.ledger.decide(named(number, hours=number))
    only = DecisionFilter(
        since=None if since is None else NOON + since * HOUR,
        until=None if until is None else NOON + until * HOUR,
    )
    wanted = [
        number
        for number in range(30)
        if (since is None or number >= since) and (until is None or number < until)
    ]
    assert numbers(read(store, only)) == wanted
    span = store.past_decisions.span(only.since, only.until)
    assert span.last - span.after <= len(wanted) + 1  # one at the end is within the disorder of clocks


def test_a_period_as_long_as_the_calendar_holds_everything(store: Store) -> None:
    store.ledger.decide(named(1))
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert store.past_decisions.span(first, last) == store.past_decisions.span(None, None)


def test_a_decision_with_a_clock_that_lags_is_in_its_period_all_the_same(store: Store) -> None:
    lag = DISORDER - timedelta(seconds=1)
    store.ledger.decide(named(1, hours=-1))
    store.ledger.decide(unit_at(2, NOON))
    store.ledger.decide(unit_at(3, NOON - lag))
    store.ledger.decide(unit_at(4, NOON + lag))
    store.ledger.decide(unit_at(5, NOON))
    assert numbers(read(store, DecisionFilter(since=NOON, until=NOON + timedelta(seconds=1)))) == [2, 5]


def unit_at(number: int, at: Instant) -> Unit:
    made = named(number)
    return replace(made, claim=replace(made.claim, at=at))


def test_outcome_and_words_narrow_what_is_read(store: Store) -> None:
    for number, outcome in enumerate(("ALLOW", "HOLD", "ALLOW")):
        store.ledger.decide(named(number, outcome=outcome))
    assert numbers(read(store, DecisionFilter(outcome="HOLD"))) == [1]
    assert numbers(read(store, DecisionFilter(words={"kind": "login"}))) == [0, 1, 2]
    assert read(store, DecisionFilter(words={"kind": "card_payment"})) == []


def test_an_empty_store_has_an_empty_stretch(store: Store) -> None:
    span = store.past_decisions.span(NOON, NOON + HOUR)
    assert (span.last, read(store)) == (span.after, [])


def test_a_closed_store_says_that_it_cannot_be_read(opened: Callable[[], Store]) -> None:
    store = opened()
    store.close()
    with pytest.raises(UnavailableError):
        store.past_decisions.span(None, None)
