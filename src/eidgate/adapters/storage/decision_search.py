"""Searching decisions: a stretch of one relying party's records or of all, and those of it that pass.

There is no index for each filter: it would cost every decision a page of writing, for a rare question.
"""

from typing import Final

from eidgate.adapters.storage.engine import Session, Value
from eidgate.adapters.storage.rows import to_micros, words_to_text
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import DecisionFilter, RecordPage, StoredRecord

LOOKED_AT: Final = 5_000
"""Records of one stretch: some 20 MB of pages, tens of milliseconds; a rare match takes several calls."""


def of_whom(relying_party: RelyingPartyId | None) -> tuple[str, tuple[str, ...]]:
    """Return the beginning of a condition, and its value: one relying party's decisions, or everybody's."""
    return ("", ()) if relying_party is None else ("relying_party = ? AND ", (relying_party,))


def stretch(
    columns: str, relying_party: RelyingPartyId | None, *, after: int, limit: int
) -> tuple[str, *tuple[str | int, ...]]:
    """Return a statement with its values: decisions after a cursor, oldest first."""
    whose, of = of_whom(relying_party)
    values: tuple[str | int, ...] = (*of, after, limit)
    statement = f"SELECT {columns} FROM decision WHERE {whose}cursor > ? ORDER BY cursor LIMIT ?"  # noqa: S608 - our own words only
    return (statement, *values)


def search(
    session: Session, relying_party: RelyingPartyId | None, only: DecisionFilter, *, after: int, limit: int
) -> RecordPage:
    """Return what passes of the stretch after a cursor; see `eidgate.ports.Ledger.search`."""
    cursors, *of = stretch("cursor", relying_party, after=after, limit=LOOKED_AT)
    [(looked_at, last)] = session.rows(f"SELECT count(*), max(cursor) FROM ({cursors}) AS d", *of)  # noqa: S608 - as above
    asked = conditions(only)
    everything, *_ = stretch("*", relying_party, after=after, limit=LOOKED_AT)
    passing = " AND ".join(text for text, _ in asked)
    statement = f"SELECT cursor, record FROM ({everything}) AS d WHERE {passing} ORDER BY cursor LIMIT ?"  # noqa: S608 - as above
    rows = session.rows(statement, *of, *[value for _, value in asked], limit + 1)
    found = [StoredRecord(record=record, cursor=cursor) for cursor, record in rows[:limit]]
    if len(rows) > limit:
        return RecordPage(records=found, next_after=found[-1].cursor)
    return RecordPage(records=found, next_after=last if looked_at == LOOKED_AT else None)


def conditions(only: DecisionFilter) -> list[tuple[str, Value]]:
    """Return conditions with their values; there is always one."""
    found: list[tuple[str, Value]] = [("cursor > ?", 0)]
    if only.since is not None:
        found.append(("at >= ?", to_micros(only.since)))
    if only.until is not None:
        found.append(("at < ?", to_micros(only.until)))
    if only.outcome:
        found.append(("outcome = ?", only.outcome))
    found.extend(("words LIKE ? ESCAPE '!'", _pattern(*word)) for word in only.words.items())
    return found


def _pattern(name: str, value: str) -> str:
    """Return what matches an index that holds this word."""
    word = words_to_text({name: value})[1:-1]
    return f"%{word.replace('!', '!!').replace('_', '!_').replace('%', '!%')}%"
