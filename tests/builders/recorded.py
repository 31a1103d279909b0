"""A decision's record, as the service would make it of some facts."""

from dataclasses import replace

from builders.facts import decided
from builders.regulation import NOON
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.terms import DecisionName, RelyingPartyId, RequestId


def recorded(of: Facts, **differs: object) -> DecisionRecord:
    plain = DecisionRecord(
        name=DecisionName("decisions/1"),
        relying_party=RelyingPartyId("bank-1"),
        method="VerifyTransaction",
        request_id=RequestId("6f1c9f0e-0000-4000-8000-000000000001"),
        correlation_id="",
        request_digest="ab" * 32,
        trusted_at=NOON,
        receipt_key="2026-a",
        facts=of,
        decision=decided(of),
    )
    return replace(plain, **differs)
