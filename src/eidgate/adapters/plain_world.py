"""The plain payment that worlds differ from; the people and numbers in it are invented."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Earlier, Form, Group, TransactionClass
from eidgate.core.risk.facts import AssertionFacts, BindingFacts, Facts, TransactionFacts
from eidgate.core.risk.history import History
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.terms import (
    CustomerKind,
    Instant,
    Instrument,
    InstrumentKind,
    TransactionKind,
    Vnd,
)
from eidgate.core.transaction import Channel

AT: Final = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
"""Noon in Viet Nam, a Thursday, with Circular 77/2025 in force."""

_BANK, _OTHER_BANK = "970436", "970415"
_ISSUER = "https://idp.example"
_PAYER = Instrument(kind=InstrumentKind.ACCOUNT, institution=_BANK, number="0011")
_PAYEE = Instrument(kind=InstrumentKind.ACCOUNT, institution=_OTHER_BANK, number="9900")
_BINDING = BindingFacts(
    name="bindings/plain", issuer=_ISSUER, subject_id="subject-an", active=True, version=1
)
_PAYMENT = TransactionFacts(
    kind=TransactionKind.TRANSFER_OTHER,
    customer=CustomerKind.INDIVIDUAL,
    payer=_PAYER,
    payee=_PAYEE,
    amount=Vnd(4_000_000),
    channel=Channel.MOBILE_APP,
)


def signed(at: Instant) -> AssertionFacts:
    """Return a good assertion: level 2 account, level 3 with a face, signed for this payment."""
    return AssertionFacts(
        presented=True,
        digest="ab" * 32,
        issuer=_ISSUER,
        subject_id=_BINDING.subject_id,
        assertion_id="assertion-plain",
        expires_at=at + timedelta(minutes=5),
        authenticated_at=at - timedelta(seconds=20),
        account_level=2,
        authentication_level=3,
        factors=("face", "pin"),
        holder_binding=HolderBinding.KEY,
        transaction_binding=TransactionBinding.SIGNED,
        document_expires_on=date(2035, 1, 1),
    )


def plain_payment(at: Instant) -> Facts:
    """Return the plain payment at an instant: class B, allowed."""
    return Facts(
        at=at,
        provider=_BANK,
        transaction=_PAYMENT,
        assertion=AssertionFacts(presented=False),
        confirmations=(_confirmation(at),),
        device="phone-plain",
        known_device="phone-plain",
        clock_skew_seconds=0,
        payer_binding=_BINDING,
    )


def _confirmation(at: Instant) -> Confirmation:
    return Confirmation(form=Form.SMS_OTP, performed_at=at - timedelta(seconds=30), passed=True)


def _earlier(at: Instant) -> Earlier:
    return Earlier(
        group=Group.OTHER_OR_ELSEWHERE,
        amount=Vnd(1_000_000),
        transaction_class=TransactionClass.B,
        confirmed_as=TransactionClass.B,
        at=at - timedelta(hours=1),
    )


def _standing(at: Instant) -> PartyStanding:
    return PartyStanding(
        party=Party.PAYEE,
        kind=StandingKind.LISTED,
        identifier_kind=IdentifierKind.ACCOUNT,
        name="entries/plain",
        since=at - timedelta(days=1),
        until=at + timedelta(days=1),
        source="police",
        grade=Grade.WARN,
    )


def _history(at: Instant) -> History:
    """Return a past in which nothing stands out: a year at this hour and place, half a year to this payee."""
    year = timedelta(days=365)
    return History(
        payee_since=at - year / 2,
        active_since=at - year,
        hour_since=at - year,
        places_since=at - year,
        place_since=at - year,
        largest=Vnd(200_000_000),
    )


PLAIN_PARTS: Final[Mapping[type, Any]] = {
    Confirmation: _confirmation,
    Earlier: _earlier,
    PartyStanding: _standing,
    History: _history,
    TransactionFacts: _PAYMENT,
    Instrument: _PAYEE,
    BindingFacts: _BINDING,
}
"""What an entry of a list, or a record that is absent from the plain payment, differs from.

A function makes it at the world's instant.
"""
