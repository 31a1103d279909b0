"""What a batch of decisions asks PostgreSQL and writes to it: two round trips in pipeline mode.

First trip: BEGIN, locks, questions. Second trip, after weighing: cursor locks, rows, COMMIT. Each statement
takes the whole batch as arrays; under READ COMMITTED each also sees everything committed before it began,
hence all that the former holders of our locks wrote. Locks are advisory, held to the end of the transaction,
and taken in ascending order of their keys by everyone, so that no two transactions wait for each other.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from psycopg import Connection

from eidgate.adapters.storage.alert_columns import CURSOR_LOCK
from eidgate.adapters.storage.cases import Case, earliest_since
from eidgate.adapters.storage.past import asked_of
from eidgate.adapters.storage.postgres_asking import ask, columns
from eidgate.adapters.storage.postgres_past import append_past, ask_past
from eidgate.adapters.storage.rows import binding_from_bytes, lock_key, to_earlier
from eidgate.adapters.storage.standing_columns import COLUMNS, OF_LISTS
from eidgate.adapters.storage.weighing import Appended, Known

LOCK: Final = "SELECT pg_advisory_xact_lock(k) FROM unnest(%s::bigint[]) AS k"
REQUESTS: Final = "SELECT request_key, digest, record FROM decision WHERE request_key = ANY(%s::bytea[])"
USED: Final = "SELECT use_key FROM one_use WHERE use_key = ANY(%s::bytea[])"
ENTRIES: Final = (
    "SELECT e.scope, transaction_group, amount, transaction_class, confirmed_as, at"
    " FROM unnest(%s::text[], %s::bigint[]) AS s (scope, since)"
    " JOIN entry AS e ON e.scope = s.scope AND e.at >= s.since AND e.transaction_group <> ''"
    " WHERE NOT EXISTS (SELECT 1 FROM outcome_report AS o"
    " WHERE o.decision = e.decision AND o.kind = 'cancelled')"
    " ORDER BY e.cursor"
)
DEVICES: Final = (
    "SELECT s.scope, e.at, e.device FROM unnest(%s::text[]) AS s (scope) CROSS JOIN LATERAL"
    " (SELECT at, device FROM entry WHERE entry.scope = s.scope AND device <> ''"
    " ORDER BY at DESC, cursor DESC LIMIT 1) AS e"
)
BINDINGS: Final = (
    "SELECT i.instrument, v.body FROM unnest(%s::text[]) AS i (instrument) CROSS JOIN LATERAL"
    " (SELECT name FROM binding WHERE binding.instrument = i.instrument ORDER BY cursor DESC LIMIT 1) AS b"
    " CROSS JOIN LATERAL"
    " (SELECT body FROM binding_version WHERE binding = b.name ORDER BY version DESC LIMIT 1) AS v"
)
STANDINGS: Final = (
    f"SELECT identifier_key, {COLUMNS} FROM standing WHERE identifier_key = ANY(%s::bytea[])"  # noqa: S608 - our own words only
    f" UNION ALL SELECT r.identifier_key, {OF_LISTS} WHERE r.identifier_key = ANY(%s::bytea[])"
)
ADD_DECISIONS: Final = (
    "INSERT INTO decision"
    " (name, relying_party, method, request_id, request_key, digest, at, outcome, words, record)"
    " SELECT name, relying_party, method, request_id, request_key, digest, at, outcome, words, record"
    " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::bytea[], %s::bytea[], %s::bigint[],"
    " %s::text[], %s::text[], %s::bytea[]) WITH ORDINALITY AS d (name, relying_party, method, request_id,"
    " request_key, digest, at, outcome, words, record, position) ORDER BY position"
)
ADD_USES: Final = "INSERT INTO one_use (use_key, keep_until) SELECT * FROM unnest(%s::bytea[], %s::bigint[])"
ADD_ENTRIES: Final = (
    "INSERT INTO entry"
    " (scope, transaction_group, amount, transaction_class, confirmed_as, at, device, decision, payee_key,"
    " place)"
    " SELECT scope, transaction_group, amount, transaction_class, confirmed_as, at, device, decision,"
    " payee_key, place"
    " FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[],"
    " %s::text[], %s::bytea[], %s::text[]) WITH ORDINALITY AS e (scope, transaction_group, amount,"
    " transaction_class, confirmed_as, at, device, decision, payee_key, place, position) ORDER BY position"
)
ADD_RELIED: Final = (
    "INSERT INTO decision_binding (binding, at, decision)"
    " SELECT * FROM unnest(%s::text[], %s::bigint[], %s::text[])"
)
ADD_ALERTS: Final = (
    "INSERT INTO alert (name, address, kind, at, body) SELECT name, address, kind, at, body"
    " FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::bytea[]) WITH ORDINALITY"
    " AS a (name, address, kind, at, body, position) ORDER BY position"
)


def lock_numbers(keys: Iterable[bytes]) -> list[int]:
    """Return advisory lock numbers in the one order in which everybody takes them."""
    return sorted({int.from_bytes(key[:8], "big", signed=True) for key in keys})


def read_known(connection: Connection[Any], cases: Sequence[Case], *, locked: bool) -> Known:
    """Lock what the batch is about, unless only looking, and read what is stored about it."""
    since = earliest_since(cases)
    if locked:
        ask(connection, LOCK, lock_numbers(_lock_keys(cases, since)))
    requests = ask(connection, REQUESTS, [case.request_key for case in cases])
    used = ask(connection, USED, [key for case in cases for key in case.use_keys])
    entries = ask(connection, ENTRIES, list(since), list(since.values()))
    devices = ask(connection, DEVICES, list(since))
    bindings = ask(connection, BINDINGS, list({each for case in cases for each in case.instruments}))
    identifiers = list({each for case in cases for each in case.identifiers})
    standings = ask(connection, STANDINGS, identifiers, identifiers)
    past = ask_past(connection, asked_of(cases))
    known = Known(
        requests={key: (digest, record) for key, digest, record in requests.fetchall()},
        used={key for (key,) in used.fetchall()},
        entries={},
        devices={scope: (at, device) for scope, at, device in devices.fetchall()},
        bindings={instrument: binding_from_bytes(body) for instrument, body in bindings.fetchall()},
        standings={},
    )
    for scope, *row in entries.fetchall():
        known.entries.setdefault(scope, []).append(to_earlier(tuple(row)))
    for key, *row in standings.fetchall():
        known.standings.setdefault(key, []).append(tuple(row))
    past.read_into(known.past)
    return known


def _lock_keys(cases: Sequence[Case], scopes: Iterable[str]) -> set[bytes]:
    """Requests, one-use claims and accounts: two processes may meet on any of them."""
    keys = {case.request_key for case in cases}
    keys.update(key for case in cases for key in case.use_keys)
    keys.update(lock_key(f"scope:{scope}") for scope in scopes)
    return keys


def append(connection: Connection[Any], appended: Appended) -> None:
    """Send what a batch adds.

    The relying parties' cursor locks come last of all locks: their cursors become visible in order, so that
    `page` never skips a record. They go out together with the COMMIT: a stalled process cannot hold them.
    The outbox's lock comes after them, and only where something is to be told.
    """
    if not appended.decisions:
        return
    parties = {row[1] for row in appended.decisions}
    ask(connection, LOCK, lock_numbers(lock_key(f"cursor:decision:{party}") for party in parties))
    ask(connection, ADD_DECISIONS, *columns(appended.decisions))
    if appended.uses:
        ask(connection, ADD_USES, *columns(appended.uses))
    if appended.entries:
        rows = [(each.scope, *each.row, *each.about) for each in appended.entries]
        ask(connection, ADD_ENTRIES, *columns(rows))
    if appended.relied:
        ask(connection, ADD_RELIED, *columns(appended.relied))
    append_past(connection, appended.past)
    if appended.alerts:
        ask(connection, LOCK, lock_numbers([CURSOR_LOCK]))
        ask(connection, ADD_ALERTS, *columns(appended.alerts))
