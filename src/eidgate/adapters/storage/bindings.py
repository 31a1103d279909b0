"""The binding store port, on any engine: every version is a row, and none is ever changed."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from eidgate.adapters.storage.access import change, read
from eidgate.adapters.storage.binding_claims import MADE_BY_REQUEST, made_by
from eidgate.adapters.storage.binding_owners import NEWEST, OF_NUMBER
from eidgate.adapters.storage.binding_rows import (
    Adding,
    HandOver,
    add_binding,
    hand_over,
    leaving,
    replace_version,
)
from eidgate.adapters.storage.engine import Engine, Session
from eidgate.adapters.storage.lane import Lane
from eidgate.adapters.storage.relied import read_relied
from eidgate.adapters.storage.rows import binding_from_bytes, request_key
from eidgate.adapters.storage.steps import StepError
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.terms import BindingName, Instrument, IssuerId, SubjectId
from eidgate.ports import Judge, OneUse, Relied, RequestClaim, Step, Transferred, judge_nothing

T = TypeVar("T")

_OF_INSTRUMENT: Final = (
    f"SELECT v.body FROM binding b{NEWEST} WHERE b.instrument = ? ORDER BY b.cursor DESC LIMIT 1"  # noqa: S608 - our own words only
)
_VERSIONS: Final = (
    "SELECT body FROM binding_version WHERE binding = ? AND version > ? ORDER BY version LIMIT ?"
)


class StoredBindings:
    """Implements `eidgate.ports.BindingStore`: writes go through the lane, reads straight to the engine."""

    def __init__(self, engine: Engine, lane: Lane) -> None:
        self._engine = engine
        self._lane = lane

    def earlier(self, request: RequestClaim) -> Binding | None:
        """Return what this request made or changed; see the port."""
        return made_by(request, read(self._engine, MADE_BY_REQUEST, request_key(request)))

    def create(
        self,
        request: RequestClaim,
        binding: Binding,
        *,
        uses: Sequence[OneUse],
        judge: Judge = judge_nothing,
        moved: Step | None = None,
    ) -> Binding:
        """Add a binding and claim what it rests on; see the port."""
        elsewhere = () if moved is None else self._elsewhere(binding.instrument)
        wanted = Adding(
            request=request, binding=binding, uses=uses, judge=judge, moved=moved, elsewhere=elsewhere
        )
        return self._change(lambda session: add_binding(session, wanted))

    def get(self, name: BindingName) -> Binding | None:
        """Return the newest version of a binding, or None."""
        rows = read(self._engine, f"SELECT v.body FROM binding b{NEWEST} WHERE b.name = ?", name)  # noqa: S608 - our own words only
        return binding_from_bytes(rows[0][0]) if rows else None

    def of_instrument(self, instrument: Instrument) -> Binding | None:
        """Return the newest version of an instrument's newest binding, or None."""
        rows = read(self._engine, _OF_INSTRUMENT, instrument.key)
        return binding_from_bytes(rows[0][0]) if rows else None

    def _elsewhere(self, instrument: Instrument) -> list[BindingName]:
        """Return the open bindings of a number at other operators; others have none."""
        found = [binding_from_bytes(body) for (body,) in read(self._engine, OF_NUMBER, instrument.number)]
        return [one.name for one in found if one.state.is_open and one.institution != instrument.institution]

    def versions(self, name: BindingName, *, after: int, limit: int) -> list[Binding]:
        """Return versions of a binding, oldest first, above a version."""
        return [binding_from_bytes(body) for (body,) in read(self._engine, _VERSIONS, name, after, limit)]

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
        return self._page(where, *values, limit)

    def of_subject(
        self, issuer: IssuerId, subject_id: SubjectId, *, after: int, limit: int
    ) -> list[tuple[int, Binding]]:
        """Return (cursor, binding) of a subject's, of all institutions, after a cursor."""
        where = "b.issuer = ? AND b.subject_id = ? AND b.cursor > ?"
        return self._page(where, issuer, subject_id, after, limit)

    def _page(self, where: str, *values: str | int) -> list[tuple[int, Binding]]:
        statement = f"SELECT b.cursor, v.body FROM binding b{NEWEST} WHERE {where} ORDER BY b.cursor LIMIT ?"  # noqa: S608 - our own words only
        return [(cursor, binding_from_bytes(body)) for cursor, body in read(self._engine, statement, *values)]

    def change(
        self, request: RequestClaim, name: BindingName, step: Step, *, uses: Sequence[OneUse] = ()
    ) -> Binding:
        """Replace a binding by its next version; see the port.

        Raises:
            ValueError: `step` made something else than the next version of the same binding.
        """
        return self._change(lambda session: replace_version(session, request, name, step, uses))

    def earlier_transfer(self, request: RequestClaim) -> Transferred | None:
        """Return what this request transferred; see the port."""
        successor, former = self.earlier(request), self.earlier(leaving(request))
        if successor is None or former is None:
            return None
        return Transferred(former=former, successor=successor)

    def transfer(  # noqa: PLR0913 (see the port)
        self,
        request: RequestClaim,
        name: BindingName,
        step: Step,
        successor: Binding,
        *,
        uses: Sequence[OneUse],
        judge: Judge = judge_nothing,
    ) -> Transferred:
        """End a binding and add its successor; see the port."""
        wanted = HandOver(request=request, name=name, step=step, successor=successor, uses=uses, judge=judge)
        former, made = self._change(lambda session: hand_over(session, wanted))
        return Transferred(former=former, successor=made)

    def relied(self, name: BindingName, *, before: int, limit: int) -> list[tuple[int, Relied]]:
        """Return (cursor, decision) that were allowed on a binding, newest first; see the port."""
        return read_relied(self._engine, name, before=before, limit=limit)

    def _change(self, act: Callable[[Session], T]) -> T:
        try:
            return change(self._lane, act)
        except StepError as failed:
            raise failed.reason from failed
