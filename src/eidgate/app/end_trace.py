"""EndTrace: follow this money no further. What was found stays, and holds that rest on it do too."""

from dataclasses import dataclass
from functools import partial

from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.trace_view import TraceView, trace_of, view_of
from eidgate.core.desk.trace.running import TraceName, ended
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTrace:
    """Asks to end a trace at the version that the caller has seen."""

    caller: RelyingParty
    request: RequestClaim
    name: TraceName
    etag: str
    note: str


def end_trace(command: EndTrace, service: Service) -> TraceView:
    """End the trace; a retry is answered as the first time.

    Raises:
        NotFoundError: there is none, or it is none of the caller's business.
        NotPermittedError: another institution asked for it.
        ConflictError: it changed since it was read.
        IllegalStateError: it was ended before.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.TRACE)
    trace_of(command.caller, command.name, service)
    step = partial(ended, by=command.caller, etag=command.etag, note=command.note, at=service.clock.now())
    return view_of(command.caller, service.traces.end(command.request, command.name, step))
