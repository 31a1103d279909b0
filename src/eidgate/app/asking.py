"""Asking a wallet: which issuer's credential, and which of its claims the caller's purpose needs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from eidgate.app.attributes import permitted
from eidgate.app.challenge import CreateChallenge, create_challenge
from eidgate.app.service import Service
from eidgate.core.assertion.openid4vp import Asking, request_object
from eidgate.core.assertion.trust import IssuerTrust, TrustSnapshot
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.purposes import Attribute, Purpose, needed_to_answer
from eidgate.core.risk.record import GivenChallenge
from eidgate.core.terms import IssuerId, Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRequest:
    """How a wallet is to be asked; an `issuer` of "" means the only one whose credentials are accepted."""

    issuer: str
    response_uri: str
    state: str = ""
    encryption_keys: Mapping[str, object] | None = field(default=None, repr=False)
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedWallet:
    """A challenge, and the OpenID4VP request (JSON text) that carries it to a wallet."""

    challenge: GivenChallenge
    request: Masked


def ask_wallet(command: CreateChallenge, wallet: WalletRequest, service: Service) -> AskedWallet:
    """Mint a challenge and write the request that a wallet can answer; nothing is stored.

    Raises:
        NotPermittedError: the transaction, or the purpose, is not the caller's to ask about.
        InvalidCommandError: there is no such issuer, or no way for the wallet to answer.
    """
    allowed = permitted(command.caller, wallet.purpose)
    issuer = _issuer(wallet.issuer, service.trust.current())
    challenge = create_challenge(command, service)
    asking = Asking(
        client_id=command.caller.audience,
        nonce=challenge.nonce,
        transaction_data=challenge.transaction_data,
        issuer=issuer,
        claims=_claims(issuer, allowed, wallet.purpose),
        response_uri=wallet.response_uri,
        state=wallet.state,
        encryption_keys=wallet.encryption_keys,
    )
    try:
        return AskedWallet(challenge=challenge, request=Masked(request_object(asking)))
    except ValueError as error:
        raise InvalidCommandError(FieldViolation(field="presentation", description=str(error))) from error


def _claims(issuer: IssuerTrust, allowed: frozenset[Attribute], purpose: Purpose | None) -> list[str]:
    wanted = allowed if purpose is None else allowed | needed_to_answer(purpose)
    named = [getattr(issuer.claim_names, attribute) for attribute in Attribute if attribute in wanted]
    return [*issuer.sd_jwt.asked_claims, *named]


def _issuer(named: str, trust: TrustSnapshot) -> IssuerTrust:
    issuing = {name: one for name, one in trust.issuers.items() if one.issues_credentials}
    if not named and len(issuing) == 1:
        return next(iter(issuing.values()))
    found = issuing.get(IssuerId(named))
    if found is None:
        fault = "name an issuer whose credentials are accepted"
        raise InvalidCommandError(FieldViolation(field="presentation.issuer", description=fault))
    return found
