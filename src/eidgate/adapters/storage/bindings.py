"""The binding store port, on any engine: every version is a row, and none is ever changed."""

from collections.abc import Callable, Sequence
from typing import Final

from eidgate.adapters.storage.access import change, read
from eidgate.adapters.storage.binding_rows import (
    MADE_BY_REQUEST,
    StepError,
    add_binding,
    made_by,
    replace_version,
)
from eidgate.adapters.storage.engine import Engine
from eidgate.adapters.storage.lane import Lane
from eidgate.adapters.storage.rows import binding_from_bytes, request_key
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.terms import BindingName, Instrument, IssuerId, SubjectId
from eidgate.ports import OneUse, RequestClaim

NEWEST: Final = (
    " JOIN binding_version v ON v.binding = b.name"
    " AND v.version = (SELECT max(version) FROM binding_version WHERE binding = b.name)"
)


class StoredBindings:
    """Implements `eidgate.ports.BindingStore`: writes go through the lane, reads straight to the engine."""

    def __init__(self, engine: Engine, lane: Lane) -> None:
        self._engine = engine
        self._lane = lane

    def earlier(self, request: RequestClaim) -> Binding | None:
        """Return what this request made or changed; see the port."""
        return made_by(request, read(self._engine, MADE_BY_REQUEST, request_key(request)))

    def create(self, request: RequestClaim, binding: Binding, *, uses: Sequence[OneUse]) -> Binding:
        """Add a binding and claim what it rests on; see the port."""
        return change(self._lane, lambda session: add_binding(session, request, binding, uses))

    def get(self, name: BindingName) -> Binding | None:
        """Return the newest version of a binding, or None."""
        rows = read(self._engine, f"SELECT v.body FROM binding b{NEWEST} WHERE b.name = ?", name)  # noqa: S608 - our own words only
        return binding_from_bytes(rows[0][0]) if rows else None

    def page(
        self,
        *,
        institution: str,
        instrument: Instrument | None = None,
        subject: tuple[IssuerId, SubjectId] | None = None,
        after: int,
        limit: int,
    ) -> list[tuple[int, Binding]]:
        """Return (cursor, binding) in creation order, after a cursor."""
        where = "b.institution = ? AND b.cursor > ?"
        values: list[str | int] = [institution, after]
        if instrument is not None:
            where, values = f"{where} AND b.instrument = ?", [*values, instrument.key]
        if subject is not None:
            where, values = f"{where} AND b.issuer = ? AND b.subject_id = ?", [*values, *subject]
        statement = f"SELECT b.cursor, v.body FROM binding b{NEWEST} WHERE {where} ORDER BY b.cursor LIMIT ?"  # noqa: S608 - our own words only
        rows = read(self._engine, statement, *values, limit)
        return [(cursor, binding_from_bytes(body)) for cursor, body in rows]

    def change(self, request: RequestClaim, name: BindingName, step: Callable[[Binding], Binding]) -> Binding:
        """Replace a binding by its next version; see the port.

        Raises:
            ValueError: `step` made something else than the next version of the same binding.
        """
        try:
            return change(self._lane, lambda session: replace_version(session, request, name, step))
        except StepError as failed:
            raise failed.reason from failed
