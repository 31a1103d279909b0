"""Standings as rows, put and ended inside the transaction in which the desk changes what they project."""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import identifier_key
from eidgate.adapters.storage.standing_columns import COLUMNS, OF_LISTS, to_row, to_standing
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Standing, StandingKind

PUT: Final = (
    f"INSERT INTO standing (identifier_key, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own words only
    " ON CONFLICT (identifier_key, kind, name) DO UPDATE SET since = excluded.since, until = excluded.until,"
    " source = excluded.source, grade = excluded.grade, code = excluded.code, amount = excluded.amount,"
    " as_of = excluded.as_of, holder = excluded.holder"
)
OF: Final = (
    f"SELECT {COLUMNS} FROM standing WHERE identifier_key = ?"  # noqa: S608 - our own words only
    f" UNION ALL SELECT {OF_LISTS} WHERE r.identifier_key = ? ORDER BY 1, 2"
)


def put_standing(session: Session, standing: Standing) -> None:
    """Add a standing, or replace the one of the same identifier, kind and name."""
    session.write(PUT, identifier_key(standing.identifier), *to_row(standing))


def end_standing(session: Session, identifier: Identifier, kind: StandingKind, name: str) -> None:
    """Remove a standing; one that is not there is no fault."""
    key = identifier_key(identifier)
    session.write("DELETE FROM standing WHERE identifier_key = ? AND kind = ? AND name = ?", key, kind, name)


def replace_standing(
    session: Session, identifier: Identifier, kind: StandingKind, name: str, standing: Standing | None
) -> None:
    """Put what stands now under this kind and name, or end what stood there."""
    if standing is None:
        end_standing(session, identifier, kind, name)
    else:
        put_standing(session, standing)


def standings_of(session: Session, identifier: Identifier) -> list[Standing]:
    """Return what stands against an identifier, ended or not, in order of kind and name."""
    key = identifier_key(identifier)
    rows = session.rows(OF, key, key)
    return [to_standing(identifier, (*row,)) for row in rows]
