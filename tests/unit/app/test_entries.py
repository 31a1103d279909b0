"""Entries as institutions work on them: whose business each is, and that others' read as none."""

import pytest

from builders.service import NOON, Scene
from builders.watchlist import MULE, NUMBER, SITE
from eidgate.app.entries import (
    ChangeEntry,
    ReportIdentifier,
    clear_entry,
    get_entry,
    list_entries,
    report_identifier,
    update_entry,
    visible_entry,
)
from eidgate.app.watch_entries import acknowledge, cursor_at
from eidgate.core.desk.entry import Entry, EntryName, EntryState
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.listing import Amendment, Word
from eidgate.core.errors import (
    ConflictError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.ports.watchlist import Position
from eidgate.simulator.world import AUDITOR, BANK, OTHER_BANK, POLICE, SHOP, WALLET

CONFIRM = Amendment(confirm=True)


def reporting(
    scene: Scene, identifier: Identifier = MULE, *, caller: RelyingParty = BANK, note: str = ""
) -> ReportIdentifier:
    request = scene.request("ReportIdentifier", caller=caller)
    return ReportIdentifier(
        caller=caller, request=request, identifier=identifier, word=Word(code=3, note=note)
    )


def reported(scene: Scene, identifier: Identifier = MULE, *, caller: RelyingParty = BANK) -> Entry:
    return report_identifier(reporting(scene, identifier, caller=caller), scene.service).entry


def changing(scene: Scene, entry: Entry, caller: RelyingParty) -> ChangeEntry:
    request = scene.request("UpdateEntry", caller=caller)
    return ChangeEntry(caller=caller, request=request, name=entry.name, etag=entry.etag)


def test_a_report_begins_an_entry_and_the_next_one_adds_to_it(scene: Scene) -> None:
    entry = reported(scene)
    assert (entry.source, entry.state, entry.etag) == ("999901", EntryState.ACTIVE, "v1")
    again = reported(scene, caller=OTHER_BANK)
    assert (again.name, again.institutions, again.etag) == (entry.name, {"999901", "999902"}, "v2")


def test_a_retry_is_answered_as_the_first_time(scene: Scene) -> None:
    command = reporting(scene)
    first = report_identifier(command, scene.service)
    reported(scene, caller=OTHER_BANK)
    assert report_identifier(command, scene.service) == first


def test_who_may_not_list_puts_nothing_on_the_list(scene: Scene) -> None:
    with pytest.raises(NotPermittedError, match="the role shop may not"):
        reported(scene, caller=SHOP)
    assert scene.store.watchlist.page(None, after=0, limit=9) == []


def test_a_person_is_kept_as_a_hash(scene: Scene) -> None:
    named = Identifier(kind=IdentifierKind.PERSON, value="https://idp.example mai")
    entry = reported(scene, named)
    assert "mai" not in entry.identifier.value
    assert entry.state is EntryState.PENDING
    scene.service = replace(scene.service, person_keys=None)
    with pytest.raises(InvalidCommandError):
        reported(scene, named)


def test_an_entry_is_the_business_of_its_reporter_its_keeper_and_whoever_confirms(scene: Scene) -> None:
    entry = reported(scene)  # about an account of the other bank
    for caller in (BANK, OTHER_BANK, POLICE):
        assert visible_entry(caller, entry.name, scene.service) == entry
    with pytest.raises(NotFoundError, match="no such entry"):
        visible_entry(WALLET, entry.name, scene.service)
    with pytest.raises(NotPermittedError):
        get_entry(SHOP, entry.name, scene.service)


def test_an_auditor_reads_every_entry_with_whom_it_reached_and_changes_none(scene: Scene) -> None:
    entry = reported(scene)
    scene.store.watchlist.subscribe(WALLET, at=NOON)
    assert get_entry(AUDITOR, entry.name, scene.service) == get_entry(POLICE, entry.name, scene.service)
    assert list_entries(AUDITOR, 9, "", scene.service) == list_entries(POLICE, 9, "", scene.service)
    for act in (
        lambda: reported(scene, caller=AUDITOR),
        lambda: update_entry(changing(scene, entry, AUDITOR), CONFIRM, scene.service),
        lambda: clear_entry(changing(scene, entry, AUDITOR), "mine", scene.service),
    ):
        with pytest.raises(NotPermittedError):
            act()
    assert get_entry(BANK, entry.name, scene.service).entry == entry


@pytest.mark.parametrize("identifier", [NUMBER, SITE], ids=lambda one: one.kind)
def test_what_nobody_keeps_is_any_listers_business(scene: Scene, identifier: Identifier) -> None:
    entry = reported(scene, identifier)
    assert visible_entry(WALLET, entry.name, scene.service) == entry


def test_anothers_entry_is_changed_and_cleared_as_little_as_one_that_is_not(scene: Scene) -> None:
    entry = reported(scene)
    nobodys = replace(entry, name=EntryName("entries/none"))
    for one in (entry, nobodys):
        with pytest.raises(NotFoundError, match="no such entry"):
            update_entry(changing(scene, one, WALLET), CONFIRM, scene.service)
        with pytest.raises(NotFoundError, match="no such entry"):
            clear_entry(changing(scene, one, WALLET), "mine", scene.service)
        with pytest.raises(NotFoundError, match="no such entry"):
            get_entry(WALLET, one.name, scene.service)
    assert visible_entry(BANK, entry.name, scene.service) == entry


def test_a_keeper_confirms_and_an_authority_clears_at_the_version_that_it_read(scene: Scene) -> None:
    entry = reported(scene)
    with pytest.raises(NotPermittedError, match="than the reporter"):
        update_entry(changing(scene, entry, BANK), CONFIRM, scene.service)
    confirmed = update_entry(changing(scene, entry, OTHER_BANK), CONFIRM, scene.service).entry
    assert (confirmed.confirmed_by, confirmed.etag) == ("999902", "v2")
    with pytest.raises(ConflictError):
        clear_entry(changing(scene, entry, POLICE), "mistaken", scene.service)
    scene.clock.wait(hours=1)
    cleared = clear_entry(changing(scene, confirmed, POLICE), "mistaken", scene.service).entry
    assert (cleared.state, cleared.code, cleared.note) == (EntryState.CLEARED, 0, "mistaken")
    assert cleared.updated_at == scene.clock.at > NOON


def test_only_who_confirms_hears_whom_a_change_has_reached(scene: Scene) -> None:
    entry = reported(scene)
    scene.store.watchlist.subscribe(WALLET, at=NOON)
    head = scene.store.watchlist.head().cursor
    [(subscriber, reached)] = get_entry(POLICE, entry.name, scene.service).reached
    assert (subscriber.relying_party, reached) == (WALLET.relying_party_id, False)
    assert get_entry(BANK, entry.name, scene.service).reached == ()

    acknowledge(WALLET, cursor_at(Position(head)), scene.service)
    [(_, reached)] = get_entry(POLICE, entry.name, scene.service).reached
    assert reached


def test_an_entry_is_shown_with_how_its_sources_listings_fared(scene: Scene) -> None:
    entry = reported(scene)
    record = get_entry(BANK, entry.name, scene.service).record
    assert record is not None
    assert (record.source, record.reported, record.confirmed) == ("999901", 1, 0)


def test_pages_give_each_entry_of_ones_own_once_and_an_authority_all(scene: Scene) -> None:
    own = [reported(scene, one) for one in (MULE, NUMBER, SITE)]
    other = reported(scene, replace(NUMBER, value="+84900000002"), caller=WALLET)
    first = list_entries(BANK, 2, "", scene.service)
    rest = list_entries(BANK, 2, first.next_page_token, scene.service)
    assert [one.entry for one in (*first.entries, *rest.entries)] == own
    assert rest.next_page_token == ""
    assert [one.entry for one in list_entries(OTHER_BANK, 9, "", scene.service).entries] == own[:1]
    assert {one.entry for one in list_entries(POLICE, 9, "", scene.service).entries} == {*own, other}


def test_another_may_not_go_on_with_ones_page_nor_without_the_right_begin(scene: Scene) -> None:
    for one in (MULE, NUMBER):
        reported(scene, one)
    token = list_entries(BANK, 1, "", scene.service).next_page_token
    with pytest.raises(InvalidCommandError):
        list_entries(OTHER_BANK, 1, token, scene.service)
    with pytest.raises(NotPermittedError):
        list_entries(SHOP, 1, "", scene.service)
