"""BindingService: each method reads the request, asks one use case, writes the answer."""

from eidgate.app.bindings import (
    CreateBinding,
    RevokeBinding,
    create_binding,
    get_binding,
    list_bindings,
    revoke_binding,
)
from eidgate.app.service import Service
from eidgate.core.terms import BindingName, RequestId
from eidgate.ports import RequestClaim
from eidgate.rpc.call import Call
from eidgate.rpc.wire import requests, words
from eidgate.rpc.wire.bindings import binding_message
from eidgate.v1 import binding_service_pb2 as pb


class BindingServicer:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def CreateBinding(self, request: pb.CreateBindingRequest, call: Call) -> pb.CreateBindingResponse:
        """Bind an instrument to the subject of an assertion."""
        command = CreateBinding(
            caller=call.relying_party,
            request=_claim(request.request_id, call, method="CreateBinding"),
            instrument=requests.instrument(request.instrument),
            customer=words.CUSTOMER_KIND.from_wire(request.customer),
            presented=requests.presented(request.assertion, request.challenge),
            device=request.device_id,
        )
        return pb.CreateBindingResponse(binding=binding_message(create_binding(command, self._service)))

    def GetBinding(self, request: pb.GetBindingRequest, call: Call) -> pb.GetBindingResponse:
        """Return a binding of the caller's institution."""
        found = get_binding(call.relying_party, BindingName(request.name), self._service)
        return pb.GetBindingResponse(binding=binding_message(found))

    def ListBindings(self, request: pb.ListBindingsRequest, call: Call) -> pb.ListBindingsResponse:
        """Return a page of bindings of the caller's institution."""
        instrument = requests.instrument(request.instrument) if request.HasField("instrument") else None
        page = list_bindings(
            call.relying_party, instrument, request.page_size, request.page_token, self._service
        )
        return pb.ListBindingsResponse(
            bindings=[binding_message(one) for one in page.bindings], next_page_token=page.next_page_token
        )

    def RevokeBinding(self, request: pb.RevokeBindingRequest, call: Call) -> pb.RevokeBindingResponse:
        """End a binding for good."""
        command = RevokeBinding(
            caller=call.relying_party,
            request=_claim(request.request_id, call, method="RevokeBinding"),
            name=BindingName(request.name),
            etag=request.etag,
            reason=request.reason,
        )
        return pb.RevokeBindingResponse(binding=binding_message(revoke_binding(command, self._service)))


def _claim(request_id: str, call: Call, *, method: str) -> RequestClaim:
    return RequestClaim(
        relying_party=call.relying_party.relying_party_id,
        method=method,
        request_id=RequestId(request_id),
        digest=call.digest,
    )
