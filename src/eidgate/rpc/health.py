"""`grpc.health.v1`: one state under a few names, told to a bounded number of watchers.

The packaged servicer keeps a place for every name that anybody ever watched, lets anybody watch without end,
and sends under its lock, while grpc's send returns only when the answer is on the wire: a watcher that reads
nothing, or leaves at the wrong moment, would hold up the process. Here nothing of a request is kept, nothing
is sent under the lock, and each caller's answers are sent by a thread that works for no other caller.

Load balancers have certificates but are no relying parties, so callers are told apart and not looked up.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Lock, Thread
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
"""grpc's own: sends one answer, and returns when that is on the wire; None ends the stream."""

_Caller: TypeAlias = tuple[bytes, ...] | str


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBounds:
    """How many watch at a time, in one process: 10 KB each, and a thread only while there is news for them.

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
        self._watchers: dict[_Send, tuple[_Caller, bool]] = {}
        self._count: Counter[_Caller] = Counter()
        self._news: dict[_Caller, deque[tuple[_Send, Any]]] = {}

    def report(self, state: Any) -> None:
        """Have this state told from now on, and soon to those who watch."""
        with self._lock:
            self._state = state
            told = [(send, caller) for send, (caller, known) in self._watchers.items() if known]
            for send, caller in told:
                self._tell(caller, send, state)

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
                self._watchers[send] = (caller, known)
                self._count[caller] += 1
                self._tell(caller, send, self._state if known else SERVICE_UNKNOWN)
        if full:
            context.abort_with_status(to_status(status_of(RefusedError(ErrorReason.OVERLOADED))))
        leave = partial(self._leave, send, caller)
        if not context.add_callback(leave):
            leave()

    Watch.experimental_non_blocking = True  # type: ignore[attr-defined]  # grpc's mark: a watcher holds no thread

    def _tell(self, caller: _Caller, send: _Send, state: Any) -> None:
        """Queue news for a caller's thread, which lives as long as there is some; the lock is held."""
        news = self._news.get(caller)
        if news is not None:
            news.append((send, state))
            return
        self._news[caller] = deque([(send, state)])
        Thread(name="health-news", target=self._send_all, args=(caller,), daemon=True).start()

    def _send_all(self, caller: _Caller) -> None:
        while True:
            with self._lock:
                if not self._news[caller]:
                    del self._news[caller]
                    return
                send, state = self._news[caller].popleft()
            with suppress(Exception):  # this watcher is gone; the next may not be
                send(_answer(state))

    def _leave(self, send: _Send, caller: _Caller) -> None:
        """Forget a watcher; grpc says so on the one thread that all calls come through, so nothing waits."""
        with self._lock:
            del self._watchers[send]
            if caller in self._news:
                self._news[caller] = deque(one for one in self._news[caller] if one[0] is not send)
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
