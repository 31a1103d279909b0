"""Alerts as their receivers read them: one sequence, replayed from a cursor, acknowledged."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.desk.acknowledgement import Acknowledgement
from eidgate.core.desk.alert import Address, Alert
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports.requests import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSlice:
    """What one look found: alerts with their cursors, oldest first, and where to look on from.

    `horizon` is the last cursor that was dropped: who reads on from an earlier one may have missed something.
    """

    alerts: tuple[tuple[int, Alert], ...]
    next_cursor: int
    horizon: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """How far a relying party is behind: alerts that it has not acknowledged (counted up to a bound)."""

    count: int
    oldest: Instant | None


class AlertBox(Protocol):
    """The outbox from the other side; nobody but a transaction's `emit` puts anything in."""

    def latest(self) -> int:
        """Return a cursor up to which all alerts are visible; at most some hundred milliseconds old.

        Cheap: all streams of a process share one look at the store.
        """
        ...

    def after(self, addresses: Sequence[Address], cursor: int, *, limit: int) -> AlertSlice:
        """Return at most `limit` alerts to these addresses after a cursor, in the order of their cursors.

        Nothing that is committed later ever comes before `next_cursor`.
        """
        ...

    def acknowledge(
        self, request: RequestClaim, answer: Acknowledgement, addresses: Sequence[Address]
    ) -> Acknowledgement:
        """Record what a receiver did about an alert to one of these addresses; idempotent per request.

        Raises:
            NotFoundError: there is no such alert, or it is another's.
            AlreadyExistsError: this relying party has acknowledged it in another request.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def backlog(self, addresses: Sequence[Address], party: RelyingPartyId) -> Backlog:
        """Return what this relying party has not acknowledged."""
        ...

    def drop(self, before: Instant) -> int:
        """Drop alerts older than this, a bounded number a transaction; return how many."""
        ...
