"""Units for the ledger: a weighing whose record tells the facts that it saw."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from eidgate.adapters.storage.open import Store
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.terms import (
    BindingName,
    CustomerKind,
    DecisionName,
    Instrument,
    InstrumentKind,
    IssuerId,
    RelyingPartyId,
    RequestId,
    SubjectId,
    Vnd,
)
from eidgate.ports import (
    Claim,
    Decided,
    Entry,
    LedgerFacts,
    OneUse,
    OutcomeReport,
    RequestClaim,
    Unit,
    Weighed,
)

NOON = datetime(2026, 3, 5, 5, 0, 0, 123456, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
BANK = RelyingPartyId("bank-a")
OTHER_BANK = RelyingPartyId("bank-b")


def account(number: str = "0011") -> Instrument:
    return Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number=number)


def request(
    request_id: str,
    *,
    relying_party: RelyingPartyId = BANK,
    method: str = "VerifyTransaction",
    digest: bytes = b"\x00digest\xff",
) -> RequestClaim:
    return RequestClaim(
        relying_party=relying_party, method=method, request_id=RequestId(request_id), digest=digest
    )


def once(key: str, keep_until: datetime = NOON + timedelta(hours=1)) -> OneUse:
    return OneUse(key=key, keep_until=keep_until)


def earlier(amount: int = 1, at: datetime = NOON) -> Earlier:
    return Earlier(
        group=Group.OTHER_OR_ELSEWHERE,
        amount=Vnd(amount),
        transaction_class=TransactionClass.B,
        confirmed_as=TransactionClass.C,
        at=at,
    )


def seen(facts: LedgerFacts, **more: object) -> bytes:
    """Return facts as a record; what a test reads back tells what the unit saw."""
    return json.dumps(
        {
            "earlier": [int(each.amount) for each in facts.earlier],
            "last_device": facts.last_device,
            "assertion_used": facts.assertion_used,
            "nonce_used": facts.nonce_used,
            "payer": None if facts.payer_binding is None else facts.payer_binding.etag,
            **more,
        }
    ).encode()


def name_of(request_id: str) -> DecisionName:
    return DecisionName(f"decisions/{request_id}")


def unit(
    request_id: str,
    *,
    amount: int | None = 1,
    scope: str = "scope",
    at: datetime = NOON,
    since: datetime = MIDNIGHT,
    payer: Instrument | None = None,
    payee: Instrument | None = None,
    assertion: OneUse | None = None,
    nonce: OneUse | None = None,
    device: str = "",
    place: str = "",
    credits_payee: bool = True,
    claim: RequestClaim | None = None,
    weigh: Callable[[LedgerFacts], Weighed] | None = None,
) -> Unit:
    """Allow `amount`, or append no entry when it is None."""

    def _entry(paid: int) -> Entry:
        return Entry(earlier=earlier(paid, at), device=device, credits=credits_payee)

    def allow(facts: LedgerFacts) -> Weighed:
        entry = None if amount is None else _entry(amount)
        return Weighed(
            name=name_of(request_id),
            record=seen(facts),
            outcome="ALLOW",
            entry=entry,
            index={"class": "B", "kind": "transfer_other"},
        )

    return Unit(
        claim=Claim(
            request=claim or request(request_id),
            at=at,
            since=since,
            scope=scope,
            payer=payer or account(),
            payee=payee,
            identifiers=tuple(identifier_of(one) for one in (payer or account(), payee) if one),
            device=f"bank-a|{device}" if device else "",
            place=place,
            assertion=assertion,
            nonce=nonce,
        ),
        weigh=weigh or allow,
    )


def facts_of(store: Store, probe: Unit) -> LedgerFacts:
    """Read what this unit would see, by a preview."""
    found: list[LedgerFacts] = []

    def keep(facts: LedgerFacts) -> Weighed:
        found.append(facts)
        return Weighed(name=name_of("probe"), record=b"", outcome="ALLOW")

    store.ledger.preview(Unit(claim=probe.claim, weigh=keep))
    return found[0]


def decided(of: Unit, *, kept: bool = True) -> Decided:
    """What a report on this unit's decision is about."""
    claim = of.claim
    assert claim.payer is not None
    return Decided(
        scope=claim.scope,
        at=claim.at,
        payer=claim.payer,
        payee=claim.payee,
        place=claim.place,
        kept_by_reporter=kept,
    )


def report(decision: str, kind: str, note: str = "") -> OutcomeReport:
    return OutcomeReport(decision=name_of(decision), kind=kind, at=NOON, note=note)


def binding(name: str = "b1", *, instrument: Instrument | None = None, subject: str = "subject-1") -> Binding:
    return Binding(
        name=BindingName(f"bindings/{name}"),
        issuer=IssuerId("https://idp.example"),
        subject_id=SubjectId(subject),
        customer=CustomerKind.INDIVIDUAL,
        instrument=instrument or account(),
        attested_by=BANK,
        institution="970436",
        account_level=2,
        assertion_digest="ab" * 32,
        device="điện thoại",
        created_at=NOON,
        updated_at=NOON,
    )
