"""Every word about an identifier, for the counters, and how each source's listings fared."""

from collections.abc import Iterable
from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import identifier_key, to_instant, to_micros
from eidgate.core.desk.counters import SPANS, Said, SourceRecord, Window, Word
from eidgate.core.desk.entry import Entry, EntryState
from eidgate.core.desk.identifier import Identifier
from eidgate.core.terms import Instant

MOST_WORDS: Final = 1_000
"""Words read for one identifier's counters, the newest first: one that was reported a thousand times within
half a year is known well enough, and no look-up may cost more because somebody reported much."""

ADD: Final = (
    "INSERT INTO watch_word (identifier_key, at, cursor, institution, word)"
    " SELECT ?, ?, coalesce(max(cursor), 0) + 1, ?, ? FROM watch_word WHERE identifier_key = ? AND at = ?"
)
READ: Final = (
    "SELECT institution, word, at FROM watch_word WHERE identifier_key = ? AND at >= ?"
    " ORDER BY at DESC, cursor DESC LIMIT ?"
)
COUNT: Final = (
    "INSERT INTO watch_source (source, reported, confirmed, cleared) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (source) DO UPDATE SET reported = watch_source.reported + excluded.reported,"
    " confirmed = watch_source.confirmed + excluded.confirmed,"
    " cleared = watch_source.cleared + excluded.cleared"
)


def add_words(session: Session, before: Entry | None, after: Entry, *, reported: bool, at: Instant) -> None:
    """Note what a step says about the identifier, and about those on whose word it was listed."""
    if reported:
        new = after.institutions - (before.institutions if before else frozenset())
        _say(session, after, sorted(new) or [after.reporters[-1].institution], Word.REPORTED, at)
    if after.confirmed_by and not (before and before.confirmed_by):
        _say(session, after, sorted(after.institutions), Word.CONFIRMED, at)
    if after.state is EntryState.CLEARED:
        _say(session, after, sorted(after.institutions), Word.CLEARED, at)


def _say(session: Session, entry: Entry, institutions: Iterable[str], word: Word, at: Instant) -> None:
    key, micros = identifier_key(entry.identifier), to_micros(at)
    for institution in institutions:
        session.write(ADD, key, micros, institution, word.value, key, micros)
        tally = [int(word is each) for each in (Word.REPORTED, Word.CONFIRMED, Word.CLEARED)]
        session.write(COUNT, institution, *tally)


def words_of(session: Session, identifier: Identifier, *, at: Instant) -> list[Said]:
    """Return what was said about an identifier within the longest window, the newest first."""
    since = to_micros(at - SPANS[Window.HALF_YEAR])
    rows = session.rows(READ, identifier_key(identifier), since, MOST_WORDS)
    return [Said(institution=who, word=Word(word), at=to_instant(when)) for who, word, when in rows]


def record_of(session: Session, source: str) -> SourceRecord | None:
    """Return how a source's listings fared."""
    rows = session.rows("SELECT reported, confirmed, cleared FROM watch_source WHERE source = ?", source)
    if not rows:
        return None
    reported, confirmed, cleared = rows[0]
    return SourceRecord(source=source, reported=reported, confirmed=confirmed, cleared=cleared)
