"""The signal that says whether the holder agreed to exactly this transaction."""

import pytest

from builders.facts import NO_ASSERTION, assertion, confirmed, decided, facts, found, pay
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome

NONE, CHALLENGED, SIGNED = TransactionBinding


def paying(amount: int, degree: TransactionBinding) -> Facts:
    forms = confirmed("soft_otp_advanced", "face_match", "sms_otp")
    return pay(amount, assertion=assertion(transaction_binding=degree), confirmations=forms)


@pytest.mark.parametrize(
    ("amount", "degree"),
    [(4_000_000, NONE), (50_000_000, CHALLENGED), (50_000_000, SIGNED), (600_000_000, SIGNED)],
)
def test_enough_consent_leaves_nothing_to_see(amount: int, degree: TransactionBinding) -> None:
    assert not found(paying(amount, degree), "consent")
    assert decided(paying(amount, degree)).outcome is Outcome.ALLOW


@pytest.mark.parametrize(
    ("amount", "degree", "needed"),
    [(50_000_000, NONE, "challenged"), (600_000_000, NONE, "signed"), (600_000_000, CHALLENGED, "signed")],
)
def test_too_little_consent_steps_up_and_says_what_is_needed(
    amount: int, degree: TransactionBinding, needed: str
) -> None:
    case = paying(amount, degree)
    finding = found(case)[Reason.CONSENT_NOT_PROVEN]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"degree": degree, "needed": needed}
    assert decided(case).step_up.transaction_binding == needed


def test_no_assertion_is_no_consent() -> None:
    assert Reason.CONSENT_NOT_PROVEN in found(pay(50_000_000, assertion=NO_ASSERTION))
    assert Reason.CONSENT_NOT_PROVEN not in found(facts(assertion=NO_ASSERTION))
