"""A whole list that comes into force is one event: one alert for each whom it concerns, or nothing at all."""

from collections.abc import Callable

import pytest

from builders.stores import rows
from builders.watchlist import NUMBER, SITE, listed, row
from eidgate.adapters.storage import list_tally, watch_lists
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.alert import Action, Address, Alert, AlertKind
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.shape import replace
from eidgate.ports.watchlist import Position
from eidgate.ports.watchlist_lists import ListedRow

pytest_plugins = ("builders.store_fixtures",)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_lists, "CHUNK", 5)


def other(identifier: Identifier) -> ListedRow:
    return replace(row(1), identifier=identifier)


def told(store: Store, address: str) -> list[tuple[Action, int, int]]:
    return [
        (one.action, one.news.listed, one.news.cleared)
        for one in alerts(store, address)
        if one.news is not None
    ]


def alerts(store: Store, address: str) -> list[Alert]:
    found = store.alerts.after([Address(address)], 0, limit=100).alerts
    return [alert for _, alert in found if alert.kind is AlertKind.LIST_IMPORTED]


def test_everybody_whom_it_concerns_is_told_once_with_numbers(store: Store) -> None:
    mules = [row(n) for n in range(23)]
    device = other(Identifier(kind=IdentifierKind.DEVICE, value="d-1"))
    listed(store, [*mules, other(NUMBER), other(SITE), device], source="police/mules")
    assert told(store, "institution:999903") == [(Action.RESTRICT, 23, 0)]
    for address in ("role:operator", "role:platform", "role:authority"):
        assert told(store, address) == [(Action.RESTRICT, 1, 0)]
    [alert] = alerts(store, "institution:999903")
    assert (alert.about, alert.identifier) == ("lists/police/mules", None)


def test_the_next_list_tells_what_is_new_graver_or_gone_and_nothing_else(store: Store) -> None:
    listed(store, [row(n) for n in range(10)])
    listed(store, [row(0, grade=Grade.WARN), row(1, grade=Grade.BLOCK), *(row(n) for n in range(2, 12))][:-4])
    assert told(store, "institution:999903")[1:] == [(Action.RESTRICT, 1, 2)]
    listed(store, [])
    assert told(store, "institution:999903")[2:] == [(Action.UNFREEZE, 0, 8)]


def test_a_list_that_changes_nothing_alerts_nobody(store: Store) -> None:
    listed(store, [row(n) for n in range(10)])
    listed(store, [row(n) for n in range(10)])
    assert len(told(store, "institution:999903")) == 1


def test_the_cursor_leads_to_exactly_the_lists_changes(store: Store) -> None:
    listed(store, [row(n) for n in range(10)])
    listed(store, [row(n) for n in range(5, 15)])
    news = alerts(store, "institution:999903")[-1].news
    assert news is not None
    changes, _ = store.watchlist.changes(Position(news.after), limit=100)
    put = [one for one in changes if one.listing is not None]
    assert (len(put), len(changes) - len(put)) == (news.listed, news.cleared) == (5, 5)


def test_nobody_is_told_of_a_list_that_never_came(store: Store) -> None:
    staging = store.lists.stage("simo", actor="importer")
    staging.add([row(1)])
    staging.abandon()
    taken_over = store.lists.stage("simo", actor="importer")
    store.lists.stage("simo", actor="importer")
    with pytest.raises(ConflictError):
        taken_over.switch()
    assert told(store, "institution:999903") == []
    assert rows(store, "SELECT count(*) FROM list_blocks_begun") == [(0,)]


def test_the_list_the_feed_and_the_alerts_come_together_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise IllegalStateError("the outbox is broken")

    staging = store.lists.stage("simo", actor="importer")
    staging.add([row(1, grade=Grade.BLOCK)])
    with monkeypatch.context() as broken:
        broken.setattr(list_tally, "emit", fails)
        with pytest.raises(IllegalStateError):
            staging.switch()
    assert store.watchlist.head().cursor == 0
    assert rows(store, "SELECT count(*) FROM list_blocks_begun") == [(0,)]
    staging.switch()
    assert told(store, "institution:999903") == [(Action.RESTRICT, 1, 0)]
    assert rows(store, "SELECT kind, institution, begun FROM list_blocks_begun") == [("account", "simo", 1)]


def test_a_list_of_more_institutions_than_there_are_is_refused_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_tally, "MOST_RECEIVERS", 2)
    several = [other(Identifier(kind=IdentifierKind.ACCOUNT, value=f"99990{n}:1")) for n in range(3)]
    with pytest.raises(IllegalStateError):
        listed(store, several)
    assert store.watchlist.head().cursor == 0


def test_blocks_of_a_row_that_blocked_before_do_not_begin_again(opened: Callable[[], Store]) -> None:
    store = opened()
    for grades in ((Grade.BLOCK, Grade.HIGH), (Grade.BLOCK, Grade.BLOCK), (Grade.WARN, Grade.BLOCK)):
        listed(store, [row(n, grade=grade, code=len(grades)) for n, grade in enumerate(grades)])
    begun = rows(store, "SELECT generation, begun FROM list_blocks_begun ORDER BY generation")
    assert begun == [(1, 1), (2, 1)]
