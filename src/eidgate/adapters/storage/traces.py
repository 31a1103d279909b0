"""The trace store port: each trace as one row, replaced by its next version together with its alerts."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.case_links import link_trace
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import insert
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import lock_key, request_key, to_micros
from eidgate.adapters.storage.same_money import note_trace
from eidgate.adapters.storage.trace_order import (
    end,
    note_parties,
    page,
    put_in_order,
    read_trace,
    seen,
    write_trace,
)
from eidgate.adapters.storage.transfers import TRACES_LOCK
from eidgate.core.desk.routing import Event
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.terms import Instant
from eidgate.ports import Due, RequestClaim, TraceQuery, TracesSeen

_BY_REQUEST: Final = "SELECT digest, body FROM trace WHERE request_key = ?"
_ADD: Final = (
    "INSERT INTO trace (name, version, until, due, updated_at, body, request_key, digest)"
    " VALUES (?, ?, ?, 1, ?, ?, ?, ?)"
)
_REPLACE: Final = (
    "UPDATE trace SET version = ?, updated_at = ?, body = ?, due = due - ? WHERE name = ? AND version = ?"
)
_SETTLE: Final = "UPDATE trace SET due = due - ? WHERE name = ? AND version = ? AND due >= ?"


class StoredTraces:
    """Implements `eidgate.ports.TraceStore`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def earlier(self, request: RequestClaim) -> RunningTrace | None:
        """Return the trace that this request added, or None."""
        return _made_by(
            request, self._access.read(lambda session: session.rows(_BY_REQUEST, request_key(request)))
        )

    def add(self, request: RequestClaim, trace: RunningTrace, events: Sequence[Event]) -> RunningTrace:
        """Add a trace; see the port."""
        return self._access.change(lambda session: _add(session, request, trace, events))

    def get(self, name: TraceName) -> RunningTrace | None:
        """Return a trace, or None."""
        rows = self._access.read(lambda session: session.rows("SELECT body FROM trace WHERE name = ?", name))
        return read_trace(rows[0][0]) if rows else None

    def due(self, *, limit: int, name: TraceName | None = None) -> list[Due]:
        """Return traces that must go on; see the port."""
        only, values = ("AND name = ?", (name,)) if name is not None else ("", ())
        statement = f"SELECT body, due FROM trace WHERE due > 0 {only} ORDER BY updated_at LIMIT ?"  # noqa: S608 - our own words only
        rows = self._access.read(lambda session: session.rows(statement, *values, limit))
        return [Due(trace=read_trace(body), mark=mark) for body, mark in rows]

    def advance(self, due: Due, advanced: RunningTrace, events: Sequence[Event]) -> bool:
        """Replace a trace by its next version; see the port."""
        return self._access.change(lambda session: _advance(session, due, advanced, events))

    def end(
        self, request: RequestClaim, name: TraceName, step: Callable[[RunningTrace], RunningTrace]
    ) -> RunningTrace:
        """Replace a trace by its last version; see the port."""
        return self._access.change(lambda session: end(session, request, name, step))

    def page(self, query: TraceQuery, *, after: int, limit: int) -> list[tuple[int, RunningTrace]]:
        """Return (cursor, trace) in the order of asking; see the port."""
        return self._access.read(lambda session: page(session, query, after, limit))

    def seen(self, at: Instant) -> TracesSeen:
        """Return how the traces fare; see the port."""
        return self._access.read(lambda session: seen(session, at))

    def settle(self, due: Due) -> None:
        """Say that nothing changed; see the port."""
        trace, mark = due
        self._access.change(lambda session: session.write(_SETTLE, mark, trace.name, trace.version, mark))


def _add(
    session: Session, request: RequestClaim, trace: RunningTrace, events: Sequence[Event]
) -> RunningTrace:
    key = request_key(request)
    session.lock(key, TRACES_LOCK)
    made = _made_by(request, session.rows(_BY_REQUEST, key))
    if made is not None:
        return made
    until = trace.bounds.until
    session.write(
        _ADD,
        trace.name,
        trace.version,
        _LATEST if until is None else until,
        to_micros(trace.updated_at),
        write_trace(trace),
        key,
        request.digest,
    )
    put_in_order(session, trace)
    _name_accounts(session, trace)
    link_trace(session, trace)
    note_trace(session, trace)
    emit(session, *events)
    return trace


def _advance(session: Session, due: Due, advanced: RunningTrace, events: Sequence[Event]) -> bool:
    session.lock(lock_key(f"trace:{advanced.name}"), TRACES_LOCK)
    replaced = session.write(
        _REPLACE,
        advanced.version,
        to_micros(advanced.updated_at),
        write_trace(advanced),
        due.mark,
        advanced.name,
        due.trace.version,
    )
    if replaced:
        _name_accounts(session, advanced)
        emit(session, *events)
    return bool(replaced)


def _name_accounts(session: Session, trace: RunningTrace) -> None:
    rows = [(one.account, trace.name) for one in trace.found.reached]
    insert(session, "INSERT INTO trace_account (account, trace)", rows, end="ON CONFLICT DO NOTHING")
    note_parties(session, trace)


def _made_by(request: RequestClaim, rows: Sequence[tuple[Any, ...]]) -> RunningTrace | None:
    return answered_before(request, rows, read_trace)


_LATEST: Final = 2**63 - 1
