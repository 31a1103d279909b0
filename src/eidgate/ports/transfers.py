"""Settled transfers, and the traces that run through them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from eidgate.core.desk.routing import Event
from eidgate.core.desk.trace.running import RunningTrace, TraceName
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports.requests import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A transfer as a bank records it; `institution` is its source's, where the reference is unique.

    `told_by_source` is whether that institution tells it. The other end's may, but its word stands only until
    the source tells something under the reference.

    Times are microseconds since 1970 UTC, accounts are named as by `core.desk.trace.accounts`.
    """

    institution: str
    transfer: Transfer
    told_by_source: bool = True


class RecordedTransfers(NamedTuple):
    """How many transfers a call added, and how many were there before, by either end's word."""

    recorded: int
    known: int


class Neighbourhood(NamedTuple):
    """Transfers from and to some accounts, and which of the accounts have too many to be read."""

    transfers: dict[int, Transfer]
    """By their row, so that one met from both its ends is one."""
    crowded: frozenset[str]


class Due(NamedTuple):
    """A trace whose accounts saw transfers since it last went on; `mark` tells how often."""

    trace: RunningTrace
    mark: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceQuery:
    """Which traces: of everybody (""), or those that a party asked for or of which an account was reached.

    A party is an institution, or a relying party without one (`rp:{id}`). `running_at` leaves out what was
    ended, by somebody or by its window.
    """

    party: str = ""
    running_at: Instant | None = None


class TracesSeen(NamedTuple):
    """How many traces run, how many must go on, and since when the longest waits for it."""

    running: int
    due: int
    waiting_since: Instant | None


class TransferBook(Protocol):
    """Settled transfers of all institutions, each once, for ever."""

    def record(
        self, request: RequestClaim, transfers: Sequence[Settled], *, recorded_by: RelyingPartyId
    ) -> RecordedTransfers:
        """Add transfers and mark every running trace that they touch, as one durable unit; once per request.

        The source's word replaces what a target's institution told under the reference, in every later read,
        and marks the traces that had read it. A target's word about a reference that stands for a transfer to
        another institution is kept and never read: it is answered like a new one, so that it tells nothing.

        Raises:
            AlreadyExistsError: one is known under its reference as another transfer, by the same end's word
                or, to the same target's institution, by the source's; nothing was added.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def find(self, institution: str, transfer_id: str, *, near: str = "") -> Transfer | None:
        """Return a transfer by its source's institution and reference, or None.

        While the source has told nothing, several targets' institutions may tell of it: one with an end at
        `near` comes first, then what was told first.
        """
        ...

    def around(self, accounts: Sequence[str], *, since: int, until: int, most: int) -> Neighbourhood:
        """Return all transfers from and to these accounts in [since, until].

        Of an account with more than `most`, none is returned for its own sake.
        """
        ...


class TraceStore(Protocol):
    """Traces, and which of them must go on."""

    def earlier(self, request: RequestClaim) -> RunningTrace | None:
        """Return the trace that this request added, as it is now, or None.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def add(self, request: RequestClaim, trace: RunningTrace, events: Sequence[Event]) -> RunningTrace:
        """Add a trace with its alerts, as one durable unit, and mark it as due; once per request.

        It is due from the start: transfers may have been recorded while it was being made.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: TraceName) -> RunningTrace | None:
        """Return a trace, or None."""
        ...

    def due(self, *, limit: int, name: TraceName | None = None) -> list[Due]:
        """Return at most `limit` marked traces, the longest unchanged first; or this one, if it is marked."""
        ...

    def advance(self, due: Due, advanced: RunningTrace, events: Sequence[Event]) -> bool:
        """Replace a trace by its next version, with its alerts, as one durable unit.

        It stays due when more was recorded since `due` was read. Returns False, with nothing changed, when
        somebody else has advanced it.
        """
        ...

    def end(
        self, request: RequestClaim, name: TraceName, step: Callable[[RunningTrace], RunningTrace]
    ) -> RunningTrace:
        """Replace a trace by its last version, which is never due again; once per request.

        Raises:
            NotFoundError: there is none.
            RequestIdReusedError: the request id stands for other bytes. And what the step raises.
        """
        ...

    def page(self, query: TraceQuery, *, after: int, limit: int) -> list[tuple[int, RunningTrace]]:
        """Return (cursor, trace) in the order of asking, at most `limit` after a cursor."""
        ...

    def seen(self, at: Instant) -> TracesSeen:
        """Return how the traces fare."""
        ...

    def settle(self, due: Due) -> None:
        """Say that nothing changed for a trace; it stays due when more was recorded since `due` was read."""
        ...
