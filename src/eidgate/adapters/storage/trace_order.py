"""Traces in the order in which they were asked for: whom each concerns, pages of them, and their ends."""

from collections.abc import Callable
from typing import Final

import msgspec

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import lock_key, request_key, to_instant, to_micros
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.errors import NotFoundError, RequestIdReusedError
from eidgate.core.terms import Instant
from eidgate.ports import RequestClaim, TraceQuery, TracesSeen

_ENDED: Final = -1
"""The window's end of a trace that was ended: no transfer is so early, so that none marks it as due."""

_encoder: Final = msgspec.json.Encoder(order="sorted")
_decoder: Final = msgspec.json.Decoder(RunningTrace)

_PARTY: Final = (
    "INSERT INTO trace_party (party, cursor) SELECT ?, cursor FROM trace_order WHERE trace = ?"
    " ON CONFLICT DO NOTHING"
)
_PAGE: Final = (
    "SELECT o.cursor, t.body FROM trace_order o JOIN trace t ON t.name = o.trace"
    " WHERE o.cursor > ? AND t.until >= ?{of} ORDER BY o.cursor LIMIT ?"
)
_OF: Final = " AND o.cursor IN (SELECT cursor FROM trace_party WHERE party = ? AND cursor > ?)"
_SEEN: Final = (
    "SELECT (SELECT count(*) FROM trace WHERE until >= ?), (SELECT count(*) FROM trace WHERE due > 0),"
    " (SELECT min(updated_at) FROM trace WHERE due > 0)"
)
_LAST: Final = "UPDATE trace SET version = ?, updated_at = ?, body = ?, until = ?, due = 0 WHERE name = ?"


def read_trace(body: bytes) -> RunningTrace:
    """Return the trace written as these bytes."""
    return _decoder.decode(body)


def write_trace(trace: RunningTrace) -> bytes:
    """Return a trace as JSON; names, not positions, so that what is written today stays readable."""
    return _encoder.encode(trace)


def put_in_order(session: Session, trace: RunningTrace) -> None:
    """Give a new trace its place; under the lock that all traces take."""
    session.write("INSERT INTO trace_order (trace) VALUES (?)", trace.name)
    session.write(_PARTY, trace.institution or f"rp:{trace.asked_by}", trace.name)


def note_parties(session: Session, trace: RunningTrace) -> None:
    """Note the institutions whose accounts it reached."""
    for party in sorted({keeper_of(one.account) for one in trace.found.reached} - {""}):
        session.write(_PARTY, party, trace.name)


def page(session: Session, query: TraceQuery, after: int, limit: int) -> list[tuple[int, RunningTrace]]:
    """Return (cursor, trace) in order; see the port."""
    since = _ENDED if query.running_at is None else to_micros(query.running_at)
    of, values = (_OF, (query.party, after)) if query.party else ("", ())
    found = session.rows(_PAGE.format(of=of), after, since, *values, limit)
    return [(cursor, read_trace(body)) for cursor, body in found]


def seen(session: Session, at: Instant) -> TracesSeen:
    """Return how the traces fare; see the port."""
    [(running, due, waiting)] = session.rows(_SEEN, to_micros(at))
    return TracesSeen(running, due, None if waiting is None else to_instant(waiting))


def end(
    session: Session, request: RequestClaim, name: TraceName, step: Callable[[RunningTrace], RunningTrace]
) -> RunningTrace:
    """Replace a trace by its last version; see the port."""
    key = request_key(request)
    session.lock(key, lock_key(f"trace:{name}"))
    before = _newest(session, name)
    made = session.rows("SELECT digest FROM trace_end WHERE request_key = ?", key)
    if made:
        if made[0][0] != request.digest:
            raise RequestIdReusedError("the request id was used for another request")
        return before
    after = step(before)
    session.write(
        "INSERT INTO trace_end (request_key, digest, trace) VALUES (?, ?, ?)", key, request.digest, name
    )
    session.write(_LAST, after.version, to_micros(after.updated_at), write_trace(after), _ENDED, name)
    return after


def _newest(session: Session, name: TraceName) -> RunningTrace:
    rows = session.rows("SELECT body FROM trace WHERE name = ?", name)
    if not rows:
        raise NotFoundError("no such trace")
    return read_trace(rows[0][0])
