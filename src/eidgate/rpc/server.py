"""The gRPC server of one process: its bounds, its services, its health, and how it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from time import sleep
from typing import Any, Final

import grpc
from google.protobuf import descriptor_pool, message_factory
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.descriptor_pool import DescriptorPool
from grpc_health.v1 import health, health_pb2_grpc

from eidgate.core.errors import ConfigurationError
from eidgate.rpc.credentials import ServerCertificates, refuses_tls_1_2
from eidgate.rpc.health import NOT_SERVING, SERVING, Health
from eidgate.rpc.interceptors import Chain, Concerns
from eidgate.rpc.interceptors.answering import Alone, Answering, Behaviours, Together
from eidgate.rpc.interceptors.reading import MAX_MESSAGE_BYTES
from eidgate.rpc.interceptors.streaming import DownloadChain, UploadChain
from eidgate.rpc.reflection import SERVICE as REFLECTION
from eidgate.rpc.reflection import reflection_handlers

MAX_RESPONSE_BYTES: Final = 4_194_304  # 4 MiB, what clients accept by default; pages and batches stay below
MAX_METADATA_BYTES: Final = 16_384  # 16 KiB of headers: names, trace context, no tokens
MAX_STREAMS: Final = 256  # calls at a time per connection; a bank's busiest needs tens
HANDSHAKE_PATIENCE: Final = timedelta(
    seconds=10
)  # three slow round trips; a silent peer holds a socket no longer
MAX_IDLE: Final = timedelta(minutes=10)  # a connection without calls
MAX_AGE: Final = timedelta(hours=1)
"""Connections are renewed hourly, so that they spread over workers again and meet renewed certificates."""
AGE_GRACE: Final = timedelta(seconds=30)  # calls on an aged connection finish; ten times the deadline cap
KEEPALIVE: Final = timedelta(minutes=1)  # below the 350 s after which common firewalls forget a connection
KEEPALIVE_PATIENCE: Final = timedelta(seconds=20)
LEAST_PING_INTERVAL: Final = timedelta(seconds=20)  # clients may ping this often, even without calls

MAX_PENDING: Final = 2_000
"""Calls that gRPC itself may hold before Python has seen them, about half a second of work.

Beyond it gRPC ends them with CANCELLED and without advice, so it lies above seven full connections.
"""
MAX_UNSEEN: Final = timedelta(seconds=3)  # a call that Python has not seen by the deadline cap is refused

_FLUSHING: Final = timedelta(milliseconds=250)  # from a handler's end until its answer is on the wire

_STREAMS: Final[Mapping[tuple[bool, bool], tuple[Any, Any]]] = {
    (True, False): (UploadChain, grpc.stream_unary_rpc_method_handler),
    (False, True): (DownloadChain, grpc.stream_stream_rpc_method_handler),
}
"""(client streams, server streams) → the chain and its registration; requests are always read by us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drain:
    """How a server ends: `lame_duck` for load balancers to notice, then `grace` for calls to finish."""

    lame_duck: timedelta = timedelta(seconds=2)
    grace: timedelta = timedelta(seconds=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Where to listen and as whom; without certificates the port is plaintext, for benchmarks on loopback."""

    host: str
    port: int
    certificates: ServerCertificates | None

    @property
    def address(self) -> str:
        """As grpc writes it; an IPv6 address in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What is served: servicers by their service's full name, found in a descriptor pool."""

    servicers: Mapping[str, object]
    pool: DescriptorPool = field(default_factory=descriptor_pool.Default)


class Server:
    """One process's server. `start` serves; `drain` ends it without failing a call."""

    def __init__(
        self,
        listener: Listener,
        services: Services,
        concerns: Concerns,
        *,
        connections: int,
        reflects: bool = False,
    ) -> None:
        """Prepare to serve over at most so many `connections`, whoever makes them."""
        if not services.servicers:
            raise ConfigurationError("a server without services answers nobody")
        self._listener, self._concerns = listener, concerns
        self._server = grpc.server(
            concerns.executor,  # type: ignore[arg-type]  # grpc needs an Executor; its stubs name the usual one
            options=_options(connections),
            maximum_concurrent_rpcs=concerns.executor.bounds.calls + concerns.streams.bounds.streams,
        )
        self._together: list[Together] = []
        for name, servicer in services.servicers.items():
            self._register(services.pool.FindServiceByName(name), servicer)
        self._health = Health(services.servicers)
        health_pb2_grpc.add_HealthServicer_to_server(self._health, self._server)
        if reflects:
            names = (*services.servicers, health.SERVICE_NAME)
            handlers = reflection_handlers(concerns, names, services.pool)
            self._server.add_registered_method_handlers(REFLECTION, handlers)
        self.port = self._listen()

    def start(self) -> None:
        """Serve, and report SERVING once that is true and TLS 1.2 is known to be refused.

        Raises:
            ConfigurationError: the TLS library would let TLS 1.2 pass.
        """
        self._health.report(NOT_SERVING)
        self._server.start()
        if self._listener.certificates is not None and not refuses_tls_1_2(self._loopback(), self.port):
            self._server.stop(None)
            raise ConfigurationError(
                "gRPC would accept TLS 1.2: it was imported without the environment of eidgate.rpc.tls"
            )
        self._health.report(SERVING)

    def drain(self, drain: Drain) -> None:
        """Report NOT_SERVING, keep serving for `lame_duck`, then refuse new calls and finish the others."""
        self._health.report(NOT_SERVING)
        sleep(drain.lame_duck.total_seconds())
        self._concerns.executor.close_to_new_calls()
        self._concerns.streams.close_to_new()
        self._finish(drain.grace)
        self._concerns.executor.shutdown()
        for together in self._together:
            together.close()
        self._concerns.streams.close()
        self._concerns.reader.close()
        self._concerns.uploads.close()

    def _finish(self, grace: timedelta) -> None:
        """Let calls finish, at most for `grace`; health watchers never finish, so they are cut off early."""
        stopped = self._server.stop(grace.total_seconds())
        while not stopped.wait(_FLUSHING.total_seconds()):
            if self._concerns.executor.idle and self._concerns.streams.idle:
                stopped.wait(_FLUSHING.total_seconds())
                self._server.stop(None)

    def _register(self, service: ServiceDescriptor, servicer: object) -> None:
        """Put the chain in front of every method of a service; one without a method is refused at start."""
        handlers = {method.name: self._handler(service, method, servicer) for method in service.methods}
        self._server.add_registered_method_handlers(service.full_name, handlers)

    def _handler(
        self, service: ServiceDescriptor, method: MethodDescriptor, servicer: object
    ) -> "grpc.RpcMethodHandler[Any, Any]":  # generic only in the stubs
        behaviour = getattr(servicer, method.name, None)
        if behaviour is None:
            raise ConfigurationError(f"{method.full_name}: {type(servicer).__name__} does not answer it")
        if method.client_streaming and method.server_streaming:
            raise ConfigurationError(f"{method.full_name}: a method streams one way only")
        name = f"{service.full_name}/{method.name}"
        request_class = message_factory.GetMessageClass(method.input_type)
        handler: grpc.RpcMethodHandler[Any, Any]
        if not method.client_streaming and not method.server_streaming:
            alone = Alone(request_class, behaviour)
            answering = self._answering(alone, getattr(servicer, "together", {}).get(method.name))
            return grpc.stream_unary_rpc_method_handler(
                Chain(self._concerns, method=name, answering=answering)
            )
        chain, registered = _STREAMS[method.client_streaming, method.server_streaming]
        handler = registered(
            chain(self._concerns, method=name, request_class=request_class, behaviour=behaviour)
        )
        return handler

    def _answering(self, alone: Alone, behaviours: Behaviours | None) -> Answering:
        if behaviours is None:
            return alone
        together = Together(alone, behaviours, name="calls-together")
        self._together.append(together)
        return together

    def _listen(self) -> int:
        address, certificates = self._listener.address, self._listener.certificates
        try:
            if certificates is None:
                return self._server.add_insecure_port(address)
            return self._server.add_secure_port(address, certificates.credentials())
        except RuntimeError as error:
            raise ConfigurationError(f"{address}: cannot listen here") from error

    def _loopback(self) -> str:
        """Return the address under which this very server is reached from its own host."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._listener.host, self._listener.host)  # noqa: S104 (compared, not bound)


def _options(connections: int) -> Sequence[tuple[str, Any]]:
    return (
        ("grpc.so_reuseport", 1),
        ("grpc.max_receive_message_length", MAX_MESSAGE_BYTES),
        ("grpc.max_send_message_length", MAX_RESPONSE_BYTES),
        ("grpc.max_metadata_size", MAX_METADATA_BYTES),
        ("grpc.absolute_max_metadata_size", MAX_METADATA_BYTES),
        ("grpc.max_allowed_incoming_connections", connections),  # one more is closed before its handshake
        ("grpc.max_concurrent_streams", MAX_STREAMS),
        ("grpc.server.max_pending_requests", MAX_PENDING),
        ("grpc.server.max_pending_requests_hard_limit", MAX_PENDING),
        ("grpc.server_max_unrequested_time_in_server", int(MAX_UNSEEN.total_seconds())),
        ("grpc.server_handshake_timeout_ms", _ms(HANDSHAKE_PATIENCE)),
        ("grpc.max_connection_idle_ms", _ms(MAX_IDLE)),
        ("grpc.max_connection_age_ms", _ms(MAX_AGE)),
        ("grpc.max_connection_age_grace_ms", _ms(AGE_GRACE)),
        ("grpc.keepalive_time_ms", _ms(KEEPALIVE)),
        ("grpc.keepalive_timeout_ms", _ms(KEEPALIVE_PATIENCE)),
        ("grpc.http2.min_ping_interval_without_data_ms", _ms(LEAST_PING_INTERVAL)),
        ("grpc.keepalive_permit_without_calls", 1),
    )


def _ms(duration: timedelta) -> int:
    return int(duration.total_seconds() * 1000)
