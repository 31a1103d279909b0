"""BindingService: each method reads the request, asks one use case, writes the answer."""

from eidgate.app.binding_decisions import list_binding_decisions, list_binding_versions
from eidgate.app.bindings import (
    CreateBinding,
    RevokeBinding,
    create_binding,
    get_binding,
    list_bindings,
    revoke_binding,
)
from eidgate.app.check_payee import check_payee
from eidgate.app.confirm_binding import ConfirmBinding, confirm_binding
from eidgate.app.service import Service
from eidgate.app.sim_devices import (
    ReportDeviceChange,
    ReverifySubscriber,
    report_device_change,
    reverify_subscriber,
)
from eidgate.app.subject_instruments import DisownInstrument, disown_instrument, list_subject_instruments
from eidgate.app.suspend_binding import ChangeBinding, reinstate_binding, suspend_binding
from eidgate.app.transfer_binding import TransferBinding, transfer_binding
from eidgate.core.terms import BindingName, Masked
from eidgate.rpc.call import Call
from eidgate.rpc.wire import bindings as wire
from eidgate.rpc.wire import payees, requests, words
from eidgate.rpc.wire.scalars import instant
from eidgate.v1 import binding_service_pb2 as pb


class BindingServicer:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def CreateBinding(self, request: pb.CreateBindingRequest, call: Call) -> pb.CreateBindingResponse:
        """Bind an instrument to the subject of an assertion."""
        command = CreateBinding(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            instrument=requests.instrument(request.instrument),
            customer=words.CUSTOMER_KIND.from_wire(request.customer),
            presented=requests.presented(request.assertion, request.challenge),
            device=request.device_id,
            sim=wire.sim_terms(request.sim),
        )
        made = create_binding(command, self._service, timeout=call.remaining)
        return pb.CreateBindingResponse(binding=wire.binding_message(made))

    def GetBinding(self, request: pb.GetBindingRequest, call: Call) -> pb.GetBindingResponse:
        """Return a binding of the caller's institution."""
        found = get_binding(call.relying_party, BindingName(request.name), self._service)
        now = self._service.clock.now()
        return pb.GetBindingResponse(binding=wire.binding_message(found, at=now))

    def ListBindings(self, request: pb.ListBindingsRequest, call: Call) -> pb.ListBindingsResponse:
        """Return a page of bindings of the caller's institution."""
        instrument = requests.instrument(request.instrument) if request.HasField("instrument") else None
        page = list_bindings(
            call.relying_party, instrument, request.page_size, request.page_token, self._service
        )
        now = self._service.clock.now()
        return pb.ListBindingsResponse(
            bindings=[wire.binding_message(one, at=now) for one in page.bindings],
            next_page_token=page.next_page_token,
        )

    def ListBindingVersions(
        self, request: pb.ListBindingVersionsRequest, call: Call
    ) -> pb.ListBindingVersionsResponse:
        """Return a page of a binding's versions."""
        name = BindingName(request.name)
        page = list_binding_versions(
            call.relying_party, name, request.page_size, request.page_token, self._service
        )
        return pb.ListBindingVersionsResponse(
            versions=[wire.binding_message(one) for one in page.bindings],
            next_page_token=page.next_page_token,
        )

    def ListBindingDecisions(
        self, request: pb.ListBindingDecisionsRequest, call: Call
    ) -> pb.ListBindingDecisionsResponse:
        """Return a page of the decisions that relied on a binding."""
        name = BindingName(request.name)
        page = list_binding_decisions(
            call.relying_party, name, request.page_size, request.page_token, self._service
        )
        return pb.ListBindingDecisionsResponse(
            decisions=wire.relying_messages(page), next_page_token=page.next_page_token
        )

    def ConfirmBinding(self, request: pb.ConfirmBindingRequest, call: Call) -> pb.ConfirmBindingResponse:
        """Confirm a proposed binding."""
        command = ConfirmBinding(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=BindingName(request.name),
            etag=request.etag,
            presented=requests.presented(request.assertion, request.challenge),
        )
        changed = confirm_binding(command, self._service, timeout=call.remaining)
        return pb.ConfirmBindingResponse(binding=wire.binding_message(changed))

    def SuspendBinding(self, request: pb.SuspendBindingRequest, call: Call) -> pb.SuspendBindingResponse:
        """Stop relying on a binding for a while."""
        changed = suspend_binding(_change(request, call), self._service)
        return pb.SuspendBindingResponse(binding=wire.binding_message(changed))

    def ReinstateBinding(
        self, request: pb.ReinstateBindingRequest, call: Call
    ) -> pb.ReinstateBindingResponse:
        """Rely on a suspended binding again."""
        changed = reinstate_binding(_change(request, call), self._service)
        return pb.ReinstateBindingResponse(binding=wire.binding_message(changed))

    def RevokeBinding(self, request: pb.RevokeBindingRequest, call: Call) -> pb.RevokeBindingResponse:
        """End a binding for good."""
        command = RevokeBinding(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=BindingName(request.name),
            etag=request.etag,
            reason=request.reason,
        )
        revoked = revoke_binding(command, self._service)
        return pb.RevokeBindingResponse(binding=wire.binding_message(revoked))

    def TransferBinding(self, request: pb.TransferBindingRequest, call: Call) -> pb.TransferBindingResponse:
        """Hand a SIM on to the subject of an assertion."""
        command = TransferBinding(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=BindingName(request.name),
            etag=request.etag,
            reason=request.reason,
            customer=words.CUSTOMER_KIND.from_wire(request.customer),
            presented=requests.presented(request.assertion, request.challenge),
            device=request.device_id,
            sim=wire.sim_terms(request.sim),
        )
        done = transfer_binding(command, self._service, timeout=call.remaining)
        return pb.TransferBindingResponse(
            binding=wire.binding_message(done.successor), former=wire.binding_message(done.former)
        )

    def ListSubjectInstruments(
        self, request: pb.ListSubjectInstrumentsRequest, call: Call
    ) -> pb.ListSubjectInstrumentsResponse:
        """Return a page of what stands in a person's name."""
        presented = requests.presented(request.assertion, request.challenge)
        page = list_subject_instruments(
            call.relying_party, presented, request.page_size, request.page_token, self._service
        )
        now = self._service.clock.now()
        return pb.ListSubjectInstrumentsResponse(
            instruments=[wire.subject_instrument_message(one, at=now) for one in page.bindings],
            next_page_token=page.next_page_token,
        )

    def DisownInstrument(
        self, request: pb.DisownInstrumentRequest, call: Call
    ) -> pb.DisownInstrumentResponse:
        """Suspend a binding on its subject's own word."""
        command = DisownInstrument(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=BindingName(request.binding),
            presented=requests.presented(request.assertion, request.challenge),
        )
        done = disown_instrument(command, self._service)
        return pb.DisownInstrumentResponse(
            instrument=wire.subject_instrument_message(done.binding),
            decisions=wire.relying_messages(done.relying),
            more_decisions=bool(done.relying.cursor),
        )

    def ReportDeviceChange(
        self, request: pb.ReportDeviceChangeRequest, call: Call
    ) -> pb.ReportDeviceChangeResponse:
        """Note that a number was seen in a new device."""
        command = ReportDeviceChange(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            number=Masked(request.number),
            changed_at=instant(request.change_time, "change_time"),
        )
        changed = report_device_change(command, self._service)
        return pb.ReportDeviceChangeResponse(binding=wire.binding_message(changed))

    def ReverifySubscriber(
        self, request: pb.ReverifySubscriberRequest, call: Call
    ) -> pb.ReverifySubscriberResponse:
        """Stop a number's clock on its subscriber's face."""
        command = ReverifySubscriber(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            number=Masked(request.number),
            presented=requests.presented(request.assertion, request.challenge),
        )
        changed = reverify_subscriber(command, self._service, timeout=call.remaining)
        return pb.ReverifySubscriberResponse(binding=wire.binding_message(changed))

    def CheckPayee(self, request: pb.CheckPayeeRequest, call: Call) -> pb.CheckPayeeResponse:
        """Check whether an account is registered to a name."""
        code = payees.scanned_payee(request)
        command = payees.check_command(request, code, caller=call.relying_party)
        checked = check_payee(command, self._service, timeout=call.remaining)
        return payees.checked_message(checked, code)


def _change(request: pb.SuspendBindingRequest | pb.ReinstateBindingRequest, call: Call) -> ChangeBinding:
    return ChangeBinding(
        caller=call.relying_party,
        request=call.claim(request.request_id),
        name=BindingName(request.name),
        etag=request.etag,
        reason=request.reason,
    )
