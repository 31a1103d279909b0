"""Asking a wallet: which issuer's credential, and which of its claims the caller's purpose needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eidgate.app.attributes import permitted
from eidgate.app.service import Service
from eidgate.core.assertion.openid4vp import Asking, request_object
from eidgate.core.assertion.trust import Format, IssuerTrust, TrustSnapshot
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.purposes import Attribute, Purpose, needed_to_answer
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.record import GivenChallenge
from eidgate.core.terms import IssuerId


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRequest:
    """How a wallet is to be asked; an `issuer` of "" means the only one whose credentials are accepted."""

    issuer: str
    response_uri: str
    state: str = ""
    encryption_keys: Mapping[str, object] | None = field(default=None, repr=False)
    purpose: Purpose | None = None


def presentation_request(
    wallet: WalletRequest, challenge: GivenChallenge, caller: RelyingParty, service: Service
) -> str:
    """Return the OpenID4VP request for this challenge, as JSON text.

    Raises:
        NotPermittedError: the caller's role has no such purpose.
        InvalidCommandError: there is no such issuer, or no way for the wallet to answer.
    """
    allowed = permitted(caller, wallet.purpose)
    issuer = _issuer(wallet.issuer, service.trust.current())
    wanted = allowed if wallet.purpose is None else allowed | needed_to_answer(wallet.purpose)
    names = [getattr(issuer.claim_names, attribute) for attribute in Attribute if attribute in wanted]
    asking = Asking(
        client_id=caller.audience,
        nonce=challenge.nonce,
        transaction_data=challenge.transaction_data,
        issuer=issuer,
        claims=[*issuer.sd_jwt.asked_claims, *names],
        response_uri=wallet.response_uri,
        state=wallet.state,
        encryption_keys=wallet.encryption_keys,
    )
    try:
        return request_object(asking)
    except ValueError as error:
        raise InvalidCommandError(FieldViolation(field="presentation", description=str(error))) from error


def _issuer(named: str, trust: TrustSnapshot) -> IssuerTrust:
    issuing = {name: one for name, one in trust.issuers.items() if Format.SD_JWT in one.formats}
    if not named and len(issuing) == 1:
        return next(iter(issuing.values()))
    found = issuing.get(IssuerId(named))
    if found is None:
        fault = "name an issuer whose credentials are accepted"
        raise InvalidCommandError(FieldViolation(field="presentation.issuer", description=fault))
    return found
