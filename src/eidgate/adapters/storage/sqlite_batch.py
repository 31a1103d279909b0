"""What a batch of decisions reads from SQLite and writes to it; the statements of the hot path.

Each is a search by a full key. One statement per question and unit is cheapest here: there is no round trip
to save, and Python's statement cache keeps them prepared.
"""

import sqlite3
from collections.abc import Sequence
from typing import Final

from eidgate.adapters.storage.alert_columns import ADD as ADD_ALERT
from eidgate.adapters.storage.cases import Case, earliest_since
from eidgate.adapters.storage.past import asked_of
from eidgate.adapters.storage.rows import binding_from_bytes, to_earlier
from eidgate.adapters.storage.sqlite_past import append_past, read_past
from eidgate.adapters.storage.standing_columns import COLUMNS, OF_LISTS
from eidgate.adapters.storage.weighing import Appended, Known
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.regulation.terms import Earlier

REQUEST: Final = "SELECT digest, record FROM decision WHERE request_key = ?"
USED: Final = "SELECT 1 FROM one_use WHERE use_key = ?"
ENTRIES: Final = (
    "SELECT transaction_group, amount, transaction_class, confirmed_as, at"
    " FROM entry AS e WHERE scope = ? AND at >= ? AND transaction_group <> ''"
    " AND NOT EXISTS (SELECT 1 FROM outcome_report WHERE decision = e.decision AND kind = 'cancelled')"
    " ORDER BY cursor"
)
DEVICE: Final = (
    "SELECT at, device FROM entry WHERE scope = ? AND device <> '' ORDER BY at DESC, cursor DESC LIMIT 1"
)
BINDING: Final = (
    "SELECT (SELECT body FROM binding_version WHERE binding = b.name ORDER BY version DESC LIMIT 1)"
    " FROM binding AS b WHERE instrument = ? ORDER BY cursor DESC LIMIT 1"
)
STANDINGS: Final = (
    f"SELECT {COLUMNS} FROM standing WHERE identifier_key = ?1"  # noqa: S608 - our own words only
    f" UNION ALL SELECT {OF_LISTS} WHERE r.identifier_key = ?1"
)
LAST_CURSOR: Final = "SELECT coalesce(max(cursor), 0) FROM decision"
ADD_DECISION: Final = (
    "INSERT INTO decision (cursor, name, relying_party, method, request_id, request_key, digest, at, outcome,"
    " words, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_USE: Final = "INSERT INTO one_use (use_key, keep_until) VALUES (?, ?)"
ADD_ENTRY: Final = (
    "INSERT INTO entry (scope, cursor, transaction_group, amount, transaction_class, confirmed_as, at,"
    " device, decision, payee_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_RELIED: Final = "INSERT INTO decision_binding (binding, at, decision) VALUES (?, ?, ?)"


def read_known(connection: sqlite3.Connection, cases: Sequence[Case]) -> Known:
    """Read what is stored about a batch; the same account or instrument is asked for once."""
    known = Known(requests={}, used=set(), entries={}, devices={}, bindings={}, standings={})
    for case in cases:
        _read_claims(connection, case, known)
    for scope, since in earliest_since(cases).items():
        known.entries[scope] = _entries(connection, scope, since)
        device = connection.execute(DEVICE, (scope,)).fetchone()
        if device is not None:
            known.devices[scope] = device
    for instrument in {each for case in cases for each in case.instruments}:
        binding = _binding(connection, instrument)
        if binding is not None:
            known.bindings[instrument] = binding
    for key in {each for case in cases for each in case.identifiers}:
        rows = connection.execute(STANDINGS, (key,)).fetchall()
        if rows:
            known.standings[key] = rows
    read_past(connection, asked_of(cases), known.past)
    return known


def _read_claims(connection: sqlite3.Connection, case: Case, known: Known) -> None:
    request = connection.execute(REQUEST, (case.request_key,)).fetchone()
    if request is not None:
        known.requests[case.request_key] = request
    for key in case.use_keys:
        if connection.execute(USED, (key,)).fetchone() is not None:
            known.used.add(key)


def _entries(connection: sqlite3.Connection, scope: str, since: int) -> list[Earlier]:
    return [to_earlier(row) for row in connection.execute(ENTRIES, (scope, since))]


def _binding(connection: sqlite3.Connection, instrument: str) -> Binding | None:
    row = connection.execute(BINDING, (instrument,)).fetchone()
    return None if row is None else binding_from_bytes(row[0])


def append(connection: sqlite3.Connection, appended: Appended) -> None:
    """Write what a batch adds; cursors follow each other, as only one process writes at a time."""
    if not appended.decisions:
        return
    first = connection.execute(LAST_CURSOR).fetchone()[0] + 1
    connection.executemany(ADD_DECISION, [(first + i, *row) for i, row in enumerate(appended.decisions)])
    connection.executemany(ADD_USE, appended.uses)
    connection.executemany(
        ADD_ENTRY,
        [
            (each.scope, first + each.position, *each.row, each.device, each.decision, each.payee_key)
            for each in appended.entries
        ],
    )
    connection.executemany(ADD_RELIED, appended.relied)
    append_past(connection, appended.past)
    connection.executemany(ADD_ALERT, appended.alerts)
