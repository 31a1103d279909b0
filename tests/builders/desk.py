"""A desk of a bank or a shop: one customer, and all that is asked of the service about them, on the wire."""

from collections.abc import Sequence
from dataclasses import dataclass
from os import urandom
from typing import Any
from uuid import UUID

from google.protobuf.timestamp_pb2 import Timestamp

from eidgate.adapters.clock import SystemClock
from eidgate.client import Answered, Client
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import CustomerKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Context, Transaction
from eidgate.rpc.wire import requests
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider, Levels
from eidgate.simulator.wallet import Wallet
from eidgate.simulator.world import OTHER_BANK, Customer, World
from eidgate.v1 import binding_service_pb2 as binding
from eidgate.v1 import common_pb2, decision_pb2
from eidgate.v1 import verification_service_pb2 as pb

PAYEE_NAME = "Lê Ví Dụ 77"
OTP = (Form.SMS_OTP,)


def new_id() -> str:
    return str(UUID(bytes=urandom(16), version=4))


@dataclass(kw_only=True)
class Desk:
    """Speaks for one relying party and one customer."""

    client: Client
    caller: RelyingParty
    customer: Customer
    world: World
    identity_provider: IdentityProvider

    def transaction(self, amount: int = 4_000_000, **changes: Any) -> pb.Transaction:
        told: dict[str, Any] = {
            "kind": TransactionKind.TRANSFER_OTHER,
            "customer": CustomerKind.INDIVIDUAL,
            "payer": self.customer.account,
            "payee": self.world.account(77, bank=OTHER_BANK),
            "payee_name": Masked(PAYEE_NAME),
            "amount": Vnd(amount),
            "channel": Channel.MOBILE_APP,
        }
        return requests.transaction_message(Transaction(**told | changes))

    def request(
        self, amount: int = 4_000_000, forms: Sequence[Form] = OTP, assertion: str = "", **changes: Any
    ) -> pb.VerifyTransactionRequest:
        """Ask about a payment; `changes` are fields of the request."""
        now = SystemClock().now()
        performed = [Confirmation(form=form, performed_at=now, passed=True) for form in forms]
        told: dict[str, Any] = {
            "request_id": new_id(),
            "transaction": self.transaction(amount),
            "assertion": common_pb2.Assertion(jwt=assertion) if assertion else None,
            "confirmations": [requests.confirmation_message(one) for one in performed],
            "context": requests.context_message(Context(device=self.customer.device)),
        }
        return pb.VerifyTransactionRequest(**told | changes)

    def ask(self, request: pb.VerifyTransactionRequest) -> Answered[pb.VerifyTransactionResponse]:
        return self.client.verify_transaction(request)

    def pay(
        self, amount: int = 4_000_000, forms: Sequence[Form] = OTP, assertion: str = "", **changes: Any
    ) -> decision_pb2.Decision:
        return self.ask(self.request(amount, forms, assertion, **changes)).response.decision

    def day_total(self) -> int:
        """T as the next payment would meet it."""
        return self.pay(1, validate_only=True).regulation.day_total

    # --- the customer's wallet -------------------------------------------------------------------------

    def sign(self, amount: int = 4_000_000, citizen: Citizen | None = None) -> str:
        """Get a challenge for a payment of this amount, and answer it."""
        asked = pb.CreateChallengeRequest(transaction=self.transaction(amount))
        return self.answer(self.client.create_challenge(asked).challenge, citizen)

    def identify(self, levels: Levels | None = None) -> str:
        """Get a challenge for no transaction, and answer it."""
        challenge = self.client.create_challenge(pb.CreateChallengeRequest()).challenge
        return self.answer(challenge, levels=levels)

    def answer(
        self,
        challenge: decision_pb2.Challenge,
        citizen: Citizen | None = None,
        *,
        binding: TransactionBinding = TransactionBinding.SIGNED,
        levels: Levels | None = None,
        provider: IdentityProvider | None = None,
    ) -> str:
        wanted = AuthenticationRequest(
            audience=self.caller.audience,
            at=SystemClock().now(),
            nonce=challenge.nonce,
            transaction_data=(challenge.transaction_data,) if challenge.transaction_data else (),
            levels=levels or Levels(),
        )
        wallet = Wallet(
            identity_provider=provider or self.identity_provider, citizen=citizen or self.customer.citizen
        )
        return wallet.answer(wanted, binding=binding)

    # --- the other acts --------------------------------------------------------------------------------

    def binding_request(self, assertion: str = "", **changes: Any) -> binding.CreateBindingRequest:
        told: dict[str, Any] = {
            "request_id": new_id(),
            "instrument": requests.instrument_message(self.customer.account),
            "customer": common_pb2.CUSTOMER_KIND_INDIVIDUAL,
            "assertion": common_pb2.Assertion(jwt=assertion or self.identify()),
            "device_id": self.customer.device,
        }
        return binding.CreateBindingRequest(**told | changes)

    def bind(self) -> binding.Binding:
        return self.client.create_binding(self.binding_request()).response.binding

    def report(self, decision: str, outcome: int, **changes: Any) -> pb.ReportOutcomeRequest:
        told: dict[str, Any] = {
            "request_id": new_id(),
            "decision": decision,
            "outcome": outcome,
            "event_time": Timestamp(seconds=1_700_000_000),
        }
        return pb.ReportOutcomeRequest(**told | changes)

    @property
    def secrets(self) -> list[str]:
        """What no log line may hold."""
        citizen = self.customer.citizen
        return [
            self.customer.account.number,
            self.customer.device,
            self.world.account(77, bank=OTHER_BANK).number,
            PAYEE_NAME,
            citizen.full_name,
            citizen.personal_number,
            citizen.subject_id,
            citizen.birth_date.isoformat(),
        ]


def outcome(decision: decision_pb2.Decision) -> str:
    return decision_pb2.Outcome.Name(decision.outcome).removeprefix("OUTCOME_")


def judged(decision: decision_pb2.Decision) -> tuple[str, str]:
    return outcome(decision), decision.regulation.transaction_class


def because(decision: decision_pb2.Decision) -> set[str]:
    return {one.reason for one in decision.findings if one.outcome == decision.outcome}
