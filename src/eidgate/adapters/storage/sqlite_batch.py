"""What a batch of decisions reads from SQLite and writes to it; the statements of the hot path.

Each is a search by full keys, several at a time (`sqlite_asking`).
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from eidgate.adapters.storage.alert_columns import ADD as ADD_ALERT
from eidgate.adapters.storage.cases import Case, earliest_since
from eidgate.adapters.storage.past import asked_of
from eidgate.adapters.storage.rows import binding_from_bytes
from eidgate.adapters.storage.sqlite_asking import keys_of, rows_of
from eidgate.adapters.storage.sqlite_past import append_past, read_past
from eidgate.adapters.storage.sqlite_recent import read_recent
from eidgate.adapters.storage.standing_columns import COLUMNS, OF_LISTS
from eidgate.adapters.storage.weighing import Appended, Known

REQUESTS: Final = "SELECT key, digest, record FROM asked CROSS JOIN decision ON request_key = key"
USED: Final = "SELECT key FROM asked CROSS JOIN one_use ON use_key = key"
BINDINGS: Final = (
    "SELECT key, (SELECT body FROM binding_version WHERE binding = b.name ORDER BY version DESC LIMIT 1)"
    " FROM asked CROSS JOIN binding AS b ON instrument = key"
    " AND cursor = (SELECT max(cursor) FROM binding WHERE instrument = key)"
)
STANDINGS: Final = (
    f"SELECT key, {COLUMNS} FROM asked CROSS JOIN standing ON identifier_key = key"  # noqa: S608 - our own words only
    f" UNION ALL SELECT key, {OF_LISTS} JOIN asked ON r.identifier_key = key"
)
LAST_CURSOR: Final = "SELECT coalesce(max(cursor), 0) FROM decision"
ADD_DECISION: Final = (
    "INSERT INTO decision (cursor, name, relying_party, method, request_id, request_key, digest, at, outcome,"
    " words, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_USE: Final = "INSERT INTO one_use (use_key, keep_until) VALUES (?, ?)"
ADD_ENTRY: Final = (
    "INSERT INTO entry (scope, cursor, transaction_group, amount, transaction_class, confirmed_as, at,"
    " device, decision, payee_key, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_RELIED: Final = "INSERT INTO decision_binding (binding, at, decision) VALUES (?, ?, ?)"


def read_known(connection: sqlite3.Connection, cases: Sequence[Case]) -> Known:
    """Read what is stored about a batch; the same account or instrument is asked for once."""
    known = Known(requests={}, used=set(), entries={}, devices={}, bindings={}, standings={})
    for key, digest, record in rows_of(connection, REQUESTS, keys_of({case.request_key for case in cases})):
        known.requests[key] = (digest, record)
    used = {key for case in cases for key in case.use_keys}
    known.used.update([key for (key,) in rows_of(connection, USED, keys_of(used))])
    instruments = {each for case in cases for each in case.instruments}
    for instrument, body in rows_of(connection, BINDINGS, keys_of(instruments)):
        known.bindings[instrument] = binding_from_bytes(body)
    identifiers = {each for case in cases for each in case.identifiers}
    for key, *standing in rows_of(connection, STANDINGS, keys_of(identifiers)):
        known.standings.setdefault(key, []).append(tuple(standing))
    asked = asked_of(cases)
    for scope, since in earliest_since(cases).items():
        read_recent(connection, scope, day=since, week=asked.payments[scope], known=known)
    read_past(connection, asked, known.past)
    return known


def append(connection: sqlite3.Connection, appended: Appended) -> None:
    """Write what a batch adds; cursors follow each other, as only one process writes at a time."""
    if not appended.decisions:
        return
    first = connection.execute(LAST_CURSOR).fetchone()[0] + 1
    connection.executemany(ADD_DECISION, [(first + i, *row) for i, row in enumerate(appended.decisions)])
    connection.executemany(ADD_USE, appended.uses)
    connection.executemany(
        ADD_ENTRY,
        [(each.scope, first + each.position, *each.row, *each.about) for each in appended.entries],
    )
    connection.executemany(ADD_RELIED, appended.relied)
    append_past(connection, appended.past)
    connection.executemany(ADD_ALERT, appended.alerts)
