"""The shared list on every engine: entries, their standings, the feed and its digest."""

from datetime import timedelta

import pytest

from builders.ledger import NOON
from builders.stores import rows
from builders.watchlist import (
    BANK_ONE,
    BANK_TWO,
    MULE,
    NUMBER,
    OTHER_OFFICER,
    PERSON,
    POLICE,
    SITE,
    Copy,
    claim,
    confirm,
    lift,
    put,
)
from eidgate.adapters.storage.open import Store
from eidgate.adapters.storage.standings import standings_of
from eidgate.core.desk.counters import SourceRecord, Window
from eidgate.core.desk.entry import EntryState
from eidgate.core.desk.listing import Word
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import ConflictError, NotFoundError, NotPermittedError, RequestIdReusedError
from eidgate.ports.watchlist import Position
from eidgate.simulator.world import BANK

pytest_plugins = ("builders.store_fixtures",)


def grades(store: Store, identifier: object = MULE) -> list[Grade | None]:
    return [one.grade for one in store.access.read(lambda session: standings_of(session, identifier))]  # type: ignore[arg-type]


def test_a_report_is_an_entry_a_standing_and_a_change_of_the_feed(store: Store) -> None:
    entry = put(store)
    assert store.watchlist.get(entry.name) == entry
    assert grades(store) == [Grade.WARN]
    changes, position = store.watchlist.changes(Position(0), limit=10)
    assert [(one.name, one.position) for one in changes] == [(entry.name, Position(1))]
    assert position == Position(1)
    assert store.watchlist.head().digest.count == 1


def test_the_same_request_is_done_once_and_another_of_its_id_is_refused(store: Store) -> None:
    made = claim()
    first = put(store, made=made)
    assert put(store, made=made) == first
    assert store.watchlist.earlier(made) == first
    other = type(made)(
        relying_party=made.relying_party, method=made.method, request_id=made.request_id, digest=b"other"
    )
    with pytest.raises(RequestIdReusedError):
        put(store, made=other)


def test_a_second_institution_raises_the_grade_of_the_same_entry(store: Store) -> None:
    first, second = put(store), put(store, by=POLICE)
    assert (second.name, second.version) == (first.name, 2)
    assert grades(store) == [Grade.HIGH]


def test_the_same_institution_twice_raises_nothing(store: Store) -> None:
    put(store)
    put(store)
    assert grades(store) == [Grade.WARN]


def test_nobody_lists_a_person_alone(store: Store) -> None:
    entry = put(store, PERSON, by=POLICE)
    assert entry.state is EntryState.PENDING
    assert grades(store, PERSON) == []
    assert store.watchlist.head().cursor == 0
    put(store, PERSON, by=BANK_ONE)
    assert grades(store, PERSON) == [Grade.HIGH]
    assert store.watchlist.head().digest.count == 1


def test_a_confirmed_entry_blocks_and_only_another_officer_of_an_authority_clears_it(store: Store) -> None:
    entry = confirm(store, put(store))
    assert grades(store) == [Grade.BLOCK]
    for by in (BANK_TWO, POLICE):
        with pytest.raises(NotPermittedError):
            lift(store, entry, by)
    lift(store, entry, OTHER_OFFICER)
    assert grades(store) == []


def test_a_reporter_neither_confirms_nor_clears_its_own_word(store: Store) -> None:
    entry = put(store)
    with pytest.raises(NotPermittedError):
        confirm(store, entry, BANK_ONE)
    with pytest.raises(NotPermittedError):
        lift(store, entry, BANK_ONE)
    assert grades(store) == [Grade.WARN]


def test_a_cleared_entry_leaves_the_feed_and_a_new_report_begins_another(store: Store) -> None:
    entry = put(store)
    cleared = lift(store, entry)
    assert (cleared.code, cleared.state) == (0, EntryState.CLEARED)
    changes, _ = store.watchlist.changes(Position(1), limit=10)
    assert [(one.name, one.listing) for one in changes] == [(entry.name, None)]
    assert store.watchlist.head().digest.digest == bytes(32)
    assert put(store).name != entry.name


def test_a_change_against_another_version_is_refused(store: Store) -> None:
    entry = put(store)
    put(store, by=POLICE)
    with pytest.raises(ConflictError):
        lift(store, entry)


def test_what_nobody_listed_is_not_found(store: Store) -> None:
    entry = put(store)
    assert store.watchlist.get(entry.name[:-1] + "z") is None  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        lift(store, type("E", (), {"name": "entries/none", "etag": "v1"})())  # type: ignore[arg-type]


def test_a_look_up_tells_what_stands_who_spoke_and_how_often(store: Store) -> None:
    put(store, at=NOON - timedelta(days=20))
    put(store, by=POLICE, at=NOON - timedelta(hours=1))
    found, missed = store.watchlist.look_up([MULE, NUMBER], at=NOON)
    assert [one.grade for one in found.listings] == [Grade.HIGH]
    assert found.institutions == 2
    assert {one.window: (one.reported, one.institutions) for one in found.counts} == {
        Window.DAY: (1, 1),
        Window.MONTH: (2, 2),
        Window.HALF_YEAR: (2, 2),
    }
    assert missed.listings == ()


def test_an_expired_entry_is_not_looked_up_and_a_new_report_begins_another(store: Store) -> None:
    entry = put(store, word=Word(code=3, until=NOON + timedelta(hours=1)))
    later = NOON + timedelta(hours=1)
    [found] = store.watchlist.look_up([MULE], at=later)
    assert found.listings == ()
    assert put(store, at=later).name != entry.name


def test_a_source_is_known_by_how_its_listings_fared(store: Store) -> None:
    confirm(store, put(store))
    lift(store, put(store, NUMBER), BANK_TWO)
    put(store, SITE)
    assert store.watchlist.sources([BANK_ONE.institution, "nobody"]) == [
        SourceRecord(source=BANK_ONE.institution, reported=3, confirmed=1, cleared=1)
    ]


def test_entries_are_listed_for_their_reporters_and_keepers_only(store: Store) -> None:
    mule, number = put(store), put(store, NUMBER, by=POLICE)

    def listed(institution: str | None) -> list[str]:
        return [one.name for _, one in store.watchlist.page(institution, after=0, limit=10)]

    assert listed(BANK_ONE.institution) == listed(BANK_TWO.institution) == [mule.name]
    assert listed("police") == [number.name]
    assert listed(None) == [mule.name, number.name]
    [(cursor, _)] = store.watchlist.page(None, after=0, limit=1)
    assert [one.name for _, one in store.watchlist.page(None, after=cursor, limit=1)] == [number.name]


def test_a_subscribers_copy_is_what_the_digest_says(store: Store) -> None:
    early = Copy(store)
    entries = [put(store, NUMBER), put(store), put(store, SITE)]
    late = Copy(store)
    confirm(store, entries[1])
    lift(store, entries[0])
    put(store, SITE, by=BANK_TWO)
    assert early.follow().agrees()
    assert late.follow().agrees()
    assert early.held == late.held == Copy(store).held
    assert {one.grade for one in late.held.values()} == {Grade.BLOCK, Grade.HIGH}


def test_an_acknowledgement_never_goes_back(store: Store) -> None:
    entry = put(store)
    assert store.watchlist.acknowledge(BANK, 1, at=NOON) == 1
    assert store.watchlist.acknowledge(BANK, 0, at=NOON) == 1
    assert [one.acknowledged for one in store.watchlist.subscribers()] == [1]
    assert store.watchlist.changed_at(entry.name) == 1


def test_what_was_forgotten_cannot_be_replayed_and_nothing_else_is_lost(store: Store) -> None:
    put(store)
    put(store, NUMBER, at=NOON + timedelta(days=1))
    assert store.watchlist.forget(NOON + timedelta(hours=1)) == 1
    head = store.watchlist.head()
    assert (head.earliest, head.cursor, head.digest.count) == (1, 2, 2)
    assert Copy(store).agrees()


def test_every_step_tells_whoever_can_act(store: Store) -> None:
    entry = put(store)
    lift(store, entry)
    told = rows(store, "SELECT kind, address FROM alert ORDER BY cursor")
    assert told == [
        ("listed", "institution:999902"),
        ("cleared", "institution:999902"),
        ("cleared", "institution:999901"),
    ]
