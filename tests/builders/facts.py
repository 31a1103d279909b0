"""The facts of a plain case: An, an individual bound to one account, pays from the known phone at noon.

Every builder takes only what differs from that; `decided` decides with what is shipped.
"""

from datetime import date, timedelta
from functools import cache
from typing import Any

from builders.regulation import NOON, shipped
from eidgate.adapters.policies import load_policy
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.decide import decide
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import AssertionFacts, BindingFacts, Facts, TransactionFacts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instant, Instrument, InstrumentKind, TransactionKind, Vnd
from eidgate.core.transaction import Channel

OURS = "970436"
ELSEWHERE = "970415"
ISSUER = "https://idp.example"
AN = "subject-an"
BINH = "subject-binh"
PHONE = "phone-of-an"
EXPIRES = date(2030, 1, 1)

NO_ASSERTION = AssertionFacts(presented=False)


@cache
def vn_bank() -> Policy:
    return load_policy("vn-bank")


def account(number: str = "0011", *, institution: str = OURS, kind: str = "account") -> Instrument:
    return Instrument(kind=InstrumentKind(kind), institution=institution, number=number)


PAYER = account()
PAYEE = account("9900", institution=ELSEWHERE)


def transaction(amount: int = 4_000_000, **differs: Any) -> TransactionFacts:
    plain: dict[str, Any] = {
        "kind": TransactionKind.TRANSFER_OTHER,
        "customer": CustomerKind.INDIVIDUAL,
        "payer": PAYER,
        "payee": PAYEE,
        "amount": Vnd(amount),
        "channel": Channel.MOBILE_APP,
    }
    return TransactionFacts(**{**plain, **differs})


def unpaid(kind: str, **differs: Any) -> TransactionFacts:
    """A transaction of a kind that moves no money."""
    return transaction(0, kind=TransactionKind(kind), payee=None, **differs)


def bound(subject: str = AN, **differs: Any) -> BindingFacts:
    plain: dict[str, Any] = {"name": "bindings/1", "issuer": ISSUER, "subject_id": subject}
    plain |= {"active": True, "version": 1, "confirmed_at": NOON - timedelta(days=365)}
    return BindingFacts(**{**plain, **differs})


def assertion(subject: str = AN, *, at: Instant = NOON, **differs: Any) -> AssertionFacts:
    """A good one: level 2 account, level 3 authentication with a face, signed for this transaction."""
    plain: dict[str, Any] = {
        "presented": True,
        "digest": "ab" * 32,
        "issuer": ISSUER,
        "subject_id": subject,
        "assertion_id": "assertion-1",
        "expires_at": at + timedelta(minutes=5),
        "authenticated_at": at - timedelta(seconds=20),
        "account_level": 2,
        "authentication_level": 3,
        "factors": ("face", "pin"),
        "holder_binding": HolderBinding.KEY,
        "transaction_binding": TransactionBinding.SIGNED,
        "document_expires_on": EXPIRES,
    }
    return AssertionFacts(**{**plain, **differs})


def rejected(reason: Reason, step: int = 5) -> AssertionFacts:
    return AssertionFacts(presented=True, digest="cd" * 32, rejected=reason, step=step)


def confirmed(*forms: str, at: Instant = NOON, **differs: Any) -> tuple[Confirmation, ...]:
    """Confirmations that passed half a minute ago."""
    plain = {"performed_at": at - timedelta(seconds=30), "passed": True}
    return tuple(Confirmation(form=Form(form), **{**plain, **differs}) for form in forms)


def facts(of: TransactionFacts | None = None, /, **differs: Any) -> Facts:
    """An's payment of 4,000,000 by one-time password without an assertion: class B, allowed."""
    at = differs.get("at", NOON)
    plain: dict[str, Any] = {
        "at": at,
        "provider": OURS,
        "transaction": of or transaction(),
        "assertion": NO_ASSERTION,
        "confirmations": confirmed("sms_otp", at=at),
        "device": PHONE,
        "known_device": PHONE,
        "clock_skew_seconds": 0,
        "payer_binding": bound(),
    }
    return Facts(**{**plain, **differs})


def pay(amount: int, **differs: Any) -> Facts:
    """An pays this much to somebody at another bank."""
    return facts(transaction(amount), **differs)


def identity_check(**differs: Any) -> Facts:
    """A shop asks who somebody is; no money."""
    plain: dict[str, Any] = {"confirmations": (), "device": "", "known_device": "", "payer_binding": None}
    plain["assertion"] = assertion(transaction_binding=TransactionBinding.CHALLENGED)
    return replace(facts(**{**plain, **differs}), transaction=None)


def decided(of: Facts, policy: Policy | None = None) -> Decision:
    return decide(of, policy=policy or vn_bank(), regulation=shipped())


def found(of: Facts | Decision, signal: str = "") -> dict[Reason, Finding]:
    """The findings by their reasons, of one signal where it is named."""
    decision = of if isinstance(of, Decision) else decided(of)
    return {one.reason: one for one in decision.findings if signal in ("", one.signal)}


def outcome(of: Facts) -> Outcome:
    return decided(of).outcome
