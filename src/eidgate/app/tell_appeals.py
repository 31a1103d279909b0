"""Telling what time did to appeals: reviews that are overdue, and listings that fell without a decision."""

from collections.abc import Iterator

from eidgate.core.desk.alert import AlertKind
from eidgate.core.terms import Instant
from eidgate.ports import AppealBook


def tell_appeals(appeals: AppealBook, *, at: Instant) -> Iterator[AlertKind]:
    """Alert of everything that is due, however long ago it came, and yield what was told.

    No listing waits for this: it ends on time by itself.

    Raises:
        UnavailableError: the store cannot be used; what is left is told the next time.
    """
    while told := appeals.tell_due(at):
        yield from told
