"""Two bases are of one money when the money of one starts where that of the other had come by."""

from datetime import UTC, datetime, timedelta

from builders.reports import report
from builders.transfers import account, instrument
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.one_money import (
    Telling,
    Way,
    joined,
    of_one_money,
    way_of_payment,
    way_of_report,
    way_of_trace,
)
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import Transfer, in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.terms import Instant, RelyingPartyId

AT = datetime(2026, 3, 5, 5, tzinfo=UTC)
VICTIM, MULE, SECOND, PURSE, OTHER_VICTIM = (account(n) for n in range(5))


def at(minutes: int) -> Instant:
    return AT + timedelta(minutes=minutes)


def moved(source: str, target: str, minutes: int, amount: int = 5) -> Transfer:
    return Transfer(to_ticks(at(minutes)), source, target, amount, f"FT-{minutes}")


FRAUD = moved(VICTIM, MULE, 1)
PASSED_ON = moved(MULE, SECOND, 2)
FURTHER = moved(SECOND, PURSE, 3)
OTHER_FRAUD = moved(OTHER_VICTIM, MULE, 4)
ALL = in_order([FRAUD, PASSED_ON, FURTHER, OTHER_FRAUD, moved(MULE, PURSE, 5)])


def traced(name: str, *seeds: Seed, case: str = "") -> Way:
    """What a trace of these four transfers is of."""
    found = RunningTrace(
        name=TraceName(name),
        asked_by=RelyingPartyId("police"),
        institution="police",
        seeds=seeds,
        bounds=Bounds(hops=6),
        rule=Rule.FIFO,
        found=trace(ALL, seeds, Bounds(hops=6), Rule.FIFO),
        report=case,
        created_at=AT,
        updated_at=AT,
    )
    return way_of_trace(found, [name])


FROM_FRAUD = traced("traces/fraud", from_transfer(FRAUD))


def test_a_trace_that_begins_further_along_the_way_is_of_the_same_money() -> None:
    later = traced("traces/later", from_transfer(FURTHER))
    assert of_one_money(FROM_FRAUD, later)
    assert of_one_money(later, FROM_FRAUD)


def test_another_victim_of_the_same_mule_lost_other_money() -> None:
    assert not of_one_money(FROM_FRAUD, traced("traces/other", from_transfer(OTHER_FRAUD)))


def test_each_transfer_of_one_victim_is_money_of_its_own() -> None:
    second_payment = moved(VICTIM, PURSE, 6)
    told = way_of_report(report(victim=None, happened_at=at(9)), [second_payment], ["reports/r1"])
    assert not of_one_money(told, FROM_FRAUD)
    assert not of_one_money(
        traced("traces/one", from_transfer(PASSED_ON)),
        traced("traces/two", from_transfer(moved(MULE, PURSE, 5))),
    )


def test_what_left_before_the_money_came_is_other_money() -> None:
    early = Seed(account=SECOND, at=to_ticks(at(1)), amount=5)
    assert not of_one_money(FROM_FRAUD, traced("traces/early", early))
    assert of_one_money(FROM_FRAUD, traced("traces/then", Seed(account=SECOND, at=to_ticks(at(2)), amount=5)))


def test_all_that_ever_leaves_an_account_holds_what_comes_there_later() -> None:
    whole = Seed(account=MULE, at=to_ticks(at(0)))
    assert of_one_money(FROM_FRAUD, traced("traces/whole", whole))
    assert of_one_money(traced("traces/other", from_transfer(OTHER_FRAUD)), traced("traces/whole", whole))


def test_two_traces_from_one_robbed_account_are_of_one_money() -> None:
    robbed = traced("traces/robbed", Seed(account=VICTIM, at=to_ticks(at(0))))
    assert of_one_money(FROM_FRAUD, robbed)
    assert of_one_money(robbed, traced("traces/again", Seed(account=VICTIM, at=to_ticks(at(1)), amount=5)))


def test_a_report_is_of_the_money_of_the_transfers_that_it_names() -> None:
    told = way_of_report(report(victim=None, happened_at=at(9)), [FRAUD], ["reports/r1", "transfer:FT-1"])
    assert of_one_money(told, Way(names=frozenset({"traces/fraud", "transfer:FT-1"})))
    assert of_one_money(told, traced("traces/next", from_transfer(PASSED_ON)))
    assert not of_one_money(told, traced("traces/other", from_transfer(OTHER_FRAUD)))


def test_without_transfers_a_report_is_of_whatever_its_victim_lost() -> None:
    for minutes in (0, 2):  # victims remember times badly
        victim = identifier_of(instrument(0))
        told = way_of_report(report(victim=victim, happened_at=at(minutes)), (), ["reports/r1"])
        assert of_one_money(told, FROM_FRAUD)
        assert not of_one_money(told, traced("traces/other", from_transfer(OTHER_FRAUD)))


def test_two_cases_of_one_victim_are_two_losses_unless_a_name_joins_them() -> None:
    victim = identifier_of(instrument(0))
    one = way_of_report(report(victim=victim, happened_at=at(0)), (), ["reports/r1"])
    other = way_of_report(report(victim=victim, happened_at=at(1)), (), ["reports/r2"])
    assert not of_one_money(one, other)
    assert of_one_money(one, joined([other, Way(names=frozenset({"reports/r1"}))]))


def test_a_decision_is_of_the_money_that_its_payer_paid() -> None:
    payment = way_of_payment(instrument(0), at(0), ["decisions/d1"])
    assert of_one_money(payment, FROM_FRAUD)
    assert of_one_money(way_of_payment(instrument(1), at(2), ["decisions/d2"]), FROM_FRAUD)
    assert not of_one_money(way_of_payment(instrument(4), at(0), ["decisions/d3"]), FROM_FRAUD)
    told = way_of_report(report(victim=identifier_of(instrument(0)), happened_at=at(5)), (), ["reports/r1"])
    assert of_one_money(payment, told)


def test_two_decisions_about_one_payer_are_two_payments() -> None:
    first, second = (way_of_payment(instrument(0), at(n), [f"decisions/d{n}"]) for n in (0, 1))
    assert not of_one_money(first, second)


def test_what_nothing_is_known_of_shares_by_name_only() -> None:
    order = Way(names=frozenset({"orders/12"}))
    assert of_one_money(order, order)
    assert not of_one_money(order, FROM_FRAUD)


def test_a_trace_from_an_account_may_be_of_any_payment_from_then_on() -> None:
    for amount in (None, 5):
        robbed = traced("traces/robbed", Seed(account=VICTIM, at=to_ticks(at(1)), amount=amount))
        assert robbed.robbed == {VICTIM: to_ticks(at(1))}
        assert set(robbed.reached) == {MULE, SECOND, PURSE}


def test_a_trace_from_a_transfer_is_of_no_other_payment() -> None:
    assert FROM_FRAUD.robbed == {}
    assert FROM_FRAUD.reached == {
        MULE: to_ticks(at(1)),
        SECOND: to_ticks(at(2)),
        PURSE: to_ticks(at(3)),
    }


def test_where_nothing_has_left_yet_whatever_leaves_may_be_the_money() -> None:
    waiting = traced("traces/waiting", Seed(account=PURSE, at=to_ticks(at(9))))
    assert waiting.robbed == {PURSE: to_ticks(at(9))}
    assert of_one_money(traced("traces/of-it", from_transfer(moved(PURSE, SECOND, 10))), waiting)


def test_the_traces_of_two_cases_from_one_robbed_account_are_of_two_losses() -> None:
    one, other = (
        traced(f"traces/{name}", Seed(account=VICTIM, at=to_ticks(at(0))), case=f"reports/{name}")
        for name in ("r1", "r2")
    )
    assert one.telling is Telling.CASE
    assert not of_one_money(one, other)
    assert of_one_money(one, traced("traces/nobodys", Seed(account=VICTIM, at=to_ticks(at(0)))))


def test_bases_of_one_money_count_from_the_earliest_instant_that_any_says() -> None:
    early, late = to_ticks(at(1)), to_ticks(at(2))
    ways = [
        Way(names=frozenset({name}), robbed={VICTIM: tick}, reached={MULE: tick, extra: tick})
        for name, tick, extra in (("a", early, SECOND), ("b", late, PURSE))
    ]
    for order in (ways, ways[::-1]):
        both = joined(order)
        assert both.names == {"a", "b"}
        assert both.robbed == {VICTIM: early}
        assert both.reached == {MULE: early, SECOND: early, PURSE: late}


def test_of_two_transfers_to_one_account_the_first_says_since_when() -> None:
    again = moved(VICTIM, MULE, 3)
    for transfers in ([FRAUD, again], [again, FRAUD]):
        told = way_of_report(report(victim=None, happened_at=at(9)), transfers, ["reports/r1"])
        assert told.reached == {MULE: to_ticks(at(1))}


def test_an_account_that_the_money_had_reached_before_it_was_robbed_counts_from_then() -> None:
    both = traced("traces/both", from_transfer(FRAUD), Seed(account=SECOND, at=to_ticks(at(5))))
    assert both.robbed == {SECOND: to_ticks(at(2))}
    assert of_one_money(both, traced("traces/next", from_transfer(FURTHER)))
