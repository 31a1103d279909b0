"""The ledger: decisions, each one atomic and durable unit, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from eidgate.core.errors import EidgateError
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.precision import Ground
from eidgate.core.terms import DecisionName, Instant, Instrument, RelyingPartyId
from eidgate.ports.requests import RequestClaim
from eidgate.ports.units import Claim, LedgerFacts, Recorded, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record as listed: its bytes and the cursor that a later page starts after."""

    record: bytes
    cursor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFilter:
    """Which decisions to list; None and "" let everything pass. The period includes `since`, not `until`.

    `outcome` is that of `Weighed`, and `words` must all stand in its index.
    """

    since: Instant | None = None
    until: Instant | None = None
    outcome: str = ""
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Records found, and the cursor to go on after, or None at the end."""

    records: list[StoredRecord]
    next_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a reported decision was about, so that later decisions learn from the report.

    `place` is the country that the customer came from, as in `Claim`. `kept_by_reporter` says that the
    reporter keeps the paying account: only then does a report say something about payer and payee to others.
    """

    scope: str
    at: Instant
    payer: Instrument
    payee: Instrument | None = None
    place: str = ""
    kept_by_reporter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReport:
    """What a relying party says became of a decision; `replayed` when an earlier call had said it already.

    `again` is whether another request had said the same of this decision before.
    """

    decision: DecisionName
    kind: OutcomeKind
    at: Instant
    note: str = ""
    replayed: bool = field(default=False, compare=False)
    again: bool = field(default=False, compare=False)


class Ledger(Protocol):
    """Decision records, one-use claims and allowed transactions: append-only, durable before it answers."""

    def decide(self, unit: Unit, *, timeout: timedelta | None = None) -> Recorded:
        """Make one decision: one atomic, durable unit, serialized with every other unit of the same scope.

        In order: find an earlier record of the same `(relying_party, method, request_id)`: with the same
        digest it is returned as it stands, with another it is refused. Then read `LedgerFacts`, call
        `weigh`, claim the assertion and the nonce (those not used before), append the record, its
        alerts and, if there is one, the entry. When this returns, all of it is on stable storage; when it
        raises, none of it is.

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

    def decide_each(self, units: Sequence[tuple[Unit, timedelta | None]]) -> list[Recorded | Exception]:
        """Make several callers' decisions, in order; what `decide` would raise stands in its place.

        Each has a timeout of its own, as for `decide`.
        """
        ...

    def preview(self, unit: Unit) -> bytes:
        """Weigh on the present facts and return the record, claiming and writing nothing.

        Raises:
            UnavailableError: the facts cannot be read.
        """
        ...

    def look(self, claim: Claim) -> LedgerFacts:
        """Return what the ledger knows now, claiming and writing nothing; it may be another thing soon.

        Raises:
            UnavailableError: the facts cannot be read.
        """
        ...

    def find(self, relying_party: RelyingPartyId | None, name: DecisionName) -> bytes | None:
        """Return a record of this relying party's, or None: another's reads the same as none.

        Here and below, None as the relying party is everybody's: for who audits, and for nobody else.
        """
        ...

    def page(self, relying_party: RelyingPartyId | None, *, after: int, limit: int) -> list[StoredRecord]:
        """Return at most `limit` records of this relying party's, oldest first, after a cursor (0: start)."""
        ...

    def search(
        self, relying_party: RelyingPartyId | None, only: DecisionFilter, *, after: int, limit: int
    ) -> RecordPage:
        """Return at most `limit` records of this relying party's that pass, oldest first, after a cursor.

        Looks at a bounded number of records: a page may be short, or empty, and there may be more.
        """
        ...

    def report(
        self,
        request: RequestClaim,
        report: OutcomeReport,
        *,
        about: Decided | None = None,
        grounds: Sequence[Ground] = (),
    ) -> OutcomeReport:
        """Append what became of a decision, once per request; `cancelled` ends the entry's counting.

        `about` is what the decision's record says of its transaction, None for an identity check: with it a
        cancelled payment leaves the windows and habits of `History`, and a confirmed fraud or a false alarm
        enters its reports, each decision once. `grounds` are what had been found in the decision: the report
        counts for each of them in `PrecisionBook`, each decision once a kind.

        Raises:
            NotFoundError: the relying party has no such decision.
            IllegalStateError: the decision was reported in a way that excludes this one
                (cancelled after completed, completed after cancelled).
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def forget(self, before: Instant) -> int:
        """Drop one-use claims kept until before this instant, and credits that no decision at it reads."""
        ...

    def close(self) -> None:
        """Finish what is under way and let go of the store."""
        ...
