"""The hold store on every engine: versions, standings and alerts are one, and ends are facts of time."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from builders.holds import AN, AT, BINH, KEEPER, MULE, POLICE_AN, hold, stroke
from builders.ledger import request
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.standings import standings_of
from eidgate.app.expire_holds import expire_holds
from eidgate.core.desk.hold import Hold, HoldName, HoldState, standing_of
from eidgate.core.desk.hold_steps import Stroke, confirm, expire, extend, release
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.standing import Standing
from eidgate.core.errors import ConflictError, MoreThanDisputedError, NotFoundError, RequestIdReusedError
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.ports import HoldQuery
from eidgate.simulator.world import WALLET

pytest_plugins = ("builders.store_fixtures",)

NAME = HoldName("holds/h1")
ACCOUNT = identifier_of(MULE)


def standings(store: Store) -> list[Standing]:
    return store.access.read(lambda session: standings_of(session, ACCOUNT))


def told(store: Store) -> list[str]:
    found = [from_body(body) for (body,) in rows(store, "SELECT body FROM alert ORDER BY cursor")]
    return [one.kind.value for one in found if one.address == "institution:999901"]


def change(store: Store, request_id: str, step: Callable[[Hold], Hold], name: HoldName = NAME) -> Hold:
    return store.holds.change(request(request_id), name, step)


def releasing(taken: Stroke) -> Callable[[Hold], Hold]:
    return lambda held: release(held, taken)


def test_a_hold_comes_back_as_it_was_placed(store: Store) -> None:
    held = store.holds.place(request("r1"), hold())
    assert store.holds.get(NAME) == held == hold()
    assert store.holds.get(HoldName("holds/none")) is None


def test_a_hold_is_a_standing_and_an_alert_in_the_same_moment(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    assert standings(store) == [standing_of(hold())]
    assert told(store) == ["hold_placed"]


def test_a_retry_places_nothing_again_and_tells_nobody_again(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    assert store.holds.place(request("r1"), hold("h2")) == hold()
    assert store.holds.earlier(request("r1")) == hold()
    assert told(store) == ["hold_placed"]


def test_a_request_id_stands_for_its_bytes_only(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    for again in (
        lambda: store.holds.place(request("r1", digest=b"other"), hold("h2")),
        lambda: store.holds.earlier(request("r1", digest=b"other")),
    ):
        with pytest.raises(RequestIdReusedError):
            again()


def test_all_holds_on_one_basis_stay_within_what_is_tainted(store: Store) -> None:
    store.holds.place(request("r1"), hold("h1", amount=Vnd(6_000_000)))
    with pytest.raises(MoreThanDisputedError):
        store.holds.place(request("r2"), hold("h2", amount=Vnd(4_000_001), by=WALLET))
    store.holds.place(request("r3"), hold("h3", amount=Vnd(4_000_000), by=WALLET))
    assert [one.name for one in standings(store)] == ["holds/h1", "holds/h3"]


def test_what_is_over_makes_room_again(store: Store) -> None:
    whole = Vnd(10_000_000)
    store.holds.place(request("r1"), hold("h1", amount=whole))
    after = AT + timedelta(hours=72)
    later = {"placed_at": after, "updated_at": after, "until": after + timedelta(hours=1)}
    store.holds.place(request("r2"), hold("h2", amount=whole, **later))  # the first ended, unwritten
    store.holds.place(request("r3"), hold("h3", amount=whole, basis="traces/t2"))  # another case


def test_every_version_is_kept_and_each_change_is_told(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    change(store, "r2", lambda held: confirm(held, stroke(KEEPER), frozen=Vnd(3)))
    change(
        store,
        "r3",
        lambda held: extend(held, stroke(POLICE_AN, "v2"), until=AT + timedelta(days=9), order_number="1"),
    )
    assert [version for (version,) in rows(store, "SELECT version FROM hold_version ORDER BY version")] == [
        1,
        2,
        3,
    ]
    assert told(store) == ["hold_placed", "hold_confirmed", "hold_extended"]
    assert [one.until for one in standings(store)] == [AT + timedelta(days=9)]


def test_a_release_ends_the_standing_with_the_second_officer(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    change(store, "r2", releasing(stroke(AN)))
    assert len(standings(store)) == 1
    done = change(store, "r3", releasing(stroke(BINH, "v2")))
    assert done.state is HoldState.RELEASED
    assert standings(store) == []
    assert told(store) == ["hold_placed", "hold_released"]


def test_a_refused_step_changes_nothing(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    with pytest.raises(ConflictError):
        change(store, "r2", releasing(stroke(AN, "v9")))
    assert store.holds.get(NAME) == hold()
    assert change(store, "r2", releasing(stroke(AN))).version == 2  # the request id is not used up


def test_a_step_that_fails_oddly_is_raised_as_it_is_and_changes_nothing(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    for step in (lambda held: held, lambda held: replace(held, version=2, amount=Vnd(1))):
        with pytest.raises(ValueError, match="next version"):
            change(store, "r2", step)
    assert store.holds.get(NAME) == hold()


def test_a_change_is_made_once_per_request(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    first = change(store, "r2", releasing(stroke(AN)))
    assert change(store, "r2", releasing(stroke(BINH, "v2"))) == first
    with pytest.raises(NotFoundError):
        change(store, "r3", releasing(stroke(AN)), HoldName("holds/none"))


def test_an_end_is_written_down_later_once_and_told(opened: Callable[[], Store]) -> None:
    one, other = opened(), opened()
    one.holds.place(request("r1"), hold())
    one.holds.place(request("r2"), hold("h2", basis="traces/t2", until=AT + timedelta(days=60)))
    late = AT + timedelta(days=30)
    assert expire_holds(one.holds, at=late, receipt_key="r2") == ["agreement"]
    assert expire_holds(other.holds, at=late, receipt_key="r2") == []
    ended = one.holds.get(NAME)
    assert ended is not None
    assert (ended.state, ended.receipt_key, ended.updated_at) == (HoldState.EXPIRED, "r2", late)
    assert told(one) == ["hold_placed", "hold_placed", "hold_expired"]
    assert [standing.name for standing in standings(one)] == ["holds/h2"]


def test_an_end_that_was_moved_meanwhile_is_not_written_down(store: Store) -> None:
    store.holds.place(request("r1"), hold())
    late = AT + timedelta(days=30)

    def overtaken(held: Hold) -> Hold:
        return expire(replace(held, until=late + timedelta(days=1)), at=late, receipt_key="r2")

    assert store.holds.expire_due(late, overtaken) == []
    assert store.holds.get(NAME) == hold()


def test_more_ends_than_are_written_at_once_are_all_written_in_the_end(store: Store) -> None:
    for number in range(105):
        store.holds.place(request(f"r{number}"), hold(f"h{number}", amount=Vnd(1)))
    late = AT + timedelta(days=30)
    step = partial(expire, at=late, receipt_key="r2")
    assert [len(store.holds.expire_due(late, step)) for _ in range(3)] == [100, 5, 0]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (HoldQuery(institution=""), ["h1", "h2", "h3"]),
        (HoldQuery(institution="999901"), ["h1"]),
        (HoldQuery(institution="999902"), ["h1", "h2", "h3"]),
        (HoldQuery(institution="999903"), ["h2", "h3"]),
        (HoldQuery(institution="operator-one"), []),
        (HoldQuery(institution="", identifier=ACCOUNT), ["h1", "h2"]),
        (HoldQuery(institution="999903", active_at=AT + timedelta(hours=72)), ["h3"]),
    ],
)
def test_a_page_holds_what_concerns_the_institution(store: Store, query: HoldQuery, names: list[str]) -> None:
    elsewhere = replace(MULE, number="0033")
    store.holds.place(request("r1"), hold("h1"))
    store.holds.place(request("r2"), hold("h2", by=WALLET))
    store.holds.place(request("r3"), hold("h3", account=elsewhere, by=WALLET, until=AT + timedelta(hours=99)))
    found = store.holds.page(query, after=0, limit=10)
    assert [held.name for _, held in found] == [f"holds/{name}" for name in names]
    if found:
        assert store.holds.page(query, after=found[0][0], limit=10) == found[1:]


def test_what_is_open_is_counted_by_ground_and_state(store: Store) -> None:
    store.holds.place(request("r1"), hold("h1"))
    store.holds.place(request("r2"), hold("h2", placed_at=AT - timedelta(hours=1), by=WALLET))
    change(store, "r3", lambda held: confirm(held, stroke(KEEPER), frozen=Vnd(3)), HoldName("holds/h2"))
    assert sorted(store.holds.open_holds()) == [
        ("agreement", "confirmed", 1, AT - timedelta(hours=1)),
        ("agreement", "placed", 1, AT),
    ]
