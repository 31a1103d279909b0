"""DeskService: settled transfers and traces."""

from datetime import timedelta
from typing import Final

from eidgate.client.acting import Acting, method_of
from eidgate.client.answers import Answered
from eidgate.v1 import trace_pb2 as pb


class TraceCalls(Acting):
    """A trace follows money through the transfers that institutions recorded."""

    def record_transfers(
        self, request: pb.RecordTransfersRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.RecordTransfersResponse]:
        """Add settled transfers of which the caller's institution keeps one end."""
        return self._act(_RECORD_TRANSFERS, request, deadline)

    def trace_funds(
        self, request: pb.TraceFundsRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.TraceFundsResponse]:
        """Ask where money went; the trace goes on by itself until its window ends."""
        return self._act(_TRACE_FUNDS, request, deadline)

    def get_trace(
        self, request: pb.GetTraceRequest, *, deadline: timedelta | None = None
    ) -> pb.GetTraceResponse:
        """Read a trace as it stands now."""
        return self._read(_GET_TRACE, request, deadline)

    def list_traces(
        self, request: pb.ListTracesRequest, *, deadline: timedelta | None = None
    ) -> pb.ListTracesResponse:
        """Read a page of traces that concern the caller's institution, in the order of asking."""
        return self._read(_LIST_TRACES, request, deadline)

    def end_trace(
        self, request: pb.EndTraceRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.EndTraceResponse]:
        """End a trace of one's own; its money is followed no further."""
        return self._act(_END_TRACE, request, deadline)


_DESK: Final = "eidgate.v1.DeskService"

_RECORD_TRANSFERS: Final = method_of(_DESK, "RecordTransfers", pb.RecordTransfersResponse)
_TRACE_FUNDS: Final = method_of(_DESK, "TraceFunds", pb.TraceFundsResponse)
_GET_TRACE: Final = method_of(_DESK, "GetTrace", pb.GetTraceResponse)
_LIST_TRACES: Final = method_of(_DESK, "ListTraces", pb.ListTracesResponse)
_END_TRACE: Final = method_of(_DESK, "EndTrace", pb.EndTraceResponse)
