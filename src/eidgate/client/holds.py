"""DeskService: holds."""

from datetime import timedelta
from typing import Final

from eidgate.client.acting import Acting, method_of
from eidgate.client.answers import Answered
from eidgate.v1 import hold_pb2 as pb


class HoldCalls(Acting):
    """A hold stops the disputed sum in one account; every change names the version that was seen (`etag`)."""

    def place_hold(
        self, request: pb.PlaceHoldRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.PlaceHoldResponse]:
        """Place a hold; every decision that starts later sees it."""
        return self._act(_PLACE_HOLD, request, deadline)

    def confirm_hold(
        self, request: pb.ConfirmHoldRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ConfirmHoldResponse]:
        """Say what the caller froze in an account that it keeps."""
        return self._act(_CONFIRM_HOLD, request, deadline)

    def extend_hold(
        self, request: pb.ExtendHoldRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ExtendHoldResponse]:
        """Move the end of a hold, as an authority."""
        return self._act(_EXTEND_HOLD, request, deadline)

    def release_hold(
        self, request: pb.ReleaseHoldRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ReleaseHoldResponse]:
        """Ask for a release as one officer; the second officer's request releases."""
        return self._act(_RELEASE_HOLD, request, deadline)

    def get_hold(
        self, request: pb.GetHoldRequest, *, deadline: timedelta | None = None
    ) -> pb.GetHoldResponse:
        """Read a hold that concerns the caller's institution."""
        return self._read(_GET_HOLD, request, deadline)

    def list_holds(
        self, request: pb.ListHoldsRequest, *, deadline: timedelta | None = None
    ) -> pb.ListHoldsResponse:
        """Read a page of holds that concern the caller's institution, in the order of placing."""
        return self._read(_LIST_HOLDS, request, deadline)


_DESK: Final = "eidgate.v1.DeskService"

_PLACE_HOLD: Final = method_of(_DESK, "PlaceHold", pb.PlaceHoldResponse)
_CONFIRM_HOLD: Final = method_of(_DESK, "ConfirmHold", pb.ConfirmHoldResponse)
_EXTEND_HOLD: Final = method_of(_DESK, "ExtendHold", pb.ExtendHoldResponse)
_RELEASE_HOLD: Final = method_of(_DESK, "ReleaseHold", pb.ReleaseHoldResponse)
_GET_HOLD: Final = method_of(_DESK, "GetHold", pb.GetHoldResponse)
_LIST_HOLDS: Final = method_of(_DESK, "ListHolds", pb.ListHoldsResponse)
