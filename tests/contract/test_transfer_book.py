"""The transfer book and the trace store, on every engine."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from builders.ledger import NOON, request
from builders.stores import rows
from builders.transfers import account, moved, settled
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.routing import Event
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.desk.trace.seed import Seed, from_transfer
from eidgate.core.desk.trace.transfers import CASH, LARGEST, Transfer, in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.errors import AlreadyExistsError, RequestIdReusedError
from eidgate.core.shape import replace
from eidgate.core.terms import RelyingPartyId, Vnd
from eidgate.ports import Due, RecordedTransfers

pytest_plugins = ("builders.store_fixtures",)

BANK = RelyingPartyId("bank-one")
FIRST, SECOND = moved(1, account(0), account(1)), moved(2, account(1), account(2), minutes=5)
WINDOW_END = to_ticks(NOON + timedelta(days=3))


def record(store: Store, request_id: str, *transfers: Transfer) -> RecordedTransfers:
    return store.transfers.record(request(request_id), settled(*transfers), recorded_by=BANK)


def running(*known: Transfer, name: str = "traces/t1", **changes: object) -> RunningTrace:
    seed = from_transfer(FIRST)
    bounds = Bounds(hops=4, until=WINDOW_END)
    made = RunningTrace(
        name=TraceName(name),
        asked_by=BANK,
        institution="999901",
        seeds=(seed,),
        bounds=bounds,
        rule=Rule.FIFO,
        found=trace(in_order(known or (FIRST,)), [seed], bounds, Rule.FIFO),
        created_at=NOON,
        updated_at=NOON,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields freely


def event(event_id: str) -> Event:
    return Event(
        kind=AlertKind.MONEY_MOVED,
        event_id=event_id,
        about="traces/t1",
        at=NOON,
        concerned=("999901",),
        amount=Vnd(5),
    )


def alerts(store: Store) -> list[str]:
    return [name for (name,) in rows(store, "SELECT name FROM alert ORDER BY cursor")]


def around(store: Store, *accounts: str, most: int = 100) -> list[Transfer]:
    found = store.transfers.around(accounts, since=0, until=LARGEST, most=most)
    return sorted(found.transfers.values())


# --- transfers ----------------------------------------------------------------------------------------------


def test_what_was_recorded_is_found_from_both_its_ends(store: Store) -> None:
    assert record(store, "r1", FIRST, SECOND) == (2, 0)
    assert around(store, account(0)) == [FIRST]
    assert around(store, account(1)) == [FIRST, SECOND]
    assert around(store, account(2)) == [SECOND]
    assert around(store, account(0), account(2)) == [FIRST, SECOND]
    assert store.transfers.find("999901", "FT-1") == FIRST


def test_a_transfer_is_found_by_its_sources_institution_only(store: Store) -> None:
    record(store, "r1", FIRST)
    assert store.transfers.find("999902", "FT-1") is None
    assert store.transfers.find("999901", "FT-2") is None


def test_only_the_asked_window_is_read_with_both_its_ends(store: Store) -> None:
    record(store, "r1", FIRST, SECOND)
    for since, until, found in (
        (FIRST.at, SECOND.at, [FIRST, SECOND]),
        (FIRST.at + 1, SECOND.at, [SECOND]),
        (FIRST.at, SECOND.at - 1, [FIRST]),
    ):
        read = store.transfers.around([account(1)], since=since, until=until, most=100)
        assert sorted(read.transfers.values()) == found


def test_what_either_side_recorded_before_is_counted_as_known(store: Store) -> None:
    record(store, "r1", FIRST)
    assert record(store, "r2", FIRST, SECOND) == (1, 1)
    assert around(store, account(1)) == [FIRST, SECOND]


def test_a_retry_is_answered_as_the_first_time(store: Store) -> None:
    record(store, "r1", FIRST)
    record(store, "r2", FIRST, SECOND)
    assert record(store, "r1", FIRST) == (1, 0)


def test_a_request_id_stands_for_its_first_bytes(store: Store) -> None:
    record(store, "r1", FIRST)
    with pytest.raises(RequestIdReusedError):
        store.transfers.record(request("r1", digest=b"other"), settled(SECOND), recorded_by=BANK)
    assert around(store, account(2)) == []


@pytest.mark.parametrize(
    "other",
    [
        FIRST._replace(amount=101),
        FIRST._replace(at=FIRST.at + 1),
        FIRST._replace(target=account(4)),
        FIRST._replace(target=CASH),
    ],
)
def test_another_transfer_under_a_known_reference_refuses_the_whole_call(
    store: Store, other: Transfer
) -> None:
    record(store, "r1", FIRST)
    with pytest.raises(AlreadyExistsError):
        record(store, "r2", SECOND, other)
    assert around(store, account(0), account(1)) == [FIRST]
    assert record(store, "r2", SECOND) == (1, 0)


def test_one_reference_twice_in_a_call_must_be_one_transfer(store: Store) -> None:
    assert record(store, "r1", FIRST, FIRST) == (1, 0)
    with pytest.raises(AlreadyExistsError):
        record(store, "r2", SECOND, SECOND._replace(amount=1))


def test_the_same_reference_at_another_institution_is_another_transfer(store: Store) -> None:
    other = moved(1, account(1), account(0))
    assert record(store, "r1", FIRST, other) == (2, 0)


def test_thousands_are_recorded_at_once(store: Store) -> None:
    many = [moved(n, account(n % 7), account(n % 5 + 10), n + 1, minutes=n) for n in range(2_000)]
    assert record(store, "r1", *many) == (2_000, 0)
    assert around(store, *(account(n) for n in range(7)), most=5_000) == sorted(many)


def test_an_account_with_too_many_transfers_is_named_and_spoils_no_other(store: Store) -> None:
    many = [moved(n + 20, account(3), account(n + 10), minutes=n) for n in range(6)]
    record(store, "r1", FIRST, SECOND, *many)
    read = store.transfers.around([account(1), account(3)], since=0, until=LARGEST, most=5)
    assert read.crowded == {account(3)}
    assert sorted(read.transfers.values()) == [FIRST, SECOND]


def test_recorded_transfers_stay(opened: Callable[[], Store]) -> None:
    record(opened(), "r1", FIRST)
    assert opened().transfers.find("999901", "FT-1") == FIRST


# --- whose word it is ---------------------------------------------------------------------------------------

OTHER = RelyingPartyId("bank-two")
INVENTED = FIRST._replace(amount=7)
ELSEWHERE = moved(1, account(0), account(2))


def from_target(store: Store, request_id: str, *transfers: Transfer) -> RecordedTransfers:
    """As the institution tells it that keeps the targets."""
    words = [replace(one, told_by_source=False) for one in settled(*transfers)]
    return store.transfers.record(request(request_id), words, recorded_by=OTHER)


def test_a_targets_word_counts_while_the_source_has_told_nothing(store: Store) -> None:
    assert from_target(store, "r1", FIRST) == (1, 0)
    assert from_target(store, "r2", FIRST) == (0, 1)
    assert around(store, account(0)) == around(store, account(1)) == [FIRST]
    assert store.transfers.find("999901", "FT-1") == FIRST


@pytest.mark.parametrize("invented", [INVENTED, ELSEWHERE])
def test_a_targets_word_takes_no_reference_from_the_source(store: Store, invented: Transfer) -> None:
    from_target(store, "r1", invented)
    assert record(store, "r2", FIRST, SECOND) == (2, 0)
    assert store.transfers.find("999901", "FT-1") == FIRST
    assert around(store, account(0)) == [FIRST]
    assert around(store, account(1), account(2)) == [FIRST, SECOND]


def test_what_both_sides_tell_alike_is_one_transfer_and_known(store: Store) -> None:
    from_target(store, "r1", FIRST)
    assert record(store, "r2", FIRST, SECOND) == (1, 1)
    assert from_target(store, "r3", FIRST, SECOND) == (0, 2)
    assert around(store, account(0), account(1)) == [FIRST, SECOND]


def test_two_targets_take_no_reference_from_each_other(store: Store) -> None:
    from_target(store, "r1", ELSEWHERE)
    assert from_target(store, "r2", FIRST) == (1, 0)
    assert around(store, account(0)) == sorted([FIRST, ELSEWHERE])
    assert store.transfers.find("999901", "FT-1") == ELSEWHERE
    assert store.transfers.find("999901", "FT-1", near="999902") == FIRST
    assert record(store, "r3", FIRST) == (0, 1)
    assert store.transfers.find("999901", "FT-1") == FIRST
    assert around(store, account(0)) == [FIRST]


def test_each_side_keeps_to_its_own_word(store: Store) -> None:
    from_target(store, "r1", FIRST)
    with pytest.raises(AlreadyExistsError):
        from_target(store, "r2", INVENTED)
    record(store, "r3", FIRST)
    with pytest.raises(AlreadyExistsError):
        record(store, "r4", INVENTED)
    with pytest.raises(AlreadyExistsError):
        from_target(store, "r5", INVENTED)


def test_a_target_hears_that_the_source_told_its_own_customers_transfer_otherwise(store: Store) -> None:
    record(store, "r1", FIRST)
    with pytest.raises(AlreadyExistsError):
        from_target(store, "r2", INVENTED)
    assert around(store, account(0)) == [FIRST]


def test_who_makes_references_up_learns_from_no_answer_which_are_used(store: Store) -> None:
    record(store, "r1", ELSEWHERE)
    used, free = FIRST, moved(9, account(0), account(1))
    assert from_target(store, "r2", used) == from_target(store, "r3", free) == (1, 0)
    assert from_target(store, "r4", used) == from_target(store, "r5", free) == (0, 1)
    assert store.transfers.find("999901", "FT-1", near="999902") == ELSEWHERE
    assert around(store, account(0)) == sorted([ELSEWHERE, free])


def test_a_retry_of_a_word_that_was_outranked_is_answered_as_the_first_time(store: Store) -> None:
    from_target(store, "r1", INVENTED)
    record(store, "r2", FIRST)
    assert from_target(store, "r1", INVENTED) == (1, 0)


def test_the_sources_word_marks_the_traces_that_had_read_the_targets(store: Store) -> None:
    record(store, "r0", FIRST)
    from_target(store, "r1", SECOND)
    quiet(store, running(FIRST, SECOND))
    record(store, "r2", SECOND._replace(source=account(4), target=account(8)))
    [due] = store.traces.due(limit=9)
    store.traces.settle(due)
    record(store, "r3", moved(5, account(7), account(8)))
    assert store.traces.due(limit=9) == []


def test_the_sources_same_word_marks_nothing(store: Store) -> None:
    from_target(store, "r1", FIRST)
    quiet(store, running())
    record(store, "r2", FIRST)
    assert store.traces.due(limit=9) == []


# --- traces -------------------------------------------------------------------------------------------------


def test_a_trace_comes_back_as_it_was_added(store: Store) -> None:
    made = running(FIRST, SECOND, unread=(account(5),))
    assert store.traces.add(request("t1"), made, []) == made
    assert store.traces.get(made.name) == made
    assert store.traces.earlier(request("t1")) == made
    assert store.traces.get(TraceName("traces/t2")) is None
    assert store.traces.earlier(request("t2")) is None


def test_a_trace_of_all_that_leaves_an_account_comes_back_too(store: Store) -> None:
    seed = Seed(account=account(0), at=0)
    made = running(seeds=(seed,), bounds=Bounds(hops=2))
    store.traces.add(request("t1"), made, [])
    assert store.traces.get(made.name) == made


def test_adding_twice_is_adding_once_with_its_alerts(store: Store) -> None:
    first = store.traces.add(request("t1"), running(), [event("e1")])
    assert store.traces.add(request("t1"), running(name="traces/t2"), [event("e2")]) == first
    assert alerts(store) == ["alerts/e1n0"]
    with pytest.raises(RequestIdReusedError):
        store.traces.add(request("t1", digest=b"other"), running(), [])


def test_a_new_trace_is_due_until_it_was_looked_at_again(store: Store) -> None:
    made = store.traces.add(request("t1"), running(), [])
    [due] = store.traces.due(limit=9)
    assert due == Due(trace=made, mark=1)
    store.traces.settle(due)
    assert store.traces.due(limit=9) == []


def quiet(store: Store, made: RunningTrace) -> None:
    store.traces.add(request("t1"), made, [])
    for due in store.traces.due(limit=9):
        store.traces.settle(due)


def test_a_transfer_from_or_to_an_account_of_a_trace_marks_it(store: Store) -> None:
    quiet(store, running(FIRST, SECOND))
    record(store, "r1", moved(7, account(8), account(9)))
    assert store.traces.due(limit=9) == []
    record(store, "r2", moved(8, account(8), account(1)))
    record(store, "r3", moved(9, account(2), account(9)))
    assert [due.mark for due in store.traces.due(limit=9)] == [2]


def test_a_transfer_that_was_known_marks_nothing(store: Store) -> None:
    record(store, "r1", FIRST)
    quiet(store, running())
    record(store, "r2", FIRST)
    assert store.traces.due(limit=9) == []


def test_a_transfer_after_its_window_marks_no_trace(store: Store) -> None:
    quiet(store, running())
    late = moved(9, account(1), account(2))._replace(at=WINDOW_END + 1)
    record(store, "r1", late)
    assert store.traces.due(limit=9) == []
    record(store, "r2", late._replace(at=WINDOW_END, transfer_id="FT-10"))
    assert len(store.traces.due(limit=9)) == 1


def advanced(trace_: RunningTrace) -> RunningTrace:
    wider = running(FIRST, SECOND).found
    return trace_.advanced(wider, (), at=NOON + timedelta(minutes=1))


def test_advancing_replaces_the_version_and_tells_in_one_unit(store: Store) -> None:
    store.traces.add(request("t1"), running(), [])
    [due] = store.traces.due(limit=9)
    assert store.traces.advance(due, advanced(due.trace), [event("e1"), event("e2")])
    assert store.traces.get(due.trace.name) == advanced(due.trace)
    assert alerts(store) == ["alerts/e1n0", "alerts/e2n0"]
    assert store.traces.due(limit=9) == []


def test_what_was_recorded_while_a_trace_went_on_leaves_it_due(store: Store) -> None:
    store.traces.add(request("t1"), running(), [])
    [due] = store.traces.due(limit=9)
    record(store, "r1", moved(9, account(1), account(9)))
    assert store.traces.advance(due, advanced(due.trace), [])
    assert [one.mark for one in store.traces.due(limit=9)] == [1]


def test_who_comes_second_advances_nothing_and_tells_nobody(store: Store) -> None:
    store.traces.add(request("t1"), running(), [])
    [due] = store.traces.due(limit=9)
    assert store.traces.advance(due, advanced(due.trace), [event("e1")])
    assert not store.traces.advance(due, advanced(due.trace), [event("e2")])
    store.traces.settle(due)
    assert alerts(store) == ["alerts/e1n0"]


def test_an_account_that_a_trace_reached_later_marks_it_too(store: Store) -> None:
    store.traces.add(request("t1"), running(), [])
    [due] = store.traces.due(limit=9)
    store.traces.advance(due, advanced(due.trace), [])
    record(store, "r1", moved(9, account(2), account(9)))
    assert len(store.traces.due(limit=9)) == 1


def test_due_traces_come_one_by_name_or_the_longest_unchanged_first(store: Store) -> None:
    store.traces.add(request("t1"), running(updated_at=NOON + timedelta(seconds=1)), [])
    store.traces.add(request("t2"), running(name="traces/t2"), [])
    assert [due.trace.name for due in store.traces.due(limit=9)] == ["traces/t2", "traces/t1"]
    assert [due.trace.name for due in store.traces.due(limit=1)] == ["traces/t2"]
    assert [due.trace.name for due in store.traces.due(limit=9, name=TraceName("traces/t1"))] == ["traces/t1"]
