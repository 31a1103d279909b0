"""An account that the trace has reached, while the walk is under way."""

from dataclasses import dataclass

from eidgate.core.desk.trace.purse import Purse


@dataclass(slots=True)
class Place:
    """The fewest transfers that led here so far, when the first one came, and the money that is here."""

    hop: int
    since: int
    purse: Purse
    received: int = 0
    """All traced money that ever came in."""
