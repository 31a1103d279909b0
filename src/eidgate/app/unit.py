"""Opening a ledger unit: what is claimed, what is read, and how the record begins."""

from collections.abc import Iterable
from functools import partial

from eidgate.app.identify import Identified
from eidgate.app.names import new_id
from eidgate.app.service import Service
from eidgate.core.desk.identifier import Identifier
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.terms import DecisionName, Instant, Instrument, local_day_start
from eidgate.core.transaction import Transaction
from eidgate.ports import Claim, RequestClaim


def claim(  # noqa: PLR0913 (what one claim is made of)
    request: RequestClaim,
    identified: Identified,
    *,
    caller: RelyingParty,
    transaction: Transaction | None,
    identifiers: Iterable[Identifier] = (),
    device: str = "",
    place: str = "",
    at: Instant,
) -> Claim:
    """Say what the decision uses up and which facts it needs."""
    return Claim(
        request=request,
        at=at,
        since=local_day_start(at),
        scope=scope_of(caller.provider, transaction.payer) if transaction else "",
        payer=transaction.payer if transaction else None,
        payee=transaction.payee if transaction else None,
        identifiers=tuple(dict.fromkeys(identifiers)),
        device=f"{caller.provider}|{device}" if device else "",
        place=place,
        assertion=identified.assertion_use,
        nonce=identified.nonce_use,
    )


def scope_of(provider: str, payer: Instrument) -> str:
    """Name the account at one provider, whose payments count together (ADR 0005)."""
    return f"{provider}|{payer.key}"


def record_beginning(
    request: RequestClaim,
    correlation_id: str,
    identified: Identified,
    service: Service,
    *,
    at: Instant,
) -> partial[DecisionRecord]:
    """Return the record with all but its facts and its decision."""
    return partial(
        DecisionRecord,
        name=DecisionName(f"decisions/{new_id(at, service.randomness)}"),
        relying_party=request.relying_party,
        method=request.method,
        request_id=request.request_id,
        correlation_id=correlation_id,
        request_digest=request.digest.hex(),
        trusted_at=identified.trusted_at,
        receipt_key=service.receipt_keys.current,
        program=service.program,
    )
