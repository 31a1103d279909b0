"""The work: customers with bound accounts, and payments that each carry an assertion of their own.

Nothing is sent twice: every request has its own id, assertion, challenge and, until all had one, account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from benchmarks import bodies
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.randomness import SystemRandomness
from eidgate.adapters.secret_keys import load_challenge_keys
from eidgate.adapters.storage.open import Store
from eidgate.app.challenge import mint_challenge, transaction_data
from eidgate.core.assertion.challenge import RANDOM_BYTES
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import BindingName, CustomerKind, Masked, RequestId, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Context, Transaction
from eidgate.ports import RequestClaim
from eidgate.rpc.wire import requests
from eidgate.simulator.identity_provider import ISSUER, AuthenticationRequest, IdentityProvider
from eidgate.simulator.installation import CHALLENGE_KEYS
from eidgate.simulator.world import BANK, OTHER_BANK, Customer, World
from eidgate.v1 import common_pb2
from eidgate.v1.verification_service_pb2 import BatchVerifyTransactionsRequest, VerifyTransactionRequest

SEED: Final = 7
AMOUNT: Final = Vnd(20_000)
"""Small, so that one account may pay often within a class: what is measured is always an ALLOW."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which payments to prepare: numbers of the world's payments, and how many go into one message."""

    folder: Path
    accounts: int
    first: int
    count: int
    together: int = 1


def prepare(order: Order, path: Path) -> Path:
    """Sign payments and write them down; they are good for five minutes."""
    bodies.write(path, _messages(order))
    return path


def bind(store: Store, accounts: int) -> None:
    """Bind every customer's account, through the port and not over the wire."""
    for index in range(accounts):
        claim = RequestClaim(
            relying_party=BANK.relying_party_id,
            method="CreateBinding",
            request_id=RequestId(f"bind-{index}"),
            digest=bytes(32),
        )
        store.bindings.create(claim, binding(index), uses=())


def binding(index: int) -> Binding:
    """Return the binding of one customer's account."""
    customer, now = _customer(index), SystemClock().now()
    return Binding(
        name=BindingName(f"bindings/x{index:026}"),
        issuer=ISSUER,
        subject_id=customer.citizen.subject_id,
        customer=CustomerKind.INDIVIDUAL,
        instrument=customer.account,
        attested_by=BANK.relying_party_id,
        institution=BANK.institution,
        account_level=2,
        assertion_digest="0" * 64,
        device=customer.device,
        created_at=now,
        updated_at=now,
    )


def transaction(customer: Customer, number: int) -> Transaction:
    """Return one payment of a customer's."""
    return Transaction(
        kind=TransactionKind.TRANSFER_OTHER,
        customer=CustomerKind.INDIVIDUAL,
        payer=customer.account,
        payee=World(SEED).account(number % 1000, bank=OTHER_BANK),
        payee_name=Masked("Lê Ví Dụ"),
        amount=AMOUNT,
        channel=Channel.MOBILE_APP,
    )


def _messages(order: Order) -> Iterator[bytes]:
    provider, keyring = IdentityProvider(SEED), load_challenge_keys(order.folder / CHALLENGE_KEYS)
    now, random = SystemClock().now(), SystemRandomness()
    confirmation = requests.confirmation_message(
        Confirmation(form=Form.SMS_OTP, performed_at=now, passed=True)
    )

    def one(number: int) -> VerifyTransactionRequest:
        customer = _customer(number % order.accounts)
        paid = transaction(customer, number)
        data = transaction_data(paid)
        challenge = mint_challenge(BANK, data, keyring=keyring, random=random.bytes(RANDOM_BYTES), at=now)
        asked = AuthenticationRequest(
            audience=BANK.audience, at=now, nonce=challenge.nonce, transaction_data=(data,)
        )
        claims = provider.claims(customer.citizen, asked) | {"jti": random.bytes(16).hex()}
        return VerifyTransactionRequest(
            request_id=str(UUID(bytes=random.bytes(16), version=4)),
            transaction=requests.transaction_message(paid),
            assertion=common_pb2.Assertion(jwt=provider.key.compact(provider.header(), claims)),
            challenge=challenge.nonce,
            confirmations=[confirmation],
            context=requests.context_message(Context(device=customer.device)),
        )

    for begin in range(order.first, order.first + order.count, order.together):
        items = [one(number) for number in range(begin, begin + order.together)]
        message = items[0] if order.together == 1 else BatchVerifyTransactionsRequest(requests=items)
        yield message.SerializeToString()


@cache
def _customer(index: int) -> Customer:
    return World(SEED).customer(index)
