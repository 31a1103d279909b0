"""Holds: each version a record of its own, seen by every decision that begins after it was committed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.desk.hold import Hold, HoldName
from eidgate.core.desk.identifier import Identifier
from eidgate.core.terms import Instant
from eidgate.ports.requests import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldQuery:
    """Which holds are listed: those that `institution` asked for or keeps ("" for all), narrowed further."""

    institution: str
    identifier: Identifier | None = None
    active_at: Instant | None = None


class HoldStore(Protocol):
    """Holds with all their versions.

    Whatever adds a version does, in one durable unit, also what follows from it: the hold's standing is put
    or ended (`core.desk.hold.standing_of`) and its event emitted (`core.desk.hold_events.events_of`).
    """

    def earlier(self, request: RequestClaim) -> Hold | None:
        """Return the version that this request made, or None; a retry is answered from here.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
            UnavailableError: the store cannot be read.
        """
        ...

    def place(self, request: RequestClaim, hold: Hold) -> Hold:
        """Add a hold; idempotent per request.

        Raises:
            IllegalStateError: with the active holds on this account and basis it would exceed the ceiling.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: HoldName) -> Hold | None:
        """Return the newest version of a hold, or None."""
        ...

    def page(self, query: HoldQuery, *, after: int, limit: int) -> list[tuple[int, Hold]]:
        """Return at most `limit` (cursor, newest version), in the order of placing, after a cursor."""
        ...

    def change(self, request: RequestClaim, name: HoldName, step: Callable[[Hold], Hold]) -> Hold:
        """Replace a hold by its next version; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such hold.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def expire_due(self, at: Instant, step: Callable[[Hold], Hold]) -> list[Hold]:
        """Write down the ends of holds whose time was over by this instant, a bounded number at a time.

        Each in a unit of its own; one that another process wrote down meanwhile is passed over. Returns the
        new versions; an empty list means that none is left.
        """
        ...

    def open_holds(self) -> list[tuple[str, str, int, Instant]]:
        """Return what is active or not yet written down as ended: ground, state, how many, oldest placing."""
        ...
