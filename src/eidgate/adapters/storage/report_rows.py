"""What filing and changing a report means, inside one transaction of any engine.

Every version goes the same way (`_append`): the record, the case's standings that decisions see, the alerts
to who can act. A standing is the case's: it is there as long as an open report of it names the indicator.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.report_standings import project
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import identifier_key, lock_key, request_key, to_micros
from eidgate.adapters.storage.same_money import note_report
from eidgate.adapters.storage.steps import stepped
from eidgate.core.desk.report import Report, ReportName, same_matter
from eidgate.core.desk.report_events import closed_events, filed_events
from eidgate.core.errors import NotFoundError
from eidgate.core.transparency.canonical import canonical, reader
from eidgate.ports import RequestClaim

CURSOR_LOCK: Final = lock_key("cursor:report")
"""Taken after the others and before the outbox's: cursors become visible in order, and no page skips one."""

COMPARED: Final = 100
"""Open reports of one victim that a new one is compared with, the newest first: nobody has as many."""

MADE_BY_REQUEST: Final = "SELECT digest, body FROM report_version WHERE request_key = ?"
NEWEST: Final = "SELECT body FROM report_version WHERE report = ? ORDER BY version DESC LIMIT 1"
_OF_VICTIM: Final = (
    "SELECT v.body FROM report r JOIN open_report o ON o.name = r.name"
    " JOIN report_version v ON v.report = r.name"
    " AND v.version = (SELECT max(version) FROM report_version WHERE report = r.name)"
    " WHERE r.victim_key = ? ORDER BY r.cursor DESC LIMIT ?"
)

read_report: Final[Callable[[bytes], Report]] = reader(Report)


def file(session: Session, request: RequestClaim, report: Report) -> Report:
    """Add a report, or return the one that this request added before.

    Raises:
        RequestIdReusedError: see `eidgate.ports.ReportStore.file`.
    """
    victim = identifier_key(report.victim) if report.victim else b""
    turns = [lock_key(f"victim:{report.victim.key}")] if report.victim else []
    session.lock(request_key(request), *turns)
    made = made_by(request, session.rows(MADE_BY_REQUEST, request_key(request)))
    if made is not None:
        return made
    linked = _linked(session, report, victim)
    session.lock(lock_key(f"case:{linked.case}"), CURSOR_LOCK)
    session.write(
        "INSERT INTO report (name, case_name, victim_key, filer, handler, filed_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        linked.name,
        linked.case,
        victim,
        linked.filer,
        linked.handler,
        to_micros(linked.filed_at),
    )
    return _append(session, request, linked)


def change(
    session: Session, request: RequestClaim, name: ReportName, step: Callable[[Report], Report]
) -> Report:
    """Replace a report by its next version, or return the one that this request made before.

    Raises:
        NotFoundError, RequestIdReusedError: see `eidgate.ports.ReportStore.change`.
        StepError: the step failed in a way that is no answer.
    """
    rows = session.rows("SELECT case_name FROM report WHERE name = ?", name)
    case = rows[0][0] if rows else name  # it never changes, so that it may be read before the lock
    session.lock(request_key(request), lock_key(f"case:{case}"))
    made = made_by(request, session.rows(MADE_BY_REQUEST, request_key(request)))
    if made is not None:
        return made
    newest = session.rows(NEWEST, name)
    if not newest:
        raise NotFoundError("no such report")
    return _append(session, request, stepped(read_report(newest[0][0]), step, fixed=_fixed))


def made_by(request: RequestClaim, rows: Sequence[tuple[Any, ...]]) -> Report | None:
    """Return the version in the row that `MADE_BY_REQUEST` found, if it found one.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    return answered_before(request, rows, read_report)


def _linked(session: Session, report: Report, victim: bytes) -> Report:
    """Link a report to the case of the same matter; under the victim's lock two never miss each other."""
    if report.victim is None:
        return report
    others = (read_report(body) for (body,) in session.rows(_OF_VICTIM, victim, COMPARED))
    first = next((other.case for other in others if same_matter(report, other)), None)
    return report if first is None else report.linked_to(first)


def _fixed(report: Report) -> tuple[object, ...]:
    """Return what never changes about a report."""
    return (report.name, report.case, report.victim, report.filer, report.handler, report.filed_at)


def _append(session: Session, request: RequestClaim, report: Report) -> Report:
    session.write(
        "INSERT INTO report_version"
        " (report, version, body, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        report.name,
        report.version,
        canonical(report),
        request.relying_party,
        request.method,
        request.request_id,
        request_key(request),
        request.digest,
    )
    note_report(session, report)
    moved = project(session, report)
    emit(session, *filed_events(report, moved.new), *closed_events(report, moved.over))
    return report
