"""Policies as rows: texts kept once, events appended, a version folded from its events."""

from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import to_instant, to_micros
from eidgate.core.risk.lifecycle import Activation, PolicyAct, PolicyEvent, PolicyVersion
from eidgate.core.terms import PolicyName
from eidgate.ports import PolicyDocument, RequestClaim

_LATEST: Final = 2**62
"""Beyond every cursor."""


def keep_text(session: Session, document: PolicyDocument) -> None:
    """Keep a text under its digest, once."""
    session.write(
        "INSERT INTO policy_text (digest, document, worlds) VALUES (?, ?, ?) ON CONFLICT (digest) DO NOTHING",
        document.digest,
        document.document,
        document.worlds,
    )


def made_by(session: Session, request: RequestClaim, key: bytes) -> PolicyVersion | None:
    """Return the version as this request left it, or None when it did nothing yet.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """

    def as_left(cursor: int, policy: str) -> PolicyVersion | None:
        return newest(session, PolicyName(policy), until=cursor)

    rows = session.rows("SELECT digest, cursor, policy FROM policy_event WHERE request_key = ?", key)
    return answered_before(request, rows, as_left)


def newest(session: Session, name: PolicyName, *, until: int = _LATEST) -> PolicyVersion | None:
    """Return a version as it is, or as it was after the event of a cursor."""
    rows = session.rows(
        "SELECT name, line, version, digest, approvals_needed FROM policy WHERE name = ?", name
    )
    return version_of(session, rows[0], until=until) if rows else None


def version_of(session: Session, row: tuple[Any, ...], *, until: int = _LATEST) -> PolicyVersion:
    """Return the version of these columns with its events."""
    name, line, version, digest, approvals_needed = row
    events = session.rows(
        "SELECT act, actor, at, effective_at, note, per_mille FROM policy_event"
        " WHERE policy = ? AND cursor <= ? ORDER BY cursor",
        name,
        until,
    )
    return PolicyVersion(
        name=name,
        line=line,
        version=version,
        digest=digest,
        approvals_needed=approvals_needed,
        events=tuple(_event(each) for each in events),
    )


def append_event(
    session: Session, request: RequestClaim, key: bytes, name: PolicyName, event: PolicyEvent
) -> None:
    """Append one event."""
    session.write(
        "INSERT INTO policy_event (policy, act, actor, at, effective_at, note,"
        " per_mille, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        name,
        event.act,
        event.actor,
        to_micros(event.at),
        to_micros(event.effective_at),
        event.note,
        event.per_mille,
        request.relying_party,
        request.method,
        request.request_id,
        key,
        request.digest,
    )


def activations(session: Session) -> list[Activation]:
    """Return the activations that no roll-back struck, in order; a version is activated at most once."""
    rows = session.rows(
        "SELECT p.line, p.name, p.digest, e.effective_at, e.cursor FROM policy_event e"
        " JOIN policy p ON p.name = e.policy WHERE e.act = ? AND NOT EXISTS"
        " (SELECT 1 FROM policy_event r WHERE r.policy = e.policy AND r.act = ?) ORDER BY e.cursor",
        PolicyAct.ACTIVATE,
        PolicyAct.ROLL_BACK,
    )
    return [
        Activation(line=line, name=name, digest=digest, effective_at=to_instant(at), order=order)
        for line, name, digest, at, order in rows
    ]


def _event(row: tuple[Any, ...]) -> PolicyEvent:
    act, actor, at, effective_at, note, per_mille = row
    return PolicyEvent(
        act=PolicyAct(act),
        actor=actor,
        at=to_instant(at),
        effective_at=to_instant(effective_at),
        note=note,
        per_mille=per_mille,
    )
