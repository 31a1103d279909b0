from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from builders.chase import ENOUGH, MILLION, MULE, PURSE, SECOND, VICTIM, Chase, resting
from builders.service import Scene
from builders.stores import rows
from builders.trace_reference import total
from builders.transfers import account, instrument, random_transfers, settled
from eidgate.app import gather as gathering
from eidgate.app.gather import gather
from eidgate.app.trace_funds import LEEWAY, FromAccount, FromTransfer, get_trace, trace_funds
from eidgate.core.desk.trace.bounds import Bounds, Exit
from eidgate.core.desk.trace.instants import LATEST, from_ticks, to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.running import TraceName
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.errors import (
    DeadlineError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import RelyingPartyId
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, PLATFORM, POLICE, SHOP, WALLET


@pytest.fixture
def chase(scene: Scene) -> Chase:
    return Chase(scene)


@pytest.fixture
def seen(chase: Chase) -> Chase:
    chase.happened()
    return chase


def test_an_authority_sees_where_all_the_money_is(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE))
    assert resting(traced) == {SECOND.key: 30, PURSE.key: 15}
    assert [(one.account, one.amount) for one in traced.found.cash_outs] == [(PURSE.key, 5 * MILLION)]
    assert traced.found.entered == total(traced.found) == 50 * MILLION
    assert [one.hop for one in traced.found.reached] == [0, 1, 1]


def test_each_institution_sees_its_own_accounts_and_where_the_money_came_from(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE))
    bank, wallet = seen.look(traced, BANK), seen.look(traced, WALLET)
    assert [one.account for one in bank.found.reached] == [SECOND.key]
    assert [tuple(flow) for flow in bank.found.flows] == [("999902#1", SECOND.key, 30 * MILLION)]
    assert resting(wallet) == {PURSE.key: 15}
    assert wallet.found.entered == 20 * MILLION
    assert SECOND.key not in repr(wallet.found)


def test_the_hotline_sees_the_whole_way_and_no_account(seen: Chase) -> None:
    traced = seen.trace()
    assert sorted(resting(traced).values()) == [15, 30]
    assert {one.account.partition("#")[0] for one in traced.found.reached} == {"999901", "999902", "999903"}
    for hidden in (MULE, SECOND, PURSE):
        assert hidden.number not in repr(traced.found)


def test_an_institution_without_an_account_in_it_does_not_find_the_trace(seen: Chase) -> None:
    other = replace(WALLET, relying_party_id=RelyingPartyId("bank-three"), institution="999904")
    traced = seen.trace(seen.wanted(caller=POLICE))
    with pytest.raises(NotFoundError):
        seen.look(traced, other)


def test_a_bank_traces_from_a_transfer_of_its_customer(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=BANK))
    assert resting(traced) == {SECOND.key: 30}
    assert seen.look(traced, BANK).found == traced.found


def test_a_bank_traces_from_an_account_of_its_own(seen: Chase) -> None:
    started = FromAccount(instrument=MULE, not_before=seen.scene.clock.now() - timedelta(hours=1))
    traced = seen.trace(seen.wanted(caller=OTHER_BANK, start=started))
    assert [one.account for one in traced.found.reached] == [MULE.key]
    assert sum(flow.amount for flow in traced.found.flows) == 50 * MILLION
    with pytest.raises(NotPermittedError):
        seen.trace(seen.wanted(caller=BANK, start=started))


def test_a_transfer_of_others_reads_as_none(seen: Chase) -> None:
    with pytest.raises(NotFoundError):
        seen.trace(seen.wanted(caller=WALLET))
    with pytest.raises(NotFoundError):
        seen.trace(seen.wanted(start=FromTransfer(institution="999901", transfer_id="FT-99")))


def test_a_withdrawal_is_no_start(seen: Chase) -> None:
    with pytest.raises(IllegalStateError):
        seen.trace(seen.wanted(start=FromTransfer(institution=WALLET.institution, transfer_id="FT-4")))


@pytest.mark.parametrize("caller", [SHOP, PLATFORM])
def test_who_may_not_trace_is_refused(seen: Chase, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        seen.trace(seen.wanted(caller=caller))
    with pytest.raises(NotPermittedError):
        get_trace(caller, TraceName("traces/x"), seen.scene.service, remaining=ENOUGH)


def test_a_disputed_part_is_all_that_is_traced(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE, amount=10 * MILLION))
    assert traced.found.entered == 10 * MILLION
    assert resting(traced) == {SECOND.key: 10}
    more = seen.trace(seen.wanted(caller=POLICE, amount=90 * MILLION))
    assert more.found.entered == 50 * MILLION


def test_the_rule_is_the_callers_choice(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE, amount=10 * MILLION, rule=Rule.PRO_RATA))
    assert total(traced.found) == 10 * MILLION
    assert traced.trace.rule is Rule.PRO_RATA


def test_what_the_bounds_cut_is_told_with_account_and_sum(seen: Chase) -> None:
    near = seen.trace(seen.wanted(caller=POLICE, hops=0))
    assert [tuple(one) for one in near.found.cut] == [(MULE.key, Exit.HOPS, 50 * MILLION)]
    short = seen.trace(seen.wanted(caller=POLICE, window=timedelta(minutes=10)))
    assert [tuple(one) for one in short.found.cut] == [(MULE.key, Exit.WINDOW, 20 * MILLION)]
    large = seen.trace(seen.wanted(caller=POLICE, least=25 * MILLION))
    assert [tuple(one) for one in large.found.cut] == [(MULE.key, Exit.AMOUNT, 20 * MILLION)]
    few = seen.trace(seen.wanted(caller=POLICE, accounts=2))
    assert [tuple(one) for one in few.found.cut] == [(MULE.key, Exit.ACCOUNTS, 20 * MILLION)]


def test_everybody_who_can_act_is_told_and_of_nobody_elses_account(seen: Chase) -> None:
    seen.trace()
    told = rows(seen.scene.store, "SELECT address, body FROM alert ORDER BY cursor")
    assert [address for address, _ in told] == [
        "institution:999902",
        "institution:999901",
        "institution:999903",
        "institution:hotline",
    ]
    for hidden in (MULE, SECOND, PURSE):
        assert hidden.number.encode() not in told[-1][1]
    assert SECOND.number.encode() in told[1][1]


def test_a_retry_gets_the_same_trace_and_tells_nobody_again(seen: Chase) -> None:
    command = seen.wanted()
    first = seen.trace(command)
    assert seen.trace(command) == first
    assert len(rows(seen.scene.store, "SELECT name FROM alert")) == 4
    with pytest.raises(RequestIdReusedError):
        seen.trace(replace(command, request=replace(command.request, digest=b"other")))


def test_money_that_moves_later_is_followed_and_its_keeper_is_told(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE))
    before = len(rows(seen.scene.store, "SELECT name FROM alert"))
    seen.scene.clock.wait(minutes=5)
    onward = instrument(7)
    seen.record(seen.paid(SECOND, onward, 12, minutes=1))
    told = rows(seen.scene.store, "SELECT address, body FROM alert ORDER BY cursor")[before:]
    assert [address for address, _ in told] == ["institution:999902", "institution:police"]
    assert onward.number.encode() in told[0][1]
    after = seen.look(traced, POLICE)
    assert resting(after) == {SECOND.key: 18, PURSE.key: 15, onward.key: 12}
    assert after.trace.version == traced.trace.version + 1
    assert after.trace.updated_at == seen.scene.clock.now()


def test_a_transfer_that_was_recorded_late_is_followed_as_if_it_had_been_there(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE))
    seen.record(seen.paid(MULE, instrument(6), 40, minutes=25))
    after = seen.look(traced, POLICE)
    assert resting(after) == {instrument(6).key: 40, SECOND.key: 10}
    assert total(after.found) == 50 * MILLION


def test_other_peoples_money_changes_nothing_and_tells_nobody(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE))
    before = len(rows(seen.scene.store, "SELECT name FROM alert"))
    seen.record(seen.paid(instrument(9), SECOND, 7, minutes=1))
    assert seen.look(traced, POLICE).trace == traced.trace
    assert len(rows(seen.scene.store, "SELECT name FROM alert")) == before
    assert seen.scene.service.traces.due(limit=9) == []


def test_a_trace_ends_with_its_window(seen: Chase) -> None:
    traced = seen.trace(seen.wanted(caller=POLICE, window=timedelta(hours=1)))
    seen.scene.clock.wait(hours=2)
    seen.record(seen.paid(SECOND, instrument(6), 30, minutes=1))
    assert seen.look(traced, POLICE).trace == traced.trace


def test_without_time_nothing_is_kept(seen: Chase) -> None:
    with pytest.raises(DeadlineError):
        trace_funds(seen.wanted(), seen.scene.service, remaining=timedelta(0))
    assert rows(seen.scene.store, "SELECT name FROM trace") == []


def test_an_account_with_too_many_transfers_ends_the_trail_and_says_so(
    seen: Chase, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen.record(*(seen.paid(SECOND, instrument(n), 1, minutes=15) for n in range(10, 14)))
    monkeypatch.setattr(gathering, "MOST_OF_AN_ACCOUNT", 4)
    traced = seen.trace(seen.wanted(caller=POLICE))
    assert traced.trace.unread == (SECOND.key,)
    assert (SECOND.key, Exit.TRANSFERS, 30 * MILLION) in [tuple(one) for one in traced.found.cut]
    assert total(traced.found) == 50 * MILLION


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("drawn", range(6))
def test_reading_from_account_to_account_finds_what_reading_everything_finds(
    scene: Scene, rule: Rule, drawn: int
) -> None:
    random = Random(drawn)
    moved = random_transfers(random, 120)
    scene.service.transfers.record(scene.request(), settled(*moved), recorded_by=BANK.relying_party_id)
    bounds = Bounds(hops=random.randrange(1, 7), least=random.choice((0, 1, 20)), accounts=9)
    seed = Seed(account=account(0), at=to_ticks(scene.clock.now()), amount=random.choice((None, 300)))
    seed = replace(seed, at=min(one.at for one in moved) + 5 * 60_000_000)
    found, unread = gather([seed], bounds, rule, scene.service, until=scene.clock.now() + ENOUGH)
    assert found == trace(in_order(moved, accounts=[seed.account]), [seed], bounds, rule)
    assert unread == ()


def test_the_hotline_traces_from_any_account(seen: Chase) -> None:
    started = FromAccount(instrument=VICTIM, not_before=seen.scene.clock.now() - timedelta(hours=1))
    traced = seen.trace(seen.wanted(caller=HOTLINE, start=started))
    assert traced.found.entered == 50 * MILLION
    assert [one.hop for one in traced.found.reached] == [0, 1, 2, 2]


@pytest.mark.parametrize("ahead", [LEEWAY + timedelta(microseconds=1), timedelta(days=400)])
def test_a_start_in_the_future_is_refused_and_nothing_is_kept(seen: Chase, ahead: timedelta) -> None:
    started = FromAccount(instrument=VICTIM, not_before=seen.scene.clock.now() + ahead)
    with pytest.raises(InvalidCommandError) as refused:
        seen.trace(seen.wanted(start=started))
    assert [(one.field, one.rule) for one in refused.value.violations] == [
        ("account.not_before", "time.future")
    ]
    assert not rows(seen.scene.store, "SELECT name FROM trace")


def test_a_clock_that_is_minutes_ahead_starts_a_trace(seen: Chase) -> None:
    started = FromAccount(instrument=VICTIM, not_before=seen.scene.clock.now() + LEEWAY)
    assert seen.trace(seen.wanted(start=started)).trace.version == 1


def test_a_window_ends_with_the_calendar_at_the_latest(seen: Chase) -> None:
    started = FromAccount(instrument=MULE, not_before=seen.scene.clock.now())
    traced = seen.trace(seen.wanted(caller=OTHER_BANK, start=started, window=timedelta(days=999_999_999)))
    assert traced.trace.bounds.until == LATEST
    assert from_ticks(LATEST) == datetime.max.replace(tzinfo=UTC)


def test_a_retry_is_answered_without_any_time_left(seen: Chase) -> None:
    command = seen.wanted()
    first = seen.trace(command)
    assert trace_funds(command, seen.scene.service, remaining=timedelta(0)) == first
