"""Forgetting what only old cursors would need: changes, deltas, and rows that their list took back."""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.watch_feed import CURSOR_LOCK

FORGOTTEN_AT_ONCE: Final = 1_000
"""Rows dropped per transaction: some milliseconds, so that no decision waits long for it."""

OLDEST: Final = "SELECT cursor, list, generation FROM watch_change WHERE at < ? ORDER BY cursor LIMIT 1"
DROP_DELTA: Final = (
    "DELETE FROM watch_delta WHERE list = ? AND generation = ? AND identifier_key IN"
    " (SELECT identifier_key FROM watch_delta WHERE list = ? AND generation = ? LIMIT ?)"
)
GONE: Final = (
    "SELECT d.identifier_key FROM watch_delta AS d JOIN watch_row AS r"
    " ON r.identifier_key = d.identifier_key AND r.list = d.list AND r.removed_in <= d.generation"
    " WHERE d.list = ? AND d.generation = ? LIMIT ?"
)
DROP_ROW: Final = "DELETE FROM watch_row WHERE identifier_key = ? AND list = ? AND removed_in <= ?"


def forget_some(session: Session, before: int) -> int:
    """Drop a bounded number of what belongs to the oldest change before an instant; return how many."""
    rows = session.rows(OLDEST, before)
    if not rows:
        return 0
    cursor, list_id, generation = rows[0]
    gone = session.rows(GONE, list_id, generation, FORGOTTEN_AT_ONCE) if list_id else []
    for (key,) in gone:
        session.write(DROP_ROW, key, list_id, generation)
    if gone:
        return len(gone)
    dropped = session.write(DROP_DELTA, list_id, generation, list_id, generation, FORGOTTEN_AT_ONCE)
    if dropped:
        return dropped
    session.lock(CURSOR_LOCK)
    session.write("UPDATE watch_state SET earliest = ? WHERE id = 1 AND earliest < ?", cursor, cursor)
    return session.write("DELETE FROM watch_change WHERE cursor = ?", cursor)
