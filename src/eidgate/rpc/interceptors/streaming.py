"""What happens to every stream, in this order and in one place: as `Chain` does it for single calls.

A download is one request and many answers, an upload many requests and one answer. Both run on the threads of
`Streams`, both are counted when they end, and neither has a deadline of ours: an open stream is its purpose.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final, TypeAlias

import grpc
from google.protobuf.message import Message
from grpc_status.rpc_status import to_status

from eidgate.core.relying_party import RelyingParty
from eidgate.rpc.interceptors import Concerns
from eidgate.rpc.interceptors.errors import status_for
from eidgate.rpc.interceptors.shedding import SHED_BECAUSE
from eidgate.rpc.interceptors.validation import Validation
from eidgate.rpc.status import code_of, reason_of
from eidgate.rpc.streams import Stream


@dataclass(slots=True, kw_only=True)
class StreamCall:
    """What a handler knows of the stream that it serves; `pause` waits and says whether to go on."""

    method: str
    relying_party: RelyingParty
    correlation_id: str
    pause: Callable[[timedelta], bool]
    _received: Any = field(default_factory=sha256)

    @property
    def digest(self) -> bytes:
        """SHA-256 over the messages received so far, each after its length."""
        digest: bytes = self._received.digest()
        return digest

    def receive(self, message: bytes) -> None:
        """Count a message's bytes into the digest."""
        self._received.update(len(message).to_bytes(8))
        self._received.update(message)


Download: TypeAlias = Callable[[Any, StreamCall], Iterator[Message]]
"""A servicer's method: the validated request and the call in, the answers out, one by one."""

Upload: TypeAlias = Callable[[Iterator[Any], StreamCall], Message]
"""A servicer's method: the validated messages as they come and the call in, the answer out."""

Conversation: TypeAlias = Callable[[Iterator[Any], StreamCall], Iterator[Message]]
"""Server reflection: the validated messages as they come and the call in, the answers out, one by one."""


class _StreamChain:
    """What downloads and uploads have in common; grpc takes `experimental_thread_pool` as where to run."""

    def __init__(
        self, concerns: Concerns, *, method: str, request_class: type[Message], behaviour: Callable[..., Any]
    ) -> None:
        self._concerns = concerns
        self._method = method
        self._validation = Validation(request_class)
        self._behaviour = behaviour
        self.experimental_thread_pool = concerns.streams.pool

    @contextmanager
    def _serving(self, context: grpc.ServicerContext) -> Iterator[tuple[Stream, StreamCall]]:
        """Open a place, and let the end be seen: its status by the caller, its code by the observer."""
        concerns, code = self._concerns, grpc.StatusCode.OK.name
        correlation_id = concerns.new_correlation_id()
        try:
            # 1 is there room, who calls, and may it call once more
            with concerns.streams.open(context, concerns.callers.identify) as stream:
                concerns.quotas.take(stream.party)
                concerns.observer.streams(1)
                try:
                    yield stream, self._call(stream, correlation_id)
                    code = code if context.is_active() else grpc.StatusCode.CANCELLED.name
                finally:
                    concerns.observer.streams(-1)
        except GeneratorExit:
            code = grpc.StatusCode.CANCELLED.name
            raise
        except Exception as error:
            code = self._end(error, context, correlation_id)
            raise
        finally:
            concerns.observer.stream_ended(self._method, code)

    def _call(self, stream: Stream, correlation_id: str) -> StreamCall:
        return StreamCall(
            method=self._method,
            relying_party=stream.party,
            correlation_id=correlation_id,
            pause=stream.pause,
        )

    def _received(
        self, messages: Iterator[bytes], context: grpc.ServicerContext, call: StreamCall
    ) -> Iterator[Any]:
        """Yield the messages up to the one that the sender called the last.

        gRPC's server takes a sender that was lost for one that has ended, until it hears of the loss. Where
        that would do harm, the end must be a message (`ImportEnd`).

        Raises:
            grpc.RpcError: the sender left before; what came must not pass for all there was.
        """
        while True:
            if not call.pause(_AT_ONCE):
                raise grpc.RpcError
            try:
                received = self._concerns.uploads.read(messages, context, call.relying_party.relying_party_id)
            except StopIteration:
                return
            call.receive(received)
            yield self._validation.parse(received)

    def _end(self, error: Exception, context: grpc.ServicerContext, correlation_id: str) -> str:
        """Set the stream's status, so that the raise that follows ends it; return the code's name."""
        status = status_for(error, context, method=self._method, correlation_id=correlation_id)
        if status is None:
            return grpc.StatusCode.CANCELLED.name
        why = SHED_BECAUSE.get(reason_of(error))
        if why is not None:
            self._concerns.observer.shed(why)
        with suppress(Exception):  # abort marks the stream as ended by raising; the caller of this raises
            context.abort_with_status(to_status(status))
        return code_of(status).name


_AT_ONCE: Final = timedelta(0)


class DownloadChain(_StreamChain):
    """Everything between grpc and one method that answers with a stream."""

    def __call__(self, messages: Iterator[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
        """Yield the answers' bytes; grpc asks for the next one when the last one is on the wire."""
        with self._serving(context) as (stream, call):
            # 2 the message, and is it what the contract says
            received = self._concerns.reader.read(messages, context, call.relying_party.relying_party_id)
            call.receive(received)
            request = self._validation.parse(received)
            # 3 answer, for as long as there is something to say
            for answer in self._behaviour(request, call):
                with stream.sending():
                    yield answer.SerializeToString(deterministic=True)


class UploadChain(_StreamChain):
    """Everything between grpc and one method that takes a stream."""

    def __call__(self, messages: Iterator[bytes], context: grpc.ServicerContext) -> bytes:
        """Return the answer's bytes, after the last message or before it."""
        with self._serving(context) as (_, call):
            answer: Message = self._behaviour(self._received(messages, context, call), call)
            return answer.SerializeToString(deterministic=True)


class ConversationChain(_StreamChain):
    """Everything between grpc and the one method that streams both ways."""

    def __call__(self, messages: Iterator[bytes], context: grpc.ServicerContext) -> Iterator[bytes]:
        """Yield the answers' bytes, until the caller has no more to ask or takes too long over it."""
        with self._serving(context) as (stream, call):
            for answer in self._behaviour(self._received(messages, context, call), call):
                with stream.sending():
                    yield answer.SerializeToString(deterministic=True)
