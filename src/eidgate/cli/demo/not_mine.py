"""A chapter of the story: a number that somebody took in the customer's name, and how they get rid of it."""

from os import urandom
from typing import Final
from uuid import UUID

from eidgate.cli.demo.stage import Stage
from eidgate.cli.demo.table import Line, Narration
from eidgate.client import CallRefusedError, Client
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.rpc.wire import requests
from eidgate.simulator.identity_provider import AuthenticationRequest
from eidgate.simulator.wallet import Wallet
from eidgate.simulator.world import BANK, OPERATOR, Customer
from eidgate.v1 import binding_service_pb2 as pb
from eidgate.v1 import common_pb2, verification_service_pb2

_NUMBER: Final = "+84962000001"
_CUSTOMER: Final = 1
_BYTES_OF_UUID: Final = 16


class NotMine:
    """The customer at the bank's counter, and an operator's clerk who had bound a number to them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._bank, self._operator = stage.client(BANK), stage.client(OPERATOR)
        self._customer: Customer = stage.world.customer(_CUSTOMER)

    def tell(self, narration: Narration) -> None:
        """Play the chapter."""
        narration.chapter('"This number is not mine"')
        number = self._take_number()
        narration.line(_line("an operator binds a number to the customer's e-ID", "CONFIRMED", number.state))
        narration.line(_served("it is seen in a new phone: two hours to verify", self._seen_elsewhere()))
        narration.line(_served("its subscriber's face match stops the clock", self._verified(), "FULL"))
        listed = self._bank.list_subject_instruments(
            pb.ListSubjectInstrumentsRequest(assertion=self._shown(self._bank, BANK))
        ).instruments
        shown = ", ".join(f"{one.masked_number} at {one.institution}" for one in listed)
        sees = len(listed) == 2 and _NUMBER not in shown  # noqa: PLR2004 (the account and the number)
        narration.line(
            Line(act=f"at the bank, they see what is in their name: {shown}", outcome="SHOWN", expected=sees)
        )
        state = self._disown(number.name)
        narration.line(_line('they say "not mine": suspended, the operator alerted', "SUSPENDED", state))
        narration.line(self._undone(number.name))

    def _take_number(self) -> pb.Binding:
        sim = Instrument(kind=InstrumentKind.SIM, institution=OPERATOR.institution, number=_NUMBER)
        asked = pb.CreateBindingRequest(
            request_id=_new_request_id(),
            instrument=requests.instrument_message(sim),
            customer=common_pb2.CUSTOMER_KIND_INDIVIDUAL,
            assertion=self._shown(self._operator, OPERATOR),
        )
        return self._operator.create_binding(asked).response.binding

    def _seen_elsewhere(self) -> int:
        asked = pb.ReportDeviceChangeRequest(request_id=_new_request_id(), number=_NUMBER)
        asked.change_time.FromDatetime(self._stage.clock.now())
        return self._operator.report_device_change(asked).response.binding.sim_service.service

    def _verified(self) -> int:
        asked = pb.ReverifySubscriberRequest(
            request_id=_new_request_id(), number=_NUMBER, assertion=self._shown(self._operator, OPERATOR)
        )
        return self._operator.reverify_subscriber(asked).response.binding.sim_service.service

    def _disown(self, name: str) -> int:
        asked = pb.DisownInstrumentRequest(
            request_id=_new_request_id(), binding=name, assertion=self._shown(self._bank, BANK)
        )
        return self._bank.disown_instrument(asked).response.instrument.state

    def _undone(self, name: str) -> Line:
        """The operator tries to take it back, which only the person could."""
        etag = self._operator.get_binding(pb.GetBindingRequest(name=name)).binding.etag
        act = "the operator would reinstate it"
        try:
            self._operator.reinstate_binding(
                pb.ReinstateBindingRequest(name=name, etag=etag, reason="a mistake")
            )
        except CallRefusedError as error:
            return Line(act=act, outcome="REFUSED", because=error.reason, expected=True)
        return Line(act=act, outcome="ALLOWED", expected=False)

    def _shown(self, client: Client, caller: RelyingParty) -> common_pb2.Assertion:
        """Let the customer's wallet prove who they are to this caller."""
        asked = verification_service_pb2.CreateChallengeRequest()
        nonce = client.create_challenge(asked).challenge.nonce
        wanted = AuthenticationRequest(audience=caller.audience, at=self._stage.clock.now(), nonce=nonce)
        wallet = Wallet(identity_provider=self._stage.identity_provider, citizen=self._customer.citizen)
        return common_pb2.Assertion(jwt=wallet.answer(wanted))


def _line(act: str, wanted: str, state: int) -> Line:
    outcome = pb.BindingState.Name(state).removeprefix("BINDING_STATE_")
    return Line(act=act, outcome=outcome, expected=outcome == wanted)


def _served(act: str, service: int, wanted: str = "TO_BE_VERIFIED") -> Line:
    outcome = pb.SimService.Name(service).removeprefix("SIM_SERVICE_")
    return Line(act=act, outcome=outcome, expected=outcome == wanted)


def _new_request_id() -> str:
    return str(UUID(bytes=urandom(_BYTES_OF_UUID), version=4))
