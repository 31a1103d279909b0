"""Where it is counted how often reasons, rules and list sources were right."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from eidgate.core.risk.precision import ReportsOfDay


class PrecisionBook(Protocol):
    """Counts by day; `Ledger.report` adds to them in the report's own transaction."""

    def since(self, day: date) -> Sequence[ReportsOfDay]:
        """Return what was reported from this day on.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...

    def forget(self, before: date) -> int:
        """Drop the days before; return how many rows.

        Raises:
            UnavailableError: nothing was dropped.
        """
        ...
