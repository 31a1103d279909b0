"""Who acts in the demo: a bank, a shop, a customer with a wallet, a stranger, a forger."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from google.protobuf.message import Message

from eidgate.adapters.randomness import SystemRandomness
from eidgate.cli.demo.stage import Stage
from eidgate.client import check_receipt, read_receipt_keys
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instrument, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Context, Transaction
from eidgate.rpc.wire import requests
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.operator_server import Behaviour
from eidgate.simulator.wallet import Wallet
from eidgate.simulator.world import BANK, OTHER_BANK, SHOP
from eidgate.v1 import binding_service_pb2, common_pb2, decision_pb2, verification_service_pb2

_BYTES_OF_UUID: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """One payment as the bank asks about it; `payer` is the customer's account unless another is named.

    `payee` is the story's usual one unless another is named. `phone` is the payer's number, "" where the bank
    does not say. `payee_name` is the payee's own unless another was typed, and `payee_qr` is what was scanned
    instead.
    """

    amount: int
    forms: tuple[Form, ...]
    assertion: str = ""
    payer: Instrument | None = None
    payee: Instrument | None = None
    phone: str = ""
    payee_name: str = ""
    payee_qr: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What came back, and what was sent."""

    payment: Payment
    request: verification_service_pb2.VerifyTransactionRequest
    response: verification_service_pb2.VerifyTransactionResponse

    @property
    def decision(self) -> decision_pb2.Decision:
        """The decision."""
        return self.response.decision

    @property
    def outcome(self) -> str:
        """The outcome's word."""
        return decision_pb2.Outcome.Name(self.decision.outcome).removeprefix("OUTCOME_")

    @property
    def transaction_class(self) -> str:
        """The class that the regulation gave."""
        return self.decision.regulation.transaction_class

    @property
    def reasons(self) -> set[str]:
        """The codes of everything that was found."""
        return {finding.reason for finding in self.decision.findings}

    @property
    def because(self) -> str:
        """The findings that count, in their order."""
        worst = [one.reason for one in self.decision.findings if one.outcome == self.decision.outcome]
        return ", ".join(dict.fromkeys(worst)) if self.decision.outcome != decision_pb2.OUTCOME_ALLOW else ""


class Cast:
    """Plays every part; what they know of each other is only what the services tell them."""

    def __init__(self, stage: Stage, *, customer: int = 1) -> None:
        self._stage = stage
        self._bank, self._shop = stage.client(BANK), stage.client(SHOP)
        self._customer = stage.world.customer(customer)
        payee = stage.world.customer(77, bank=OTHER_BANK)
        self.payee, self.payee_name = payee.account, payee.citizen.full_name
        self.stranger = stage.world.customer(2).citizen
        self.unbound_account = stage.world.account(3)
        self._receipt_keys = read_receipt_keys(stage.installation.receipt_keys)

    def bind(self) -> str:
        """Bind the customer's account at the bank; return the binding's state."""
        asked = verification_service_pb2.CreateChallengeRequest()
        nonce = self._bank.create_challenge(asked).challenge.nonce
        assertion = self._authenticate(BANK, nonce, "", self._customer.citizen)
        request = binding_service_pb2.CreateBindingRequest(
            request_id=_new_request_id(),
            instrument=requests.instrument_message(self._customer.account),
            customer=common_pb2.CUSTOMER_KIND_INDIVIDUAL,
            assertion=common_pb2.Assertion(jwt=assertion),
            challenge=nonce,
            device_id=self._customer.device,
        )
        state = self._bank.create_binding(request).response.binding.state
        return binding_service_pb2.BindingState.Name(state).removeprefix("BINDING_STATE_")

    def pay(self, payment: Payment) -> Paid:
        """Ask the service about a payment."""
        request = self._request(payment)
        return Paid(
            payment=payment, request=request, response=self._bank.verify_transaction(request).response
        )

    def answer(self, paid: Paid) -> str:
        """Let the customer's wallet answer the challenge of a step-up: signed, with a face match."""
        challenge = paid.decision.step_up.challenge
        return self._authenticate(BANK, challenge.nonce, challenge.transaction_data, self._customer.citizen)

    def sign(self, *, amount: int, citizen: Citizen | None = None) -> str:
        """Let a wallet sign a payment of this amount."""
        payment = Payment(amount=amount, forms=())
        return self._sign(self._stage.identity_provider, payment, citizen or self._customer.citizen)

    def signed(self, payment: Payment) -> Payment:
        """Let the customer's wallet sign exactly this payment."""
        signature = self._sign(self._stage.identity_provider, payment, self._customer.citizen)
        return replace(payment, assertion=signature)

    def let_operator(self, behaviour: Behaviour) -> None:
        """Change the ways of the customer's mobile operator."""
        self._stage.operators.behave(behaviour)

    def forge(self, *, amount: int) -> str:
        """Sign with a key that is not the identity provider's, under its key id."""
        payment = Payment(amount=amount, forms=())
        return self._sign(_Forger(self._stage.identity_provider), payment, self._customer.citizen)

    def check_buyer(self, binding: TransactionBinding) -> tuple[str, str]:
        """Let the shop check a buyer; return the outcome and whether the person is of age."""
        asked = verification_service_pb2.CreateChallengeRequest()
        nonce = self._shop.create_challenge(asked).challenge.nonce
        wanted = AuthenticationRequest(audience=SHOP.audience, at=self._stage.clock.now(), nonce=nonce)
        wallet = Wallet(identity_provider=self._stage.identity_provider, citizen=self.stranger)
        request = verification_service_pb2.VerifyAssertionRequest(
            request_id=_new_request_id(),
            assertion=common_pb2.Assertion(jwt=wallet.answer(wanted, binding=binding)),
            challenge=nonce,
        )
        response = self._shop.verify_assertion(request).response
        outcome = decision_pb2.Outcome.Name(response.decision.outcome).removeprefix("OUTCOME_")
        adulthood = verification_service_pb2.Adulthood.Name(response.adulthood).removeprefix("ADULTHOOD_")
        return outcome, adulthood

    def retry(self, paid: Paid) -> tuple[bool, bool, bool]:
        """Send a request again: same bytes back, marked as replayed, with a receipt that holds?"""
        again = self._bank.verify_transaction(paid.request)
        same = _bytes(again.response) == _bytes(paid.response)
        return same, again.replayed, check_receipt(again.response.decision, self._receipt_keys)

    def _request(self, payment: Payment) -> verification_service_pb2.VerifyTransactionRequest:
        now = self._stage.clock.now()
        confirmations = [Confirmation(form=form, performed_at=now, passed=True) for form in payment.forms]
        return verification_service_pb2.VerifyTransactionRequest(
            request_id=_new_request_id(),
            transaction=requests.transaction_message(self._transaction(payment)),
            assertion=common_pb2.Assertion(jwt=payment.assertion) if payment.assertion else None,
            confirmations=[requests.confirmation_message(one) for one in confirmations],
            context=requests.context_message(
                Context(device=self._customer.device, phone=Masked(payment.phone))
            ),
        )

    def _transaction(self, payment: Payment) -> Transaction:
        return Transaction(
            kind=TransactionKind.TRANSFER_OTHER,
            customer=CustomerKind.INDIVIDUAL,
            payer=payment.payer or self._customer.account,
            payee=payment.payee or self.payee,
            payee_name=Masked(payment.payee_name or self.payee_name),
            payee_qr=Masked(payment.payee_qr),
            amount=Vnd(payment.amount),
            channel=Channel.MOBILE_APP,
        )

    def _sign(self, identity_provider: IdentityProvider, payment: Payment, citizen: Citizen) -> str:
        transaction = self._transaction(payment)
        asked = verification_service_pb2.CreateChallengeRequest(
            transaction=requests.transaction_message(transaction)
        )
        challenge = self._bank.create_challenge(asked).challenge
        wanted = AuthenticationRequest(
            audience=BANK.audience,
            at=self._stage.clock.now(),
            nonce=challenge.nonce,
            transaction_data=(challenge.transaction_data,),
        )
        return Wallet(identity_provider=identity_provider, citizen=citizen).answer(wanted)

    def _authenticate(self, caller: RelyingParty, nonce: str, data: str, citizen: Citizen) -> str:
        wanted = AuthenticationRequest(
            audience=caller.audience,
            at=self._stage.clock.now(),
            nonce=nonce,
            transaction_data=(data,) if data else (),
        )
        return Wallet(identity_provider=self._stage.identity_provider, citizen=citizen).answer(wanted)


class _Forger(IdentityProvider):
    """Another key under the true issuer's name and key id."""

    def __init__(self, true: IdentityProvider) -> None:
        super().__init__(seed=-1, issuer=true.issuer)
        self._key_id = true.key.key_id

    def header(self) -> dict[str, object]:
        """Claim to have signed with the true key."""
        return super().header() | {"kid": self._key_id}


def _new_request_id() -> str:
    return str(UUID(bytes=SystemRandomness().bytes(_BYTES_OF_UUID), version=4))


def _bytes(message: Message) -> bytes:
    """Return a message's bytes; without `deterministic` the order of a map's entries is not fixed."""
    return message.SerializeToString(deterministic=True)
