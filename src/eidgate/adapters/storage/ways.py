"""The way that the money of a hold's basis took, read from everything that is of the same money by name."""

from collections.abc import Iterator
from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import marks
from eidgate.adapters.storage.trace_order import read_trace
from eidgate.adapters.storage.transfer_words import told
from eidgate.core.desk.one_money import Way, joined, way_of_payment, way_of_report, way_of_trace
from eidgate.core.desk.report import Report, TransferRef
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.risk.record import read_record
from eidgate.core.transparency.canonical import reader

MOST_READ: Final = 200
"""Records read for one hold; each takes tenths of a millisecond of everybody's turn to write."""

_MONIES: Final = "SELECT money FROM basis_money WHERE basis = ? ORDER BY money"
_RELATED: Final = "SELECT DISTINCT basis FROM basis_money WHERE money IN ({}) ORDER BY basis LIMIT ?"
_TRACE: Final = "SELECT body FROM trace WHERE name = ?"
_REPORT: Final = "SELECT body FROM report_version WHERE report = ? ORDER BY version DESC LIMIT 1"
_DECISION: Final = "SELECT record FROM decision WHERE name = ?"

_read_report: Final = reader(Report)


class TooManyError(Exception):
    """More records say something about the money than are read for one hold."""


class Ways:
    """Reads the ways of several bases in one transaction, each record once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: dict[str, Way | None] = {}

    def of(self, basis: str) -> Way:
        """Return the way of a basis and of all that is of its money by name.

        Raises:
            TooManyError: it would take too many records.
        """
        names = self._names(basis)
        related = self._session.rows(_RELATED.format(marks(len(names))), *sorted(names), MOST_READ + 1)
        known = [basis, *sorted({*names, *(name for (name,) in related)} - {basis})]
        found = [way for one in known if (way := self._way(one)) is not None]
        own = Way(names=names, telling=found[0].telling) if found else Way(names=names)
        return joined([own, *found])

    def _names(self, basis: str) -> frozenset[str]:
        return frozenset({basis, *(money for (money,) in self._session.rows(_MONIES, basis))})

    def _way(self, name: str) -> Way | None:
        if name not in self._read:
            if len(self._read) >= MOST_READ:
                raise TooManyError
            self._read[name] = self._look(name)
        return self._read[name]

    def _look(self, name: str) -> Way | None:
        """Return a record's own way; None of an order, of a transfer's name and of what is not there."""
        kind = name.partition("/")[0]
        if kind == "traces":
            rows = self._session.rows(_TRACE, name)
            return way_of_trace(read_trace(rows[0][0]), [name]) if rows else None
        if kind == "reports":
            rows = self._session.rows(_REPORT, name)
            return self._reported(_read_report(rows[0][0])) if rows else None
        return self._decided(name) if kind == "decisions" else None

    def _reported(self, report: Report) -> Way:
        return way_of_report(report, self._transfers(report.transfers), [report.name])

    def _transfers(self, named: tuple[TransferRef, ...]) -> Iterator[Transfer]:
        for one in named:
            yield from told(self._session, one.institution, one.transfer_id)

    def _decided(self, name: str) -> Way | None:
        rows = self._session.rows(_DECISION, name)
        facts = read_record(rows[0][0]).facts if rows else None
        if facts is None or facts.transaction is None:
            return None
        return way_of_payment(facts.transaction.payer, facts.at, [name])
