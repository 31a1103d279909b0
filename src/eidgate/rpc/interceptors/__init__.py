"""What happens to every call, in this order and in one place.

One object per method, made once at start and called once per call: nested grpc interceptors cost a closure
and a lookup each per call, and hide the order. The numbers are those of the procedure in `Chain.__call__`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass

import grpc
from grpc_status.rpc_status import to_status

from eidgate.ports import Observer
from eidgate.rpc.call import Call
from eidgate.rpc.executor import CallExecutor
from eidgate.rpc.interceptors.answering import Answering
from eidgate.rpc.interceptors.caller import Callers
from eidgate.rpc.interceptors.deadline import Deadlines
from eidgate.rpc.interceptors.errors import status_for
from eidgate.rpc.interceptors.quota import Quotas
from eidgate.rpc.interceptors.reading import Reader
from eidgate.rpc.interceptors.shedding import SHED_BECAUSE, admit
from eidgate.rpc.status import code_of, reason_of
from eidgate.rpc.streams import Streams


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerns:
    """What the steps work with; shared by all methods of a server."""

    executor: CallExecutor
    callers: Callers
    quotas: Quotas
    deadlines: Deadlines
    reader: Reader
    uploads: Reader
    """Reads the messages of uploads, which may come at leisure."""
    streams: Streams
    observer: Observer
    new_correlation_id: Callable[[], str]


class Chain:
    """Everything between grpc and one method of a servicer."""

    def __init__(self, concerns: Concerns, *, method: str, answering: Answering) -> None:
        self._concerns = concerns
        self._method = method
        self._answering = answering

    def __call__(self, messages: Iterator[bytes], context: grpc.ServicerContext) -> bytes:
        """Return the response's bytes, or end the call with a status (which raises, as grpc wants)."""
        concerns, observer = self._concerns, self._concerns.observer
        arrived_at = concerns.executor.arrived_at()
        code = "OK"
        call: Call | None = None
        observer.in_flight(1)
        try:
            # 1 is there room
            admit(concerns.executor)
            # 2 who calls, and may it call once more
            party = concerns.callers.identify(context)
            concerns.quotas.take(party)
            # 3 the message, and is there time left to answer it
            received = concerns.reader.read(messages, context, party.relying_party_id)
            remaining = concerns.deadlines.remaining(context)
            # 4 is it what the contract says, and 5 answer
            call = Call(
                method=self._method,
                relying_party=party,
                remaining=remaining,
                received=received,
                new_correlation_id=concerns.new_correlation_id,
                owe=concerns.quotas.owe,
            )
            answer = self._answering(call)
            if call.trailers:
                context.set_trailing_metadata(tuple(call.trailers.items()))
        except Exception as error:
            # 6 or say why there is no answer
            code = self._end(error, context, call.correlation_id if call else concerns.new_correlation_id())
            raise
        else:
            return answer
        finally:
            # 7 and let it be seen
            observer.in_flight(-1)
            observer.rpc(self._method, code, time.perf_counter() - arrived_at)

    def _end(self, error: Exception, context: grpc.ServicerContext, correlation_id: str) -> str:
        """Set the call's status, so that the raise that follows ends it; return the code's name."""
        status = status_for(error, context, method=self._method, correlation_id=correlation_id)
        if status is None:
            return grpc.StatusCode.CANCELLED.name
        why = SHED_BECAUSE.get(reason_of(error))
        if why is not None:
            self._concerns.observer.shed(why)
        code = code_of(status)
        with suppress(
            Exception
        ):  # abort marks the call as ended by raising; the caller of this raises itself
            context.abort_with_status(to_status(status))
        return code.name
