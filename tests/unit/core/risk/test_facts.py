"""Facts flatten what verification returned, and keep nothing that deciding does not need."""

from datetime import date, timedelta

from msgspec import structs

from builders.facts import AN, ISSUER
from builders.regulation import NOON
from eidgate.core.assertion.verdict import (
    HolderBinding,
    Identity,
    Rejected,
    TransactionBinding,
    Verified,
)
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import AssertionFacts, assertion_facts
from eidgate.core.terms import IssuerId, Masked, SubjectId
from eidgate.core.transparency.canonical import canonical

VERIFIED = Verified(
    issuer=IssuerId(ISSUER),
    subject_id=SubjectId(AN),
    assertion_id="assertion-1",
    issued_at=NOON,
    expires_at=NOON + timedelta(minutes=5),
    acceptable_until=NOON + timedelta(minutes=6),
    authenticated_at=NOON,
    account_level=2,
    authentication_level=3,
    factors=("face", "pin"),
    holder_binding=HolderBinding.KEY,
    transaction_binding=TransactionBinding.SIGNED,
    nonce="n-1",
    nonce_acceptable_until=NOON + timedelta(minutes=5),
    identity=Identity(
        personal_number=Masked("079203001234"),
        full_name=Masked("NGUYỄN VĂN AN"),
        document_expires_on=date(2030, 1, 1),
    ),
    notes=(Reason.PROVINCE_CODE_UNKNOWN,),
)


def test_no_verdict_means_that_none_was_presented() -> None:
    facts = assertion_facts(None)
    assert facts == AssertionFacts(presented=False)
    assert not facts.verified


def test_a_rejected_assertion_keeps_reason_and_step_only() -> None:
    facts = assertion_facts(Rejected(reason=Reason.SIGNATURE_INVALID, step=5, detail="r is 0"), digest="ab")
    assert facts == AssertionFacts(presented=True, digest="ab", rejected=Reason.SIGNATURE_INVALID, step=5)
    assert not facts.verified


def test_a_verified_assertion_keeps_what_it_proved() -> None:
    facts = assertion_facts(VERIFIED, digest="ab")
    assert facts.verified
    assert facts.document_expires_on == date(2030, 1, 1)
    shared = {one.name for one in structs.fields(Verified)} & {
        one.name for one in structs.fields(AssertionFacts)
    }
    assert len(shared) == 11
    assert all(getattr(facts, name) == getattr(VERIFIED, name) for name in shared)


def test_no_identity_reaches_the_record() -> None:
    record = canonical(assertion_facts(VERIFIED)).decode()
    assert "079203001234" not in record
    assert "NGUYỄN" not in record
