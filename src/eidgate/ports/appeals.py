"""Appeals that are open, and what is to be told of them as time goes by."""

from collections.abc import Sequence
from typing import Protocol

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.appeal_clocks import OpenAppeals
from eidgate.core.terms import Instant


class AppealBook(Protocol):
    """Knows every open appeal; `Watchlist.change` keeps it up to date in the transaction of the change."""

    def tell_due(self, at: Instant) -> Sequence[AlertKind]:
        """Alert of overdue reviews and of appeals whose time is over, each once; return what was told.

        A bounded number at a time; each alert is committed together with the note that it was sent.
        """
        ...

    def open_appeals(self, at: Instant) -> OpenAppeals:
        """Return what is open now."""
        ...
