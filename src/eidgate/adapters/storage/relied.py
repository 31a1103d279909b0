"""Which allowed decisions rested on a binding: a page ends between two instants, so that none is skipped."""

from typing import Final

from eidgate.adapters.storage.access import read
from eidgate.adapters.storage.engine import Engine
from eidgate.adapters.storage.rows import to_instant
from eidgate.core.terms import BindingName, DecisionName
from eidgate.ports import Relied

_NEWEST: Final = 2**63 - 1
_PAGE: Final = (
    "SELECT at, decision FROM decision_binding WHERE binding = ? AND at < ?"
    " ORDER BY at DESC, decision DESC LIMIT ?"
)
_SAME_INSTANT: Final = (
    "SELECT at, decision FROM decision_binding WHERE binding = ? AND at = ? AND decision < ?"
    " ORDER BY decision DESC"
)
"""Of one microsecond and one account: a handful, as each waited for the ones before it."""


def read_relied(engine: Engine, name: BindingName, *, before: int, limit: int) -> list[tuple[int, Relied]]:
    """Return (cursor, decision), newest first, before a cursor; the cursor is the microsecond."""
    rows = read(engine, _PAGE, name, before or _NEWEST, limit)
    if len(rows) == limit:
        at, decision = rows[-1]
        rows += read(engine, _SAME_INSTANT, name, at, decision)
    return [(at, Relied(decision=DecisionName(decision), at=to_instant(at))) for at, decision in rows]
