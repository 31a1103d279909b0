"""Outcome reports: append what became of a decision, once per request."""

from collections.abc import Sequence

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.past_reports import forget_cancelled, learn, locks_of
from eidgate.adapters.storage.precision import count_grounds
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import lock_key, request_key, to_instant, to_micros
from eidgate.core.errors import NotFoundError
from eidgate.core.risk.outcome_reports import OutcomeKind, check_may_follow
from eidgate.core.risk.precision import Ground
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, local_day
from eidgate.ports import Decided, OutcomeReport, RequestClaim


def append_report(  # noqa: PLR0913 (what one report is made of)
    session: Session,
    request: RequestClaim,
    report: OutcomeReport,
    *,
    kind: OutcomeKind,
    about: Decided | None = None,
    grounds: Sequence[Ground] = (),
) -> OutcomeReport:
    """Append a report, or return the one that this request appended before.

    Of several reports of one kind about a decision, only the first changes the past and counts for its
    grounds.

    Raises:
        NotFoundError, IllegalStateError, RequestIdReusedError: see `eidgate.ports.Ledger.report`.
    """
    key = request_key(request)
    session.lock(key, lock_key(f"outcome:{report.decision}"), *locks_of(about))
    earlier = _reported_by(session, request, key)
    if earlier is not None:
        return earlier
    _check_owner(session, request, report.decision)
    before = _kinds(session, report.decision)
    check_may_follow(kind, before)
    _append(session, request, key, report)
    if kind not in before:
        count_grounds(session, grounds, kind, local_day(report.at))
        if about is not None:
            _change_past(session, report.decision, kind, about)
    return replace(report, again=kind in before)


def _change_past(session: Session, decision: DecisionName, kind: OutcomeKind, about: Decided) -> None:
    learn(session, kind, about)
    if kind is OutcomeKind.CANCELLED:
        forget_cancelled(session, decision, about)


def _reported_by(session: Session, request: RequestClaim, key: bytes) -> OutcomeReport | None:
    rows = session.rows(
        "SELECT digest, decision, kind, at, note FROM outcome_report WHERE request_key = ?", key
    )
    return answered_before(request, rows, _report)


def _report(decision: str, kind: str, at: int, note: str) -> OutcomeReport:
    return OutcomeReport(
        decision=DecisionName(decision), kind=OutcomeKind(kind), at=to_instant(at), note=note, replayed=True
    )


def _check_owner(session: Session, request: RequestClaim, decision: DecisionName) -> None:
    owned = session.rows(
        "SELECT 1 FROM decision WHERE name = ? AND relying_party = ?", decision, request.relying_party
    )
    if not owned:
        raise NotFoundError("no such decision")


def _kinds(session: Session, decision: DecisionName) -> list[OutcomeKind]:
    rows = session.rows("SELECT kind FROM outcome_report WHERE decision = ? ORDER BY cursor", decision)
    return [OutcomeKind(kind) for (kind,) in rows]


def _append(session: Session, request: RequestClaim, key: bytes, report: OutcomeReport) -> None:
    session.write(
        "INSERT INTO outcome_report"
        " (decision, kind, at, note, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        report.decision,
        report.kind,
        to_micros(report.at),
        report.note,
        request.relying_party,
        request.method,
        request.request_id,
        key,
        request.digest,
    )
