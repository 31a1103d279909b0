"""The ledger port, on any engine."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any, Final, TypeVar

from eidgate.adapters.storage.access import change, read, returned
from eidgate.adapters.storage.cases import Case, case_of
from eidgate.adapters.storage.decision_search import of_whom, search, stretch
from eidgate.adapters.storage.engine import Engine, Session, TransientError
from eidgate.adapters.storage.job import Change
from eidgate.adapters.storage.lane import Lane
from eidgate.adapters.storage.past_forgetting import forget_credits
from eidgate.adapters.storage.reports import append_report
from eidgate.adapters.storage.rows import to_micros
from eidgate.adapters.storage.weighing import facts_of
from eidgate.core.errors import EidgateError, UnavailableError
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.precision import Ground
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId
from eidgate.ports import (
    Claim,
    Decided,
    DecisionFilter,
    LedgerFacts,
    OutcomeReport,
    Recorded,
    RecordPage,
    RequestClaim,
    StoredRecord,
    Unit,
    Weighed,
)

T = TypeVar("T")

FORGOTTEN_AT_ONCE: Final = 1_000
"""One-use claims dropped per transaction: some milliseconds, so that no decision waits long for it."""


def _never(_: LedgerFacts) -> Weighed:
    raise AssertionError("who only looks weighs nothing")


class StoredLedger:
    """Implements `eidgate.ports.Ledger`: writes go through the lane, reads straight to the engine."""

    def __init__(self, engine: Engine, lane: Lane) -> None:
        self._engine = engine
        self._lane = lane

    def decide(self, unit: Unit, *, timeout: timedelta | None = None) -> Recorded:
        """Make one decision; see the port."""
        [answer] = self._lane.run([case_of(unit)], timeout=_seconds(timeout))
        recorded: Recorded = returned(answer)
        return recorded

    def decide_all(
        self, units: Sequence[Unit], *, timeout: timedelta | None = None
    ) -> list[Recorded | EidgateError]:
        """Make several decisions; see the port.

        Raises:
            Exception: what a `weigh` raised that is no answer; the other units are decided all the same.
        """
        answers = self.decide_each([(unit, timeout) for unit in units])
        return [answer if isinstance(answer, EidgateError) else returned(answer) for answer in answers]

    def decide_each(self, units: Sequence[tuple[Unit, timedelta | None]]) -> list[Recorded | Exception]:
        """Make several callers' decisions; see the port."""
        return self._lane.run_each([(_work_of(unit), _seconds(timeout)) for unit, timeout in units])

    def preview(self, unit: Unit) -> bytes:
        """Weigh without claiming or writing; see the port."""
        return unit.weigh(self.look(unit.claim)).record

    def look(self, claim: Claim) -> LedgerFacts:
        """Return what the ledger knows now; see the port."""
        case = case_of(Unit(claim=claim, weigh=_never))
        try:
            known = self._engine.look(case)
        except TransientError as fault:
            raise UnavailableError("the facts cannot be read") from fault
        return facts_of(case, known)

    def find(self, relying_party: RelyingPartyId | None, name: DecisionName) -> bytes | None:
        """Return a record of this relying party's, or None; see the port."""
        whose, of = of_whom(relying_party)
        rows = self._rows(f"SELECT record FROM decision WHERE {whose}name = ?", *of, name)  # noqa: S608 - our own words only
        return rows[0][0] if rows else None

    def page(self, relying_party: RelyingPartyId | None, *, after: int, limit: int) -> list[StoredRecord]:
        """Return records after a cursor, oldest first."""
        rows = self._rows(*stretch("cursor, record", relying_party, after=after, limit=limit))
        return [StoredRecord(record=record, cursor=cursor) for cursor, record in rows]

    def search(
        self, relying_party: RelyingPartyId | None, only: DecisionFilter, *, after: int, limit: int
    ) -> RecordPage:
        """Return records that pass, oldest first; see the port.

        Raises:
            UnavailableError: the store cannot be read now.
        """
        try:
            return self._engine.read(
                lambda session: search(session, relying_party, only, after=after, limit=limit)
            )
        except TransientError as fault:
            raise UnavailableError("the store cannot be read") from fault

    def _rows(self, statement: str, *values: str | int) -> list[tuple[Any, ...]]:
        return read(self._engine, statement, *values)

    def report(
        self,
        request: RequestClaim,
        report: OutcomeReport,
        *,
        about: Decided | None = None,
        grounds: Sequence[Ground] = (),
    ) -> OutcomeReport:
        """Append what became of a decision; see the port.

        Raises:
            ValueError: `report.kind` is none of `OutcomeKind`.
        """
        kind = OutcomeKind(report.kind)
        return change(
            self._lane,
            lambda session: append_report(session, request, report, kind=kind, about=about, grounds=grounds),
        )

    def forget(self, before: Instant) -> int:
        """Drop one-use claims and credits that serve nobody any more; a bounded number per transaction."""
        return sum(self._forget_all(what, to_micros(before)) for what in (_forget, forget_credits))

    def _forget_all(self, what: Callable[[Session, int], int], before: int) -> int:
        forgotten = 0
        while count := change(self._lane, lambda session: what(session, before)):
            forgotten += count
        return forgotten

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        self._lane.close()
        self._engine.close()


def _work_of(unit: Unit) -> Case | Change:
    """Work out the keys; a unit that has none fails where it stands, and the others are decided."""
    try:
        return case_of(unit)
    except Exception as fault:  # noqa: BLE001 - it is told to whoever asked for this unit
        return partial(_fail, fault)


def _fail(fault: Exception, _: Session) -> Any:
    raise fault


def _forget(session: Session, before: int) -> int:
    return session.write(
        "DELETE FROM one_use WHERE use_key IN (SELECT use_key FROM one_use WHERE keep_until < ? LIMIT ?)",
        before,
        FORGOTTEN_AT_ONCE,
    )


def _seconds(timeout: timedelta | None) -> float | None:
    return None if timeout is None else timeout.total_seconds()
