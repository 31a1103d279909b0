"""Every door between the service and the world, named by the act; the docstring is the contract.

Adapters implement these; the suites in `tests/contract` hold every adapter to them. All calls are blocking
and thread-safe. An adapter that cannot do its work raises `UnavailableError` and has done nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol, TypeAlias

from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.errors import EidgateError
from eidgate.core.regulation.terms import Earlier
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.terms import (
    BindingName,
    DecisionName,
    Instant,
    Instrument,
    IssuerId,
    RelyingPartyId,
    RequestId,
    SubjectId,
)


class Clock(Protocol):
    """The only source of the present."""

    def now(self) -> Instant:
        """Return the present as an aware UTC datetime."""
        ...


class Randomness(Protocol):
    """The only source of unpredictable bytes."""

    def bytes(self, count: int) -> bytes:
        """Return `count` bytes from the system's cryptographic source."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestClaim:
    """Who asks for what, once: `(relying_party, method, request_id)` may stand for one `digest` only."""

    relying_party: RelyingPartyId
    method: str
    request_id: RequestId
    digest: bytes
    """SHA-256 over the request as received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneUse:
    """Something that may be accepted once: an assertion's id or a challenge's nonce.

    `key` is unique among its kind (`jti:{issuer}:{jti}`, `nonce:{nonce}`); `keep_until` is the first instant
    after which nobody could accept it any more, so the memory of it may be dropped.
    """

    key: str
    keep_until: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one decision needs from the ledger: what to claim, and which facts to read.

    `scope` is the account at one provider, whose day totals are a fold over its entries, or "" where no
    account is concerned; `since` is the start of the banking day, before which no entry is read.
    """

    request: RequestClaim
    at: Instant
    since: Instant
    scope: str = ""
    payer: Instrument | None = None
    payee: Instrument | None = None
    assertion: OneUse | None = None
    nonce: OneUse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFacts:
    """What the ledger knew at the moment of the decision, read inside the unit.

    `earlier` are the scope's allowed and not cancelled transactions since `Claim.since`, in the order in
    which they were allowed. `payer_binding` is the instrument's newest binding in any state, or None.
    `last_device` is the device of the scope's latest allowed transaction, or of none.
    """

    payer_binding: Binding | None = None
    payee_binding: Binding | None = None
    earlier: tuple[Earlier, ...] = ()
    last_device: str = ""
    assertion_used: bool = False
    nonce_used: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A ledger row to append: an allowed transaction that counts from now on, and the device it came from.

    `earlier` is None where no money moved; then only the device is remembered.
    """

    earlier: Earlier | None
    device: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What weighing produced: the record's canonical bytes, and the row to append when it was allowed.

    `index` holds the few words by which records are found again (outcome, class, kind); no personal data.
    """

    name: DecisionName
    record: bytes
    outcome: str
    entry: Entry | None = None
    index: dict[str, str] = field(default_factory=dict)


Weigh: TypeAlias = Callable[[LedgerFacts], Weighed]
"""Pure: an adapter may run it inside its transaction, and again after a serialization failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One decision to be made durable: what it claims, and how to weigh what the ledger knows."""

    claim: Claim
    weigh: Weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A durable decision record; `replayed` when an earlier call with the same request made it."""

    record: bytes
    replayed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record as listed: its bytes and the cursor that a later page starts after."""

    record: bytes
    cursor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReport:
    """What a relying party says became of a decision."""

    decision: DecisionName
    kind: OutcomeKind
    at: Instant
    note: str = ""


class Ledger(Protocol):
    """Decision records, one-use claims and allowed transactions: append-only, durable before it answers."""

    def decide(self, unit: Unit, *, timeout: timedelta | None = None) -> Recorded:
        """Make one decision: one atomic, durable unit, serialized with every other unit of the same scope.

        In order: find an earlier record of the same `(relying_party, method, request_id)`: with the same
        digest it is returned as it stands, with another it is refused. Then read `LedgerFacts`, call
        `weigh`, claim the assertion and the nonce (those not used before), append the record and, if there
        is one, the entry. When this returns, all of it is on stable storage; when it raises, none of it is.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
            UnavailableError: nothing was decided; a retry may help.
            DeadlineError: `timeout` passed before the unit began; nothing was decided.
        """
        ...

    def decide_all(
        self, units: Sequence[Unit], *, timeout: timedelta | None = None
    ) -> list[Recorded | EidgateError]:
        """Make several decisions, each its own unit, in order; a failure of one is returned in its place.

        A later unit sees what an earlier one of the same scope appended.
        """
        ...

    def preview(self, unit: Unit) -> bytes:
        """Weigh on the present facts and return the record, claiming and writing nothing.

        Raises:
            UnavailableError: the facts cannot be read.
        """
        ...

    def find(self, relying_party: RelyingPartyId, name: DecisionName) -> bytes | None:
        """Return a record of this relying party's, or None: another's reads the same as none."""
        ...

    def page(self, relying_party: RelyingPartyId, *, after: int, limit: int) -> list[StoredRecord]:
        """Return at most `limit` records of this relying party's, oldest first, after a cursor (0: start)."""
        ...

    def report(self, request: RequestClaim, report: OutcomeReport) -> OutcomeReport:
        """Append what became of a decision, once per request; `cancelled` ends the entry's counting.

        Raises:
            NotFoundError: the relying party has no such decision.
            IllegalStateError: the decision was reported in a way that excludes this one
                (cancelled after completed, completed after cancelled).
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def forget(self, before: Instant) -> int:
        """Drop one-use claims whose `keep_until` is before this instant; return how many."""
        ...

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        ...


class TrustSource(Protocol):
    """Whose signatures count: a snapshot that is refreshed aside, never by a call."""

    def current(self) -> TrustSnapshot:
        """Return the present snapshot, from memory; a failed refresh leaves the one before in place."""
        ...

    def key_unknown(self) -> None:
        """Note that an assertion named a key that is not known; returns at once.

        Fetched key sets are then asked again aside, each at most once a minute; the call's answer stands.
        """
        ...


class BindingStore(Protocol):
    """Bindings with all their versions; one active binding per instrument at any time."""

    def earlier(self, request: RequestClaim) -> Binding | None:
        """Return the binding that this request made or changed, as it was then, or None.

        A retry is answered from here before anything is judged again: its assertion has expired meanwhile.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
            UnavailableError: the store cannot be read.
        """
        ...

    def create(self, request: RequestClaim, binding: Binding, *, uses: Sequence[OneUse]) -> Binding:
        """Add a binding and claim what it rests on, as one durable unit; idempotent per request.

        Raises:
            UsedBeforeError: one of `uses`, the first of them, was used before.
            AlreadyExistsError: the instrument has an active binding.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: BindingName) -> Binding | None:
        """Return the newest version of a binding, or None."""
        ...

    def page(
        self,
        *,
        institution: str,
        instrument: Instrument | None = None,
        subject: tuple[IssuerId, SubjectId] | None = None,
        after: int,
        limit: int,
    ) -> list[tuple[int, Binding]]:
        """Return at most `limit` (cursor, binding) of an institution's in creation order, after a cursor."""
        ...

    def change(self, request: RequestClaim, name: BindingName, step: Callable[[Binding], Binding]) -> Binding:
        """Replace a binding by its next version, keeping the old one; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such binding.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...


class Observer(Protocol):
    """Who watches: metrics and logs. It never fails, never blocks and sees no personal value."""

    def rpc(self, method: str, code: str, seconds: float) -> None:
        """One call ended."""
        ...

    def in_flight(self, change: int) -> None:
        """Calls under way went up or down by `change`."""
        ...

    def shed(self, why: str) -> None:
        """A call was refused to protect the rest: `queue`, `quota` or `draining`."""
        ...

    def verified(self, verdict: str, seconds: float) -> None:
        """An assertion was judged: `verified` or the reason's code."""
        ...

    def decided(self, seen: "DecisionSeen") -> None:
        """A decision was answered."""
        ...

    def committed(self, units: int, seconds: float) -> None:
        """The ledger made a batch durable."""
        ...

    def replay_refused(self, kind: str) -> None:
        """A one-use claim had been used: `assertion` or `nonce`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen:
    """What metrics and logs may know of a decision: codes and names, nothing personal."""

    name: DecisionName
    relying_party: RelyingPartyId
    method: str
    correlation_id: str
    outcome: str
    transaction_class: str
    kind: str
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    transaction_binding: str
    policy_version: str
    replayed: bool
    seconds: float
