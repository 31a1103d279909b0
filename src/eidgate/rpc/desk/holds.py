"""DeskService: holds."""

from eidgate.app.change_hold import ChangeHold, confirm_hold, extend_hold, release_hold
from eidgate.app.find_holds import ListHolds, get_hold, list_holds
from eidgate.app.place_hold import PlaceHold, place_hold
from eidgate.app.service import Service
from eidgate.core.desk.hold import HoldName
from eidgate.rpc.call import Call
from eidgate.rpc.wire import requests, words
from eidgate.rpc.wire.holds import answered, hold_message
from eidgate.rpc.wire.scalars import instant, vnd
from eidgate.v1 import hold_pb2 as pb


class HoldMethods:
    """The part of `DeskServicer` that answers about holds."""

    _service: Service

    def PlaceHold(self, request: pb.PlaceHoldRequest, call: Call) -> pb.PlaceHoldResponse:
        """Place a hold."""
        wanted = instant(request.expire_time, "expire_time") if request.HasField("expire_time") else None
        command = PlaceHold(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            account=requests.instrument(request.account),
            amount=vnd(request.amount),
            ceiling=vnd(request.ceiling),
            basis=request.basis,
            ground=words.HOLD_GROUND.from_wire(request.ground),
            order_number=request.order_number,
            until=wanted,
            reason=request.reason,
        )
        return pb.PlaceHoldResponse(**answered(place_hold(command, self._service)))

    def ConfirmHold(self, request: pb.ConfirmHoldRequest, call: Call) -> pb.ConfirmHoldResponse:
        """Record what the account's own institution froze."""
        command = _change(request, call)
        return pb.ConfirmHoldResponse(**answered(confirm_hold(command, vnd(request.frozen), self._service)))

    def ExtendHold(self, request: pb.ExtendHoldRequest, call: Call) -> pb.ExtendHoldResponse:
        """Move the end of a hold."""
        command = _change(request, call)
        until = instant(request.expire_time, "expire_time")
        extended = extend_hold(command, until, request.order_number, self._service)
        return pb.ExtendHoldResponse(**answered(extended))

    def ReleaseHold(self, request: pb.ReleaseHoldRequest, call: Call) -> pb.ReleaseHoldResponse:
        """Ask for the release of a hold."""
        command = _change(request, call)
        return pb.ReleaseHoldResponse(**answered(release_hold(command, self._service)))

    def GetHold(self, request: pb.GetHoldRequest, call: Call) -> pb.GetHoldResponse:
        """Return a hold that concerns the caller's institution."""
        found = get_hold(call.relying_party, HoldName(request.name), self._service)
        return pb.GetHoldResponse(**answered(found))

    def ListHolds(self, request: pb.ListHoldsRequest, call: Call) -> pb.ListHoldsResponse:
        """Return a page of holds that concern the caller's institution."""
        command = ListHolds(
            caller=call.relying_party,
            account=requests.instrument(request.account) if request.HasField("account") else None,
            active_only=request.active_only,
            size=request.page_size,
            token=request.page_token,
        )
        page = list_holds(command, self._service)
        return pb.ListHoldsResponse(
            holds=[hold_message(one, at=page.at) for one in page.holds],
            next_page_token=page.next_page_token,
        )


def _change(
    request: pb.ConfirmHoldRequest | pb.ExtendHoldRequest | pb.ReleaseHoldRequest, call: Call
) -> ChangeHold:
    return ChangeHold(
        caller=call.relying_party,
        request=call.claim(request.request_id),
        name=HoldName(request.name),
        etag=request.etag,
        note=request.note,
    )
