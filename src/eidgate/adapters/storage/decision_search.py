"""Searching decisions: a stretch of one relying party's records, and those of it that pass.

There is no index for each filter: it would cost every decision a page of writing, for a rare question.
"""

from typing import Final

from eidgate.adapters.storage.engine import Session, Value
from eidgate.adapters.storage.rows import to_micros, words_to_text
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import DecisionFilter, RecordPage, StoredRecord

LOOKED_AT: Final = 5_000
"""Records of one stretch: some 20 MB of pages, tens of milliseconds; a rare match takes several calls."""

_STRETCH: Final = "SELECT {} FROM decision WHERE relying_party = ? AND cursor > ? ORDER BY cursor LIMIT ?"
_END: Final = f"SELECT count(*), max(cursor) FROM ({_STRETCH.format('cursor')}) AS d"  # noqa: S608 - our own words only
_FOUND: Final = f"SELECT cursor, record FROM ({_STRETCH.format('*')}) AS d WHERE "  # noqa: S608 - as above


def search(
    session: Session, relying_party: RelyingPartyId, only: DecisionFilter, *, after: int, limit: int
) -> RecordPage:
    """Return what passes of the stretch after a cursor; see `eidgate.ports.Ledger.search`."""
    stretch: tuple[Value, ...] = (relying_party, after, LOOKED_AT)
    [(looked_at, last)] = session.rows(_END, *stretch)
    asked = conditions(only)
    statement = f"{_FOUND}{' AND '.join(text for text, _ in asked)} ORDER BY cursor LIMIT ?"
    rows = session.rows(statement, *stretch, *[value for _, value in asked], limit + 1)
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
