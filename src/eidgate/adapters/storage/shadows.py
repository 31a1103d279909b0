"""Implements `eidgate.ports.ShadowStore`: counts that several workers add to."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.many import insert
from eidgate.adapters.storage.rows import lock_key
from eidgate.core.risk.lifecycle import PolicyAct
from eidgate.core.risk.shadowing import Shadow
from eidgate.core.risk.trial.tally import Cell, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.terms import PolicyName

_TURN: Final = lock_key("shadow")
"""Workers add one after the other, every ten seconds: no two wait for each other's rows."""

_TOTAL: Final = "total"
_TOTALS: Final = ("tried", "changed", "undecided", "missed")
"""Counts of a tally that are no cells, as rows of a part of their own."""

_Row: TypeAlias = tuple[str, str, str, str, str, int, int]


class StoredShadows:
    """On any engine."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def shadows(self) -> Sequence[Shadow]:
        """Return who shadows now; see the port."""
        return self._access.read(_shadows)

    def changes(self) -> int:
        """Return how many acts there were; see the port. Acts are only ever appended."""
        return self._access.read(_acts)

    def add(self, counted: Mapping[PolicyName, Tally]) -> None:
        """Add to what versions have counted; see the port."""
        rows = [row for name, tally in counted.items() for row in _rows(name, tally)]
        if rows:
            self._access.change(lambda session: _add(session, rows))

    def counted(self, name: PolicyName) -> Tally:
        """Return what a version has counted; see the port."""
        return self._access.read(lambda session: _counted(session, name))


def _shadows(session: Session) -> list[Shadow]:
    """Return the versions whose latest act of these three is the start of a shadow."""
    rows = session.rows(
        "SELECT p.name, p.line, p.version, p.digest, e.per_mille FROM policy_event e"
        " JOIN policy p ON p.name = e.policy WHERE e.act = ? AND NOT EXISTS (SELECT 1 FROM policy_event r"
        " WHERE r.policy = e.policy AND r.cursor > e.cursor AND r.act IN (?, ?, ?))"
        " ORDER BY e.cursor",
        PolicyAct.SHADOW,
        PolicyAct.SHADOW,
        PolicyAct.END_SHADOW,
        PolicyAct.ACTIVATE,
    )
    return [
        Shadow(name=name, line=line, version=version, digest=digest, per_mille=per_mille)
        for name, line, version, digest, per_mille in rows
    ]


def _acts(session: Session) -> int:
    [(acts,)] = session.rows("SELECT COUNT(*) FROM policy_event")
    return int(acts)


def _rows(name: PolicyName, tally: Tally) -> Iterator[_Row]:
    """Return a tally's rows, each cell once whatever turned out true."""
    sums: dict[tuple[str, str, str, str], tuple[int, int]] = {}
    for cell, counted in tally.cells.items():
        key = (str(cell.part), cell.what, cell.recorded, cell.candidate)
        decisions, amount = sums.get(key, (0, 0))
        sums[key] = (decisions + counted.decisions, amount + counted.amount)
    for total in _TOTALS:
        if getattr(tally, total):
            sums[_TOTAL, total, "", ""] = (getattr(tally, total), 0)
    return ((name, *key, decisions, amount) for key, (decisions, amount) in sums.items())


def _add(session: Session, rows: Sequence[_Row]) -> None:
    session.lock(_TURN)
    insert(
        session,
        "INSERT INTO shadow_count (policy, part, what, recorded, candidate, decisions, amount)",
        rows,
        end="ON CONFLICT (policy, part, what, recorded, candidate) DO UPDATE SET"
        " decisions = shadow_count.decisions + excluded.decisions,"
        " amount = shadow_count.amount + excluded.amount",
    )


def _counted(session: Session, name: PolicyName) -> Tally:
    tally = Tally()
    rows = session.rows(
        "SELECT part, what, recorded, candidate, decisions, amount FROM shadow_count WHERE policy = ?", name
    )
    for part, what, recorded, candidate, decisions, amount in rows:
        if part == _TOTAL:
            setattr(tally, what, decisions)
        else:
            tally.count(Cell(Part(part), what, recorded, candidate, Truth.UNKNOWN), decisions, int(amount))
    return tally
