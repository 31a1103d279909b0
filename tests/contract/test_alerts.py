"""The alert box on every engine: one order without gaps, dropped from the old end, acknowledged once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest

from builders.ledger import BANK, NOON, OTHER_BANK, request
from eidgate.adapters.storage import alerts as stored
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.outbox import add_alerts
from eidgate.core.desk.acknowledgement import Acknowledgement, Response
from eidgate.core.desk.alert import Action, Address, Alert, AlertKind, AlertName
from eidgate.core.errors import AlreadyExistsError, NotFoundError, RequestIdReusedError
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports import Backlog

pytest_plugins = ("builders.store_fixtures",)

OURS, ROLE, ANOTHERS = Address("institution:999901"), Address("role:bank"), Address("institution:999902")
MINE = (OURS, ROLE)


def alert(name: str, address: Address = OURS, at: Instant = NOON) -> Alert:
    return Alert(
        name=AlertName(f"alerts/{name}"),
        address=address,
        kind=AlertKind.LISTED,
        action=Action.RESTRICT,
        about="entries/e1",
        at=at,
    )


def put(store: Store, *alerts: Alert) -> None:
    for one in alerts:
        store.access.change(lambda session, one=one: add_alerts(session, [one]))


def names(
    store: Store, cursor: int = 0, limit: int = 100, addresses: tuple[Address, ...] = MINE
) -> list[str]:
    found = store.alerts.after(addresses, cursor, limit=limit)
    return [one.name.removeprefix("alerts/") for _, one in found.alerts]


def answer(name: str, party: RelyingPartyId = BANK, response: Response = Response.DONE) -> Acknowledgement:
    return Acknowledgement(
        alert=AlertName(f"alerts/{name}"),
        relying_party=party,
        actor=f"{party}/an",
        response=response,
        acted_at=NOON,
        at=NOON + timedelta(minutes=1),
        note="số đã bị khóa",
    )


def test_a_receiver_reads_its_own_and_its_roles_in_order(store: Store) -> None:
    put(store, alert("a"), alert("x", ANOTHERS), alert("b", ROLE), alert("c"))
    assert names(store) == ["a", "b", "c"]
    assert names(store, addresses=(ANOTHERS,)) == ["x"]
    assert names(store, addresses=(Address("role:shop"),)) == []


def test_pages_go_on_where_the_last_one_ended(store: Store) -> None:
    put(store, *(alert(f"a{n}") for n in range(5)))
    read, cursor = [], 0
    for _ in range(3):
        found = store.alerts.after(MINE, cursor, limit=2)
        read += [one.name for _, one in found.alerts]
        cursor = found.next_cursor
    assert read == [f"alerts/a{n}" for n in range(5)]


def test_a_quiet_receivers_cursor_moves_past_what_is_anothers(store: Store) -> None:
    put(store, alert("a"), *(alert(f"x{n}", ANOTHERS) for n in range(3)))
    after = store.alerts.after(MINE, 0, limit=10).next_cursor
    put(store, alert("b"))
    assert names(store, after) == ["b"]
    assert store.alerts.after(MINE, after, limit=10).alerts[0][0] == after + 1


def test_the_latest_cursor_never_promises_what_may_still_come_before_it(store: Store) -> None:
    assert store.alerts.latest() == 0
    put(store, alert("a"))
    late = store.alerts.latest()
    assert late in (0, 1)  # it may be some hundred milliseconds old, but never ahead
    assert store.alerts.after(MINE, late, limit=1).next_cursor >= late


def test_old_alerts_are_dropped_and_the_horizon_tells(store: Store) -> None:
    put(store, alert("a"), alert("b"), alert("c", at=NOON + timedelta(days=1)), alert("d"))
    assert store.alerts.after(MINE, 0, limit=1).horizon == 0
    assert store.alerts.drop(NOON + timedelta(seconds=1)) == 2  # in order: what is behind a young one waits
    found = store.alerts.after(MINE, 0, limit=10)
    assert [one.name for _, one in found.alerts] == ["alerts/c", "alerts/d"]
    assert found.horizon == 2


def test_cursors_go_on_after_everything_was_dropped(opened: Callable[[], Store]) -> None:
    first = opened()
    put(first, alert("a"), alert("b"))
    assert first.alerts.drop(NOON + timedelta(days=1)) == 2
    second = opened()
    assert second.alerts.after(MINE, 0, limit=10).next_cursor == second.alerts.latest() == 2
    put(second, alert("c"))
    assert names(second, 2) == ["c"]


def test_many_are_dropped_piece_by_piece(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "DROPPED_AT_ONCE", 2)
    put(store, *(alert(f"a{n}") for n in range(5)))
    assert store.alerts.drop(NOON + timedelta(days=1)) == 5
    assert store.alerts.after(MINE, 0, limit=10).horizon == 5


def test_a_receiver_says_once_what_it_did(store: Store) -> None:
    put(store, alert("a"))
    recorded = store.alerts.acknowledge(request("r1"), answer("a"), MINE)
    assert recorded == answer("a")
    assert store.alerts.acknowledge(request("r1"), answer("a", response=Response.NOT_OURS), MINE) == recorded
    with pytest.raises(AlreadyExistsError):
        store.alerts.acknowledge(request("r2"), answer("a"), MINE)
    with pytest.raises(RequestIdReusedError):
        store.alerts.acknowledge(request("r1", digest=b"other"), answer("a"), MINE)


def test_each_receiver_of_a_role_answers_for_itself(store: Store) -> None:
    put(store, alert("a", ROLE))
    store.alerts.acknowledge(request("r1"), answer("a"), MINE)
    store.alerts.acknowledge(
        request("r1", relying_party=OTHER_BANK), answer("a", OTHER_BANK), (ANOTHERS, ROLE)
    )


def test_anothers_alert_reads_like_none(store: Store) -> None:
    put(store, alert("a"))
    messages = set()
    for name, addresses in (("a", (ANOTHERS,)), ("none", MINE)):
        with pytest.raises(NotFoundError) as error:
            store.alerts.acknowledge(request("r1"), answer(name), addresses)
        messages.add(str(error.value))
    assert len(messages) == 1


def test_the_backlog_is_what_was_not_acknowledged(store: Store) -> None:
    assert store.alerts.backlog(MINE, BANK) == Backlog(count=0, oldest=None)
    put(store, alert("a"), alert("b", at=NOON + timedelta(hours=1)), alert("x", ANOTHERS))
    assert store.alerts.backlog(MINE, BANK) == Backlog(count=2, oldest=NOON)
    store.alerts.acknowledge(request("r1"), answer("a"), MINE)
    assert store.alerts.backlog(MINE, BANK) == Backlog(count=1, oldest=NOON + timedelta(hours=1))


def test_a_reader_beside_many_writers_sees_each_alert_once_in_one_order(opened: Callable[[], Store]) -> None:
    """Writers commit in any order; a reader that remembers one cursor skips nothing."""
    stores = [opened(), opened()]
    writers = [
        Thread(target=put, args=(store, *(alert(f"w{n}i{i}") for i in range(25))))
        for n, store in enumerate(stores * 2)
    ]
    for writer in writers:
        writer.start()
    read: list[tuple[int, str]] = []
    cursor, writing = 0, True
    while writing:
        writing = any(writer.is_alive() for writer in writers)
        found = stores[0].alerts.after(MINE, cursor, limit=7)
        read += [(position, one.name) for position, one in found.alerts]
        cursor = found.next_cursor
    while found.alerts:
        found = stores[0].alerts.after(MINE, cursor, limit=7)
        read += [(position, one.name) for position, one in found.alerts]
        cursor = found.next_cursor
    assert [position for position, _ in read] == sorted({position for position, _ in read})
    assert {name for _, name in read} == {f"alerts/w{n}i{i}" for n in range(4) for i in range(25)}
