"""`grpc.health.v1`: one state under a few names, told to a bounded number of watchers.

The packaged servicer keeps a place for every name that anybody ever watched, and lets anybody watch without
end: whoever holds a certificate of the client CA could fill a worker's memory. Here nothing of a request is
kept. Load balancers have certificates but are no relying parties, so the caller is not looked up.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, Final, TypeAlias

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status.rpc_status import to_status

from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import RefusedError, status_of

SERVING: Final = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING: Final = health_pb2.HealthCheckResponse.NOT_SERVING
SERVICE_UNKNOWN: Final = health_pb2.HealthCheckResponse.SERVICE_UNKNOWN

_Send: TypeAlias = Callable[[health_pb2.HealthCheckResponse | None], None]
"""grpc's own: sends one answer; None ends the stream."""

_Caller: TypeAlias = tuple[bytes, ...] | str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBounds:
    """How many watch at a time, in one process: 10 KB each, and no thread.

    `each` is for one certificate: a bank's hosts and the load balancers before them watch once a connection.
    """

    watchers: int = 1_024
    each: int = 64


class Health(health_pb2_grpc.HealthServicer):
    """Answers checks and watches; every service of a process is as healthy as the process."""

    def __init__(self, services: Iterable[str], bounds: WatchBounds | None = None) -> None:
        self._names = frozenset(("", *services))
        self._bounds = bounds or WatchBounds()
        self._state = NOT_SERVING
        self._lock = Lock()
        self._watchers: dict[_Send, bool] = {}
        self._count: Counter[_Caller] = Counter()

    def report(self, state: Any) -> None:
        """Have this state told from now on, and at once to those who watch."""
        with self._lock:
            self._state = state
            for send, known in self._watchers.items():
                if known:
                    send(_answer(state))

    def Check(self, request: Any, context: grpc.ServicerContext) -> Any:  # noqa: N802 (the contract's name)
        """Tell the state of a service, "" for all of them."""
        if request.service not in self._names:
            context.abort(grpc.StatusCode.NOT_FOUND, "no such service")
        return _answer(self._state)

    def Watch(self, request: Any, context: grpc.ServicerContext, send: _Send) -> None:  # type: ignore[override]  # noqa: N802
        """Tell the state now and whenever it changes; of a service that is unknown, that it is."""
        known, caller = request.service in self._names, _caller(context)
        with self._lock:
            full = len(self._watchers) >= self._bounds.watchers or self._count[caller] >= self._bounds.each
            if not full:
                self._watchers[send] = known
                self._count[caller] += 1
                send(_answer(self._state if known else SERVICE_UNKNOWN))
        if full:
            context.abort_with_status(to_status(status_of(RefusedError(ErrorReason.OVERLOADED))))
        leave = partial(self._leave, send, caller)
        if not context.add_callback(leave):
            leave()

    Watch.experimental_non_blocking = True  # type: ignore[attr-defined]  # grpc's mark: a watcher holds no thread

    def _leave(self, send: _Send, caller: _Caller) -> None:
        with self._lock:
            del self._watchers[send]
            self._count[caller] -= 1
            if not self._count[caller]:
                del self._count[caller]
        send(None)


def _answer(state: Any) -> health_pb2.HealthCheckResponse:
    return health_pb2.HealthCheckResponse(status=state)


def _caller(context: grpc.ServicerContext) -> _Caller:
    """Return what tells callers apart: the names in their certificate, or on a plaintext port none."""
    identities = context.peer_identities()
    return "" if identities is None else tuple(identities)
