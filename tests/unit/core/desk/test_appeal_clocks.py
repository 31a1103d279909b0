"""What is told of an appeal as its clocks run: nothing in time, each thing once, to who can act."""

from datetime import timedelta

import pytest

from builders.ledger import NOON
from builders.watchlist import BANK_ONE, MULE, NUMBER
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.appeal import file_appeal
from eidgate.core.desk.appeal_clocks import due_event, open_appeal
from eidgate.core.desk.entry import AppealState, Entry, EntryName
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listing import Actor, Word, report
from eidgate.core.shape import replace

LATE, END = NOON + timedelta(hours=12), NOON + timedelta(days=90)


def appealed(identifier: Identifier = MULE, *, filer: str = "999903") -> Entry:
    entry = report(EntryName("entries/e1"), identifier, Word(code=3), BANK_ONE, at=NOON)
    return file_appeal(entry, "rented out", Actor(institution=filer, actor=filer), at=NOON)


def test_an_entry_without_an_open_appeal_has_nothing_to_tell() -> None:
    entry = replace(appealed(), appeals=())
    assert open_appeal(entry) is None
    assert due_event(entry, at=END, told=False) is None


def test_the_review_is_overdue_from_its_instant_on_and_told_once() -> None:
    entry = appealed()
    assert due_event(entry, at=LATE - timedelta(microseconds=1), told=False) is None
    event = due_event(entry, at=LATE, told=False)
    assert event is not None
    assert (event.kind, event.event_id, event.about) == (
        AlertKind.REVIEW_OVERDUE,
        "e1a1overdue",
        "entries/e1",
    )
    assert due_event(entry, at=LATE, told=True) is None


def test_what_is_in_review_is_not_overdue_but_lapses() -> None:
    entry = appealed()
    seen = replace(entry, appeals=(replace(entry.appeals[0], state=AppealState.IN_REVIEW, reviewed_at=NOON),))
    assert due_event(seen, at=LATE, told=False) is None
    event = due_event(seen, at=END, told=True)
    assert event is not None
    assert (event.kind, event.concerned) == (AlertKind.APPEAL_LAPSED, ("999901", "999903"))


@pytest.mark.parametrize(("identifier", "keeper"), [(MULE, ("999902",)), (NUMBER, ())])
def test_a_keeper_is_told_to_review_where_the_identifier_says_who_it_is(
    identifier: Identifier, keeper: tuple[str, ...]
) -> None:
    event = due_event(appealed(identifier), at=LATE, told=False)
    assert event is not None
    assert event.concerned == keeper


def test_a_keeper_that_reported_it_is_not_asked_about_its_own_word() -> None:
    own = Identifier(kind=MULE.kind, value=f"{BANK_ONE.institution}:1")
    event = due_event(appealed(own), at=LATE, told=False)
    assert event is not None
    assert event.concerned == ()
