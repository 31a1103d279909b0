"""Recorded decisions, read in the order in which they were made, with what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports.ledger import DecisionFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the ledger: decisions after one cursor, up to and with another."""

    after: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """A record's canonical bytes, and the kinds of the outcome reports on it, oldest first."""

    record: bytes
    reports: tuple[str, ...] = ()


class PastDecisions(Protocol):
    """Every relying party's decisions, for trials of policies; who may look is not asked here."""

    def span(self, since: Instant | None, until: Instant | None) -> Span:
        """Return a stretch that holds every decision of the period made so far, and not many others.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...

    def read(
        self, span: Span, only: DecisionFilter, relying_party: RelyingPartyId | None = None
    ) -> Sequence[PastDecision]:
        """Return the decisions of a stretch that pass, oldest first, with the reports on them so far.

        All of them at once: a caller that wants bounded memory asks for short stretches.

        Raises:
            UnavailableError: the store cannot be read.
        """
        ...
