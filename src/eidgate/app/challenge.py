"""CreateChallenge: a nonce tied to one transaction, and the text that the holder's wallet hashes."""

from dataclasses import dataclass

from eidgate.app.permission import require, require_transaction
from eidgate.app.service import Service
from eidgate.core.assertion.challenge import CHALLENGE_LIFETIME, RANDOM_BYTES, Keyring, mint
from eidgate.core.assertion.transaction_data import action, payment
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.record import GivenChallenge
from eidgate.core.terms import Instant
from eidgate.core.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChallenge:
    """Asks for a challenge; `transaction` is None for an identity check."""

    caller: RelyingParty
    transaction: Transaction | None


def create_challenge(command: CreateChallenge, service: Service) -> GivenChallenge:
    """Mint a challenge. Nothing is stored until it is used.

    Raises:
        NotPermittedError: the transaction is not the caller's to ask about.
    """
    if command.transaction is None:
        require(command.caller, Right.VERIFY)
    else:
        require_transaction(command.caller, command.transaction)
    return mint_challenge(
        command.caller,
        transaction_data(command.transaction),
        keyring=service.challenge_keys,
        random=service.randomness.bytes(RANDOM_BYTES),
        at=service.clock.now(),
    )


def mint_challenge(
    caller: RelyingParty, data: str, *, keyring: Keyring, random: bytes, at: Instant
) -> GivenChallenge:
    """Mint a challenge from random bytes drawn before; pure, so that it may run inside a ledger unit."""
    expires_at = (at + CHALLENGE_LIFETIME).replace(microsecond=0)
    nonce = mint(keyring, caller.relying_party_id, data, expires_at, random)
    return GivenChallenge(nonce=nonce, transaction_data=data, expires_at=expires_at)


def transaction_data(transaction: Transaction | None) -> str:
    """Return the exact text that the holder agrees to; "" where there is no transaction."""
    if transaction is None:
        return ""
    if transaction.kind.moves_money:
        return payment(
            kind=transaction.kind,
            amount=transaction.amount,
            payer=transaction.payer,
            payee=transaction.payee,
            payee_name=transaction.payee_name.reveal(),
            scanned=transaction.payee_qr.reveal(),
        )
    return action(kind=transaction.kind, instrument=transaction.payer, amount=transaction.amount or None)
