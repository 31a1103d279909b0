"""When the block of an identifier began, noted by the transaction in which it does."""

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.desk.entry import Entry
from eidgate.core.desk.grading import grade_of
from eidgate.core.desk.standing import Grade
from eidgate.core.terms import Instant


def note_block(session: Session, before: Entry | None, after: Entry, *, at: Instant) -> None:
    """Note that an entry blocks from now on, and on whose word."""
    if grade_of(after) is not Grade.BLOCK or (before is not None and grade_of(before) is Grade.BLOCK):
        return
    session.write(
        "INSERT INTO block_begun (entry, at, kind, institution) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        after.name,
        to_micros(at),
        after.identifier.kind.value,
        after.confirmed_by,
    )
