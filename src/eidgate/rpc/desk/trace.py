"""DeskService, the funds trace: transfers in, traces out."""

from eidgate.app.end_trace import EndTrace, end_trace
from eidgate.app.find_traces import ListTraces, list_traces
from eidgate.app.record_transfers import RecordTransfers, record_transfers
from eidgate.app.service import Service
from eidgate.app.trace_funds import get_trace, trace_funds
from eidgate.core.desk.trace.running import TraceName
from eidgate.rpc.call import Call
from eidgate.rpc.wire.traces import settled_transfers, summary_message, trace_message, trace_wanted
from eidgate.v1 import trace_pb2 as pb


class TraceMethods:
    """The part of `DeskServicer` that answers about transfers and traces."""

    _service: Service

    def RecordTransfers(self, request: pb.RecordTransfersRequest, call: Call) -> pb.RecordTransfersResponse:
        """Add settled transfers."""
        command = RecordTransfers(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            transfers=settled_transfers(request.transfers),
        )
        counted = record_transfers(command, self._service, remaining=call.remaining)
        return pb.RecordTransfersResponse(recorded_count=counted.recorded, known_count=counted.known)

    def TraceFunds(self, request: pb.TraceFundsRequest, call: Call) -> pb.TraceFundsResponse:
        """Follow money and go on following it."""
        claim = call.claim(request.request_id)
        command = trace_wanted(request, call.relying_party, claim)
        seen = trace_funds(command, self._service, remaining=call.remaining)
        return pb.TraceFundsResponse(trace=trace_message(seen))

    def GetTrace(self, request: pb.GetTraceRequest, call: Call) -> pb.GetTraceResponse:
        """Return a trace as it stands now."""
        seen = get_trace(call.relying_party, TraceName(request.name), self._service, remaining=call.remaining)
        return pb.GetTraceResponse(trace=trace_message(seen))

    def ListTraces(self, request: pb.ListTracesRequest, call: Call) -> pb.ListTracesResponse:
        """Return a page of traces that concern the caller's institution."""
        command = ListTraces(
            caller=call.relying_party,
            running_only=request.running_only,
            size=request.page_size,
            token=request.page_token,
        )
        page = list_traces(command, self._service)
        return pb.ListTracesResponse(
            traces=[summary_message(one, call.relying_party) for one in page.traces],
            next_page_token=page.next_page_token,
        )

    def EndTrace(self, request: pb.EndTraceRequest, call: Call) -> pb.EndTraceResponse:
        """Follow this money no further."""
        command = EndTrace(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=TraceName(request.name),
            etag=request.etag,
            note=request.note,
        )
        return pb.EndTraceResponse(trace=trace_message(end_trace(command, self._service)))
