"""The policy store port, on any engine: texts, versions and events as rows, and none is ever changed."""

from collections.abc import Callable
from functools import partial
from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.policy_rows import (
    activations,
    append_event,
    keep_text,
    made_by,
    newest,
    version_of,
)
from eidgate.adapters.storage.rows import lock_key, request_key
from eidgate.core.errors import AlreadyExistsError, NotFoundError
from eidgate.core.risk.lifecycle import Activation, PolicyEvent, PolicyVersion
from eidgate.core.terms import PolicyName
from eidgate.ports import PolicyDocument, RequestClaim

_TURN: Final = lock_key("policy")
"""Changes take turns as one: they are rare, and events become visible in the order of their cursors."""


class StoredPolicies:
    """Implements `eidgate.ports.PolicyStore`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def keep(self, document: PolicyDocument) -> None:
        """Keep a document that is used without having been proposed; see the port."""
        if self.document(document.digest) is None:
            self._access.change(lambda session: keep_text(session, document))

    def propose(
        self, request: RequestClaim, version: PolicyVersion, document: PolicyDocument
    ) -> PolicyVersion:
        """Add a version with its first event; see the port."""
        return self._access.change(lambda session: _propose(session, request, version, document))

    def act(
        self, request: RequestClaim, name: PolicyName, step: Callable[[PolicyVersion], PolicyEvent]
    ) -> PolicyVersion:
        """Append the event that `step` makes; see the port."""
        return self._access.change(lambda session: _act(session, request, name, step))

    def get(self, name: PolicyName) -> PolicyVersion | None:
        """Return a version as it is now, or None."""
        return self._access.read(lambda session: newest(session, name))

    def document(self, digest: str) -> PolicyDocument | None:
        """Return a document by its digest, or None."""
        rows = self._access.read(partial(_text, digest=digest))
        return PolicyDocument(digest=digest, document=rows[0][0], worlds=rows[0][1]) if rows else None

    def page(self, *, line: str, after: int, limit: int) -> list[tuple[int, PolicyVersion]]:
        """Return (cursor, version) oldest first, after a cursor."""
        return self._access.read(lambda session: _page(session, line, after, limit))

    def activations(self) -> list[Activation]:
        """Return every activation that was not rolled back, in order."""
        return self._access.read(activations)


def _propose(
    session: Session, request: RequestClaim, version: PolicyVersion, document: PolicyDocument
) -> PolicyVersion:
    key = request_key(request)
    session.lock(key, _TURN)
    made = made_by(session, request, key)
    if made is not None:
        return made
    if session.rows("SELECT 1 FROM policy WHERE digest = ?", version.digest):
        raise AlreadyExistsError("this document was proposed before")
    if session.rows("SELECT 1 FROM policy WHERE line = ? AND version = ?", version.line, version.version):
        raise AlreadyExistsError("the line has a version of this name; a version never changes")
    keep_text(session, document)
    session.write(
        "INSERT INTO policy (name, line, version, digest, approvals_needed) VALUES (?, ?, ?, ?, ?)",
        version.name,
        version.line,
        version.version,
        version.digest,
        version.approvals_needed,
    )
    append_event(session, request, key, version.name, version.events[0])
    return version


def _act(
    session: Session,
    request: RequestClaim,
    name: PolicyName,
    step: Callable[[PolicyVersion], PolicyEvent],
) -> PolicyVersion:
    key = request_key(request)
    session.lock(key, _TURN)
    made = made_by(session, request, key)
    if made is not None:
        return made
    present = newest(session, name)
    if present is None:
        raise NotFoundError("no such policy")
    append_event(session, request, key, name, step(present))
    changed = newest(session, name)
    assert changed is not None
    return changed


def _text(session: Session, *, digest: str) -> list[tuple[bytes, bytes]]:
    return [
        (bytes(document), bytes(worlds))
        for document, worlds in session.rows(
            "SELECT document, worlds FROM policy_text WHERE digest = ?", digest
        )
    ]


def _page(session: Session, line: str, after: int, limit: int) -> list[tuple[int, PolicyVersion]]:
    rows = session.rows(
        "SELECT cursor, name, line, version, digest, approvals_needed FROM policy"
        " WHERE cursor > ? AND (line = ? OR ? = '') ORDER BY cursor LIMIT ?",
        after,
        line,
        line,
        limit,
    )
    return [(row[0], version_of(session, row[1:])) for row in rows]
