"""What statistics are counted from, as the records stand now."""

from collections.abc import Callable
from typing import Protocol

from eidgate.core.desk.statistics import Facts
from eidgate.core.terms import Instant


class RecordBook(Protocol):
    """Reads records of all kinds from one unchanging view."""

    def facts(self, start: Instant, end: Instant, *, go_on: Callable[[], None]) -> Facts:
        """Return everything of [start, end) that is counted.

        A case belongs to the period in which it was first reported, and counts unless all its reports are
        unfounded, withdrawn or of spam. A payment is stopped when it was held or denied, and none of its
        tries was reported as completed or allowed in the end; it belongs to its first try. A warning was
        heeded when the payment was then reported as cancelled and not allowed in the end, overridden when a
        try was reported as made all the same; it belongs to the first word (`core.desk.stopped`). A hold
        belongs to when it was placed, a block to when it began: when its entry was confirmed, or when the
        list that says so came into force.

        `go_on` is called every thousand records or so; what it raises ends the reading and is raised.
        """
        ...
