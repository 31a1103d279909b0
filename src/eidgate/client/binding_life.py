"""BindingService: what happens to a binding after it was made, and what the person themselves may ask."""

from datetime import timedelta
from typing import Final

from eidgate.client.acting import Acting, method_of
from eidgate.client.answers import Answered
from eidgate.v1 import binding_service_pb2 as pb


class BindingLifeCalls(Acting):
    """Every change of a binding names the version that was seen (`etag`)."""

    def list_binding_versions(
        self, request: pb.ListBindingVersionsRequest, *, deadline: timedelta | None = None
    ) -> pb.ListBindingVersionsResponse:
        """Read a page of a binding's versions, oldest first."""
        return self._read(_LIST_BINDING_VERSIONS, request, deadline)

    def list_binding_decisions(
        self, request: pb.ListBindingDecisionsRequest, *, deadline: timedelta | None = None
    ) -> pb.ListBindingDecisionsResponse:
        """Read a page of the allowed decisions that relied on a binding, newest first."""
        return self._read(_LIST_BINDING_DECISIONS, request, deadline)

    def confirm_binding(
        self, request: pb.ConfirmBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ConfirmBindingResponse]:
        """Confirm a proposed binding with a fresh proof of who its subject is."""
        return self._act(_CONFIRM_BINDING, request, deadline)

    def suspend_binding(
        self, request: pb.SuspendBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.SuspendBindingResponse]:
        """Stop relying on a binding for a while."""
        return self._act(_SUSPEND_BINDING, request, deadline)

    def reinstate_binding(
        self, request: pb.ReinstateBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ReinstateBindingResponse]:
        """Rely on a suspended binding again."""
        return self._act(_REINSTATE_BINDING, request, deadline)

    def transfer_binding(
        self, request: pb.TransferBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.TransferBindingResponse]:
        """Hand a SIM on to somebody else."""
        return self._act(_TRANSFER_BINDING, request, deadline)

    def list_subject_instruments(
        self, request: pb.ListSubjectInstrumentsRequest, *, deadline: timedelta | None = None
    ) -> pb.ListSubjectInstrumentsResponse:
        """Read a page of what stands in a person's name at all institutions."""
        return self._read(_LIST_SUBJECT_INSTRUMENTS, request, deadline)

    def disown_instrument(
        self, request: pb.DisownInstrumentRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.DisownInstrumentResponse]:
        """Say in a person's name that an instrument is not theirs."""
        return self._act(_DISOWN_INSTRUMENT, request, deadline)

    def report_device_change(
        self, request: pb.ReportDeviceChangeRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ReportDeviceChangeResponse]:
        """Say that one of the operator's numbers was seen in a new device."""
        return self._act(_REPORT_DEVICE_CHANGE, request, deadline)

    def reverify_subscriber(
        self, request: pb.ReverifySubscriberRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.ReverifySubscriberResponse]:
        """Stop a number's clock by its subscriber's face."""
        return self._act(_REVERIFY_SUBSCRIBER, request, deadline)

    def check_payee(
        self, request: pb.CheckPayeeRequest, *, deadline: timedelta | None = None
    ) -> pb.CheckPayeeResponse:
        """Check whether an account is registered to a name."""
        return self._read(_CHECK_PAYEE, request, deadline)


_BINDING: Final = "eidgate.v1.BindingService"

_LIST_BINDING_VERSIONS: Final = method_of(_BINDING, "ListBindingVersions", pb.ListBindingVersionsResponse)
_LIST_BINDING_DECISIONS: Final = method_of(_BINDING, "ListBindingDecisions", pb.ListBindingDecisionsResponse)
_CONFIRM_BINDING: Final = method_of(_BINDING, "ConfirmBinding", pb.ConfirmBindingResponse)
_SUSPEND_BINDING: Final = method_of(_BINDING, "SuspendBinding", pb.SuspendBindingResponse)
_REINSTATE_BINDING: Final = method_of(_BINDING, "ReinstateBinding", pb.ReinstateBindingResponse)
_TRANSFER_BINDING: Final = method_of(_BINDING, "TransferBinding", pb.TransferBindingResponse)
_LIST_SUBJECT_INSTRUMENTS: Final = method_of(
    _BINDING, "ListSubjectInstruments", pb.ListSubjectInstrumentsResponse
)
_CHECK_PAYEE: Final = method_of(_BINDING, "CheckPayee", pb.CheckPayeeResponse)
_DISOWN_INSTRUMENT: Final = method_of(_BINDING, "DisownInstrument", pb.DisownInstrumentResponse)
_REPORT_DEVICE_CHANGE: Final = method_of(_BINDING, "ReportDeviceChange", pb.ReportDeviceChangeResponse)
_REVERIFY_SUBSCRIBER: Final = method_of(_BINDING, "ReverifySubscriber", pb.ReverifySubscriberResponse)
