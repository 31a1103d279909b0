"""The decision record: everything a decision was computed from, and what it was; replayable from itself.

Its canonical bytes are what the ledger keeps, what the receipt signs and what a retry is answered from.
"""

from dataclasses import dataclass
from typing import Final

import msgspec

from eidgate.core.assertion.attributes import AttributeSource
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.decide import decide
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.older_records import by_state
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import DecisionName, Instant, RelyingPartyId, RequestId
from eidgate.core.transparency.canonical import reader

FORMAT: Final = 2
"""Raised when the meaning of a field changes; a reader of an older format is kept (`older_records.py`).

2: signals stand by state, and the program is named. Format 1 had signals one by one, later by state.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenChallenge:
    """A challenge as it was handed out."""

    nonce: str
    transaction_data: str
    expires_at: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """One decision with its facts. `request_digest` is the SHA-256 (hex) of the request as received.

    `program` is the version of the program that decided; empty where it is not known.
    """

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
    program: str = ""


_read: Final = reader(DecisionRecord)


def read_record(raw: bytes) -> DecisionRecord:
    """Read a record of this or an older format from its canonical bytes.

    Raises:
        msgspec.MsgspecError: the bytes are no record.
    """
    try:
        return _read(raw)
    except msgspec.ValidationError:
        older = by_state(raw)
        if older is None:
            raise
        return _read(older)


def replay(record: DecisionRecord, *, policy: Policy, regulation: Regulation) -> Decision:
    """Decide the record's facts again; with the policy it names, the decision comes out the same."""
    return decide(record.facts, policy=policy, regulation=regulation)
