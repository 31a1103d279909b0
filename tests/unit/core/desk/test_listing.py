"""The steps of an entry: who may take which, what follows for its grade, and when it ends."""

from datetime import timedelta

import pytest

from builders.ledger import NOON
from builders.watchlist import BANK_ONE, BANK_TWO, MULE, OTHER_OFFICER, PERSON, POLICE, again
from eidgate.core.desk.ageing import LONGEST
from eidgate.core.desk.entry import Entry, EntryName, EntryState
from eidgate.core.desk.grading import grade_of, standing_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listing import Amendment, Word, amend, clear, corroborate, report
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import ConflictError, IllegalStateError, InvalidCommandError, NotPermittedError
from eidgate.core.terms import Instant

LATER = NOON + timedelta(days=1)


def begun(identifier: Identifier = MULE, until: Instant | None = None) -> Entry:
    word = Word(code=3, until=until)
    return report(EntryName("entries/e1"), identifier, word, BANK_ONE, at=NOON)


def joined(entry: Entry, *, code: int = 4) -> Entry:
    return corroborate(entry, Word(code=code), BANK_TWO, at=LATER)


def confirmed(entry: Entry) -> Entry:
    return amend(entry, Amendment(confirm=True), POLICE, etag=entry.etag, at=LATER)


def test_the_grade_follows_from_who_stands_behind_it() -> None:
    assert grade_of(begun()) is Grade.WARN
    assert grade_of(joined(begun())) is Grade.HIGH
    assert grade_of(confirmed(begun())) is Grade.BLOCK
    assert grade_of(again(begun(), suspected=True)) is Grade.HIGH


def test_an_end_is_mandatory_and_within_the_term_of_the_grade() -> None:
    assert begun().until == NOON + LONGEST[Grade.WARN]
    assert joined(begun()).until == LATER + LONGEST[Grade.HIGH]
    assert confirmed(begun()).until == LATER + LONGEST[Grade.BLOCK]
    for wrong in (NOON, NOON + LONGEST[Grade.WARN] + timedelta(microseconds=1)):
        with pytest.raises(InvalidCommandError):
            begun(until=wrong)


def test_another_word_renews_and_never_shortens() -> None:
    entry = begun()
    heard = corroborate(entry, Word(code=3, until=LATER + timedelta(days=1)), BANK_ONE, at=LATER)
    assert heard.until == entry.until
    assert heard.reporters == entry.reporters


def test_an_entry_stands_until_the_instant_of_its_end() -> None:
    entry = begun()
    assert entry.stands(entry.until - timedelta(microseconds=1))
    assert not entry.stands(entry.until)


def test_a_person_is_listed_on_the_word_of_two() -> None:
    assert standing_of(begun(PERSON)) is None
    assert joined(begun(PERSON)).state is EntryState.ACTIVE
    assert confirmed(begun(PERSON)).state is EntryState.ACTIVE


def test_what_was_confirmed_keeps_its_code() -> None:
    assert joined(confirmed(begun())).code == 3
    assert joined(begun()).code == 4


def test_only_its_reporters_and_authorities_change_what_an_entry_says() -> None:
    entry = begun()
    with pytest.raises(NotPermittedError):
        amend(entry, Amendment(note="x"), BANK_TWO, etag="v1", at=LATER)
    for by in (BANK_ONE, POLICE):
        assert amend(entry, Amendment(note="x"), by, etag="v1", at=LATER).note == "x"


def test_a_reporter_neither_confirms_nor_clears_and_another_bank_does_both() -> None:
    entry = begun()
    with pytest.raises(NotPermittedError):
        amend(entry, Amendment(confirm=True), BANK_ONE, etag="v1", at=LATER)
    with pytest.raises(NotPermittedError):
        clear(entry, BANK_ONE, note="n", etag="v1", at=LATER)
    assert grade_of(amend(entry, Amendment(confirm=True), BANK_TWO, etag="v1", at=LATER)) is Grade.BLOCK
    assert clear(entry, BANK_TWO, note="n", etag="v1", at=LATER).state is EntryState.CLEARED


def test_a_confirmed_entry_is_cleared_by_an_authority_and_another_officer() -> None:
    entry = confirmed(begun())
    for by in (BANK_TWO, POLICE):
        with pytest.raises(NotPermittedError):
            clear(entry, by, note="n", etag=entry.etag, at=LATER)
    cleared = clear(entry, OTHER_OFFICER, note="n", etag=entry.etag, at=LATER)
    assert (cleared.code, cleared.note, cleared.etag, standing_of(cleared)) == (0, "n", "v3", None)


def test_a_step_names_the_version_it_saw_and_nothing_follows_a_clearing() -> None:
    entry = joined(begun())
    with pytest.raises(ConflictError):
        amend(entry, Amendment(note="x"), BANK_ONE, etag="v1", at=LATER)
    cleared = clear(entry, POLICE, note="n", etag="v2", at=LATER)
    with pytest.raises(IllegalStateError):
        clear(cleared, POLICE, note="n", etag="v3", at=LATER)
    with pytest.raises(IllegalStateError):
        amend(confirmed(entry), Amendment(confirm=True), POLICE, etag="v3", at=LATER)


def test_only_an_authority_that_confirmed_or_reported_is_one_of_the_authorities() -> None:
    by_bank = amend(begun(), Amendment(confirm=True), BANK_TWO, etag="v1", at=LATER)
    assert (by_bank.confirmed_by, by_bank.authorities) == (BANK_TWO.institution, frozenset())
    assert confirmed(begun()).authorities == {POLICE.institution}
    reported = report(EntryName("entries/e2"), MULE, Word(code=3), POLICE, at=NOON)
    assert reported.authorities == {POLICE.institution}


def test_what_an_amendment_does_not_speak_of_stays() -> None:
    word = Word(code=3, evidence="file 7", note="seen", until=NOON + timedelta(days=9))
    made = report(EntryName("entries/e1"), MULE, word, BANK_ONE, at=NOON)
    amended = amend(made, Amendment(code=5), BANK_ONE, etag="v1", at=LATER)
    assert (amended.code, amended.evidence, amended.note) == (5, "file 7", "seen")
    assert amended.until == made.until
    ending = amend(made, Amendment(until=NOON + timedelta(days=3)), BANK_ONE, etag="v1", at=LATER)
    assert (ending.code, ending.until) == (3, NOON + timedelta(days=3))


def test_an_entry_stands_as_long_as_its_grade_may_and_not_an_instant_longer() -> None:
    latest, instant = NOON + LONGEST[Grade.WARN], timedelta(microseconds=1)
    assert begun(until=latest).until == latest
    for beyond in (latest + instant, NOON):
        with pytest.raises(InvalidCommandError):
            begun(until=beyond)
    assert begun(until=NOON + instant).until == NOON + instant
