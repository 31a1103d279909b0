"""Whole lists on every engine: staged unseen, put in force at once, and followed by every subscriber."""

import random
from datetime import timedelta

import pytest

from builders.ledger import NOON
from builders.service import SetClock
from builders.stores import rows
from builders.watchlist import OTHER_OFFICER, Copy, claim, lift, listed, put, row
from eidgate.adapters.storage import watch_lists
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.watch_lists import LEASE, StoredLists
from eidgate.core.desk.entry import EntryName
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import ConflictError, NotFoundError, UnavailableError
from eidgate.ports.watchlist_lists import ListedRow, Switched

pytest_plugins = ("builders.store_fixtures",)


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_lists, "CHUNK", 5)


def names(store: Store, *numbers: int) -> list[str]:
    found = store.watchlist.look_up([row(one).identifier for one in numbers], at=NOON)
    return [str(one.name) for each in found for one in each.listings]


def figures(switched: Switched) -> tuple[int, int, int]:
    return switched.added, switched.removed, switched.unchanged


def test_a_list_is_seen_whole_or_not_at_all(store: Store) -> None:
    staging = store.lists.stage("simo", actor="importer")
    staging.add(sorted((row(n) for n in range(23)), key=lambda one: store.lists.order(one.identifier)))
    assert names(store, *range(23)) == []
    assert store.watchlist.head().cursor == 0
    staging.switch()
    assert len(names(store, *range(23))) == 23
    assert store.watchlist.head().cursor == 1


def test_the_next_list_takes_the_place_of_the_one_before(store: Store) -> None:
    assert figures(listed(store, [row(n) for n in range(20)])) == (20, 0, 0)
    changed = [row(n, grade=Grade.BLOCK) for n in range(5, 8)]
    assert figures(listed(store, [*changed, *(row(n) for n in range(8, 30))])) == (13, 8, 12)
    assert names(store, *range(5)) == []
    [found] = store.watchlist.look_up([row(6).identifier], at=NOON)
    assert [(one.grade, one.source) for one in found.listings] == [(Grade.BLOCK, "simo")]


def test_an_empty_list_takes_everything_back(store: Store) -> None:
    listed(store, [row(n) for n in range(12)])
    assert figures(listed(store, [])) == (0, 12, 0)
    assert names(store, *range(12)) == []
    assert store.watchlist.head().digest.count == 0


def test_a_later_end_alone_is_no_change_until_it_is_a_month_later(store: Store) -> None:
    listed(store, [row(1, days=90)])
    assert figures(listed(store, [row(1, days=100)])) == (0, 0, 1)
    assert figures(listed(store, [row(1, days=121)])) == (1, 1, 0)
    assert figures(listed(store, [row(1, days=90)])) == (1, 1, 0)


def test_two_sources_list_the_same_without_touching_each_other(store: Store) -> None:
    listed(store, [row(1)], source="simo")
    listed(store, [row(1, grade=Grade.WARN)], source="police")
    [found] = store.watchlist.look_up([row(1).identifier], at=NOON)
    assert {one.source: one.grade for one in found.listings} == {"simo": Grade.HIGH, "police": Grade.WARN}
    listed(store, [], source="simo")
    [found] = store.watchlist.look_up([row(1).identifier], at=NOON)
    assert [one.source for one in found.listings] == ["police"]


def test_every_subscriber_follows_any_sequence_of_lists(store: Store) -> None:
    drawn = random.Random(6)
    copies = [Copy(store, page=3)]
    for _ in range(8):
        numbers = drawn.sample(range(40), drawn.randrange(40))
        listed(store, [row(n, grade=drawn.choice(list(Grade))) for n in numbers])
        put(store)
        copies.append(Copy(store, page=4))
        if drawn.random() < 0.5:
            copies[0].follow()
    assert all(one.follow().agrees() for one in copies)
    assert all(one.held == copies[0].held for one in copies)


def test_what_an_import_that_died_has_left_is_never_seen(store: Store) -> None:
    listed(store, [row(n) for n in range(10)])
    dead = store.lists.stage("simo", actor="importer")
    dead.add(sorted((row(n) for n in range(5, 25)), key=lambda one: store.lists.order(one.identifier)))
    follower = Copy(store)
    assert figures(listed(store, [row(n) for n in range(10)])) == (0, 0, 10)
    assert len(names(store, *range(25))) == 10
    assert follower.follow().agrees()


def test_an_abandoned_list_leaves_everything_as_it_was(store: Store) -> None:
    listed(store, [row(n) for n in range(10)])
    staging = store.lists.stage("simo", actor="importer")
    staging.add(sorted((row(n) for n in range(5, 25)), key=lambda one: store.lists.order(one.identifier)))
    staging.abandon()
    assert len(names(store, *range(25))) == 10
    assert rows(store, "SELECT count(*) FROM watch_row") == [(10,)]
    assert rows(store, "SELECT count(*) FROM watch_delta") == [(0,)]


def test_another_importer_waits_and_the_same_one_takes_over(store: Store) -> None:
    first = store.lists.stage("simo", actor="importer")
    with pytest.raises(ConflictError):
        store.lists.stage("simo", actor="somebody else")
    store.lists.stage("simo", actor="importer")
    with pytest.raises(ConflictError):
        first.switch()


def test_each_piece_renews_the_importers_claim_and_standing_still_loses_it(store: Store) -> None:
    clock = SetClock(NOON)
    lists = StoredLists(store.access, clock)
    slow = lists.stage("simo", actor="importer")
    for one in sorted((row(n) for n in range(3)), key=lambda one: lists.order(one.identifier)):
        clock.at += LEASE - timedelta(microseconds=1)
        with pytest.raises(ConflictError, match="under way"):
            lists.stage("simo", actor="somebody else")
        slow.add([one])
    clock.at += LEASE
    lists.stage("simo", actor="somebody else")
    with pytest.raises(ConflictError, match="taken over"):
        slow.switch()


def test_there_are_only_so_many_lists(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_lists, "MOST_LISTS", 1)
    listed(store, [row(1)])
    with pytest.raises(ConflictError):
        listed(store, [row(1)], source="another")


def test_a_row_that_is_cleared_stays_cleared_whatever_its_list_brings(store: Store) -> None:
    follower = Copy(store)
    listed(store, [row(n) for n in range(8)])
    [name] = names(store, 3)
    entry = store.watchlist.get(EntryName(name))
    assert entry is not None
    assert (entry.source, entry.version) == ("simo", 1)
    lift(store, entry, OTHER_OFFICER)
    assert names(store, 3) == []
    switched = listed(store, [row(n) for n in range(9)])
    assert (switched.exempt, figures(switched)) == (1, (1, 0, 7))
    assert names(store, 3) == []
    assert follower.follow().agrees()
    cleared = store.watchlist.get(EntryName(name))
    assert cleared is not None
    assert cleared.version == 2


def test_a_row_is_not_acted_on_while_its_list_is_imported(store: Store) -> None:
    listed(store, [row(n) for n in range(8)])
    [name] = names(store, 3)
    entry = store.watchlist.get(EntryName(name))
    assert entry is not None
    staging = store.lists.stage("simo", actor="importer")
    with pytest.raises(UnavailableError):
        lift(store, entry, OTHER_OFFICER)
    staging.abandon()
    lift(store, entry, OTHER_OFFICER)


@pytest.mark.parametrize("name", ["entries/lzzx1", "entries/l00x1", "entries/l" + "0" * 32 + "x9"])
def test_a_name_of_no_row_is_not_found(store: Store, name: str) -> None:
    assert store.watchlist.get(EntryName(name)) is None
    with pytest.raises(NotFoundError):
        store.watchlist.change(claim("ClearEntry"), EntryName(name), lambda entry: entry, at=NOON)


def test_old_generations_are_forgotten_and_the_present_one_stays(store: Store) -> None:
    def keep(numbers: range) -> list[ListedRow]:
        return [row(n) for n in numbers]

    listed(store, keep(range(20)))
    listed(store, keep(range(10, 30)))
    later = store.lists._clock.now()  # the switches are dated by the real clock
    assert store.watchlist.forget(later) > 0
    assert rows(store, "SELECT count(*) FROM watch_row") == [(20,)]
    assert rows(store, "SELECT count(*) FROM watch_delta") == [(0,)]
    assert len(names(store, *range(30))) == 20
    assert Copy(store).agrees()
