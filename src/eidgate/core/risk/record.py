"""The decision record: everything a decision was computed from, and what it was; replayable from itself.

Its canonical bytes are what the ledger keeps, what the receipt signs and what a retry is answered from.
"""

from typing import Final

from msgspec import Struct

from eidgate.core.assertion.attributes import AttributeSource
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, RequestId
from eidgate.core.transparency.canonical import reader

FORMAT: Final = 1
"""Raised when the meaning of a field changes; a reader of an older format is kept."""


class GivenChallenge(Struct, frozen=True, kw_only=True):
    """A challenge as it was handed out."""

    nonce: str
    transaction_data: str
    expires_at: Instant


class DecisionRecord(Struct, frozen=True, kw_only=True):
    """One decision with its facts. `request_digest` is the SHA-256 (hex) of the request as received."""

    name: DecisionName
    relying_party: RelyingPartyId
    method: str
    request_id: RequestId
    correlation_id: str
    request_digest: str
    trusted_at: Instant
    receipt_key: str
    facts: Facts
    decision: Decision
    challenge: GivenChallenge | None = None
    adult: bool | None = None
    """Of age today (Civil Code 2015 Art. 20); only for an identity check, None when not known."""
    disclosed: tuple[AttributeSource, ...] = ()
    """Which attributes were answered to an identity check, by name and claim; their values are not kept."""
    format: int = FORMAT


read_record = reader(DecisionRecord)
"""Read a record from its canonical bytes."""


def replay(record: DecisionRecord, *, policy: Policy, regulation: Regulation) -> Decision:
    """Decide the record's facts again; with the policy it names, the decision comes out the same."""
    return decide(record.facts, policy=policy, regulation=regulation)
