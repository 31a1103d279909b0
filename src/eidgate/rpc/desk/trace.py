"""DeskService, the funds trace: transfers in, traces out."""

from eidgate.app.record_transfers import RecordTransfers, record_transfers
from eidgate.app.service import Service
from eidgate.app.trace_funds import get_trace, trace_funds
from eidgate.core.desk.trace.running import TraceName
from eidgate.core.terms import RequestId
from eidgate.ports import RequestClaim
from eidgate.rpc.call import Call
from eidgate.rpc.wire.traces import settled_transfers, trace_message, trace_wanted
from eidgate.v1 import trace_pb2 as pb


class TraceMethods:
    """The part of `DeskServicer` that answers about transfers and traces."""

    _service: Service

    def RecordTransfers(self, request: pb.RecordTransfersRequest, call: Call) -> pb.RecordTransfersResponse:
        """Add settled transfers."""
        command = RecordTransfers(
            caller=call.relying_party,
            request=_claim(request.request_id, call, method="RecordTransfers"),
            transfers=settled_transfers(request.transfers),
        )
        counted = record_transfers(command, self._service, remaining=call.remaining)
        return pb.RecordTransfersResponse(recorded_count=counted.recorded, known_count=counted.known)

    def TraceFunds(self, request: pb.TraceFundsRequest, call: Call) -> pb.TraceFundsResponse:
        """Follow money and go on following it."""
        claim = _claim(request.request_id, call, method="TraceFunds")
        command = trace_wanted(request, call.relying_party, claim)
        seen = trace_funds(command, self._service, remaining=call.remaining)
        return pb.TraceFundsResponse(trace=trace_message(seen))

    def GetTrace(self, request: pb.GetTraceRequest, call: Call) -> pb.GetTraceResponse:
        """Return a trace as it stands now."""
        seen = get_trace(call.relying_party, TraceName(request.name), self._service, remaining=call.remaining)
        return pb.GetTraceResponse(trace=trace_message(seen))


def _claim(request_id: str, call: Call, *, method: str) -> RequestClaim:
    return RequestClaim(
        relying_party=call.relying_party.relying_party_id,
        method=method,
        request_id=RequestId(request_id),
        digest=call.digest,
    )
