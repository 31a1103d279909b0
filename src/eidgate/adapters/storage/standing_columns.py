"""Standings to columns and back. No SQL here but the columns' names."""

from typing import Final, TypeAlias

from eidgate.adapters.storage.rows import identifier_key, to_instant, to_micros
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Grade, Standing, StandingKind
from eidgate.core.terms import Vnd

COLUMNS: Final = "kind, name, since, until, source, grade, code, amount, as_of, holder"

OF_LISTS: Final = (
    "'listed', CAST(r.list AS text), r.since, r.until, l.source, r.grade, r.code, 0, 0, ''"
    " FROM watch_row AS r JOIN watch_list AS l ON l.id = r.list"
    " AND r.added_in <= l.generation AND r.removed_in > l.generation"
)
"""What the rows of whole lists say, in the same columns: their name is the list's id (`to_standing`)."""

IN_A_LIST: Final = (
    "SELECT 1 FROM watch_row AS r JOIN watch_list AS l ON l.id = r.list"
    " AND r.added_in <= l.generation AND r.removed_in > l.generation"
)
"""Whether a whole list says anything; the key and the time are the caller's to ask for."""

StandingRow: TypeAlias = tuple[str, str, int, int, str, str, int, int, int, str]

_UNDATED: Final = 0
"""`as_of` of what a decision states no age of."""

_KINDS: Final = {str(kind): kind for kind in StandingKind}
_GRADES: Final = {"": None} | {str(grade): grade for grade in Grade}


def row_name(key: bytes, list_id: int) -> str:
    """Return the resource name of a list's row: its key and its list, for it has no other identity."""
    return f"entries/l{key.hex()}x{list_id}"


def to_row(standing: Standing) -> StandingRow:
    """Return the columns of a standing, in the order of `COLUMNS`."""
    return (
        standing.kind.value,
        standing.name,
        to_micros(standing.since),
        to_micros(standing.until),
        standing.source,
        standing.grade.value if standing.grade else "",
        standing.code,
        standing.amount,
        to_micros(standing.as_of) if standing.as_of else _UNDATED,
        standing.holder,
    )


def to_standing(identifier: Identifier, row: StandingRow) -> Standing:
    """Return the standing of these columns."""
    kind, name, since, until, source, grade, code, amount, as_of, holder = row
    return Standing(
        identifier=identifier,
        kind=_KINDS[kind],
        name=name if "/" in name else row_name(identifier_key(identifier), int(name)),
        since=to_instant(since),
        until=to_instant(until),
        source=source,
        grade=_GRADES[grade],
        code=code,
        amount=Vnd(amount),
        as_of=None if as_of == _UNDATED else to_instant(as_of),
        holder=holder,
    )
