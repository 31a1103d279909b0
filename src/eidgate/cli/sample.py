"""A sample payment for a development service: a bound customer pays with an SMS OTP."""

from pathlib import Path
from typing import Final
from uuid import UUID

from google.protobuf.json_format import MessageToJson

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.randomness import SystemRandomness
from eidgate.client import ClientCertificates, connect
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import CustomerKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Context, Transaction
from eidgate.rpc.wire import requests, words
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.identity_provider import AuthenticationRequest, IdentityProvider
from eidgate.simulator.world import BANK, OTHER_BANK, World
from eidgate.v1 import binding_service_pb2, common_pb2, verification_service_pb2

_CUSTOMER: Final = 1
_PAYEE: Final = 77
_BYTES_OF_UUID: Final = 16


class Sample:
    """One invented customer of the development bank."""

    def __init__(self, certificates: Path, address: str, *, seed: int) -> None:
        made = Certificates(directory=certificates)
        self._certificates = ClientCertificates(
            ca=made.authority,
            certificate=made.certificate(BANK.relying_party_id),
            key=made.key(BANK.relying_party_id),
        )
        self._target = f"localhost:{address.rpartition(':')[2]}"
        self._identity_provider = IdentityProvider(seed)
        world = World(seed)
        self._customer = world.customer(_CUSTOMER)
        self._payee = world.account(_PAYEE, bank=OTHER_BANK)
        self._clock = SystemClock()

    def bind(self) -> None:
        """Bind the customer's account, unless it is bound."""
        account = requests.instrument_message(self._customer.account)
        with connect(self._target, certificates=self._certificates) as client:
            found = client.list_bindings(binding_service_pb2.ListBindingsRequest(instrument=account))
            if any(one.state == binding_service_pb2.BINDING_STATE_CONFIRMED for one in found.bindings):
                return
            nonce = client.create_challenge(verification_service_pb2.CreateChallengeRequest()).challenge.nonce
            client.create_binding(self._binding_request(nonce))

    def payment_json(self, amount: int) -> str:
        """Return a VerifyTransaction request as JSON."""
        now = self._clock.now()
        confirmation = Confirmation(form=Form.SMS_OTP, performed_at=now, passed=True)
        request = verification_service_pb2.VerifyTransactionRequest(
            request_id=_new_request_id(),
            transaction=requests.transaction_message(self._transaction(amount)),
            confirmations=[requests.confirmation_message(confirmation)],
            context=requests.context_message(Context(device=self._customer.device)),
        )
        return MessageToJson(request)

    def _transaction(self, amount: int) -> Transaction:
        return Transaction(
            kind=TransactionKind.TRANSFER_OTHER,
            customer=CustomerKind.INDIVIDUAL,
            payer=self._customer.account,
            payee=self._payee,
            payee_name=Masked("Lê Ví Dụ 77"),
            amount=Vnd(amount),
            channel=Channel.MOBILE_APP,
        )

    def _binding_request(self, nonce: str) -> binding_service_pb2.CreateBindingRequest:
        wanted = AuthenticationRequest(audience=BANK.audience, at=self._clock.now(), nonce=nonce)
        assertion = self._identity_provider.issue(self._customer.citizen, wanted)
        return binding_service_pb2.CreateBindingRequest(
            request_id=_new_request_id(),
            instrument=requests.instrument_message(self._customer.account),
            customer=words.CUSTOMER_KIND.to_wire(CustomerKind.INDIVIDUAL),
            assertion=common_pb2.Assertion(jwt=assertion),
            challenge=nonce,
            device_id=self._customer.device,
        )


def _new_request_id() -> str:
    return str(UUID(bytes=SystemRandomness().bytes(_BYTES_OF_UUID), version=4))
