"""A recorded decision as a trial reads it: all of its facts, and of its answer what is compared.

Reading less than the whole record is a fifth of the time of a backtest; what is left out is neither needed
nor checked here (`eidgate decision replay-all` holds records to every byte).
"""

from dataclasses import dataclass

from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import DecisionName, RelyingPartyId
from eidgate.core.transparency.canonical import reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRule:
    """The custom rule behind a finding."""

    rule: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastFinding:
    """What was found, and what it meant."""

    reason: Reason
    outcome: Outcome
    cited: PastRule | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAnswer:
    """What was decided, and by which policy."""

    outcome: Outcome
    findings: tuple[PastFinding, ...]
    policy_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastRecord:
    """One recorded decision."""

    name: DecisionName
    relying_party: RelyingPartyId
    facts: Facts
    decision: PastAnswer


read_past = reader(PastRecord)
"""Read it from a record's canonical bytes.

Raises:
    msgspec.MsgspecError: they are no record.
"""
