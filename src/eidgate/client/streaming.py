"""Streams: read on over every interruption, or sent from the thread that makes what is sent."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Final, TypeVar, cast

import grpc
from google.protobuf.message import Message

from eidgate.client.acting import Acting
from eidgate.client.calls import WORTH_ANOTHER_TRY, Method
from eidgate.client.handover import Handover
from eidgate.client.listening import Listening
from eidgate.client.refusal import CallRefusedError, refusal

Response = TypeVar("Response", bound=Message)

CONNECTION: Final = timedelta(minutes=10)
"""After which a stream is opened anew: with renewed certificates, and on whichever worker has room."""

TRIES: Final = 5
"""Failures one after the other, pauses between them growing, before what has an end is given up."""

FOREVER: Final = float("inf")  # for the number of tries, and for the instant at which there is no time left


class Streaming(Acting):
    """Makes streams; a group of methods inherits it and names them."""

    def _read_on(
        self,
        method: Method[Response],
        ask: Callable[[], Message],
        *,
        tries: float = FOREVER,
        ends: float = FOREVER,
    ) -> Iterator[Response]:
        """Yield what comes, until the client is closed; `ask` says from where a stream goes on.

        Raises:
            CallRefusedError: the server refuses for good, so many tries failed one after the other, or it is
                DEADLINE_EXCEEDED: `ends`, an instant of the monotonic clock, has come.
        """
        failures = 0
        while not self._caller.closing.is_set():
            try:
                for message in self._stream(method, ask(), ends):
                    failures = 0
                    yield message
            except CallRefusedError as refused:
                failures += 1
                if refused.code not in WORTH_ANOTHER_TRY or failures > tries or monotonic() >= ends:
                    raise
                self._caller.closing.wait(self._caller.pause(failures, refused).total_seconds())

    def _stream(self, method: Method[Response], request: Message, ends: float) -> Iterator[Response]:
        """Open one stream, and yield what comes on it.

        Raises:
            CallRefusedError: the server refused, or the stream ended; UNAVAILABLE says to open another one.
        """
        with self._caller.line.channel() as channel:
            ask: grpc.UnaryStreamMultiCallable[bytes, Response] = channel.unary_stream(
                method.path, response_deserializer=method.response.FromString
            )
            stream = ask(
                request.SerializeToString(deterministic=True),
                timeout=max(0.0, min(ends - monotonic(), CONNECTION.total_seconds())),
                metadata=self._caller.metadata,
            )
            try:
                with Listening(stream, self._caller.retry.silence) as messages:
                    yield from messages
                raise CallRefusedError(code=grpc.StatusCode.UNAVAILABLE, message="the stream ended")
            except grpc.RpcError as error:
                raise refusal(cast("grpc.Call", error)) from error  # it is the failed call too
            finally:
                with suppress(Exception):
                    stream.cancel()

    def _send(self, method: Method[Response], pieces: Iterator[Message], ends: float) -> Response:
        """Send every piece and return the answer; whoever makes the pieces does so in this thread.

        What a maker raises is raised here, and the server is told that the rest will not come.

        Raises:
            grpc.RpcError: there is no answer.
        """
        with self._caller.line.channel() as channel:
            ask: grpc.StreamUnaryMultiCallable[bytes, Response] = channel.stream_unary(
                method.path, response_deserializer=method.response.FromString
            )
            handover = Handover()
            call = ask.future(
                iter(handover),
                timeout=max(0.0, ends - monotonic()),
                metadata=self._caller.metadata,
            )
            call.add_done_callback(lambda _: handover.give_way())
            try:
                for piece in pieces:
                    handover.put(piece.SerializeToString(deterministic=True))
                    if call.done():
                        break
                else:
                    handover.end()
                return call.result()
            finally:
                call.cancel()  # before the end of the pieces is told: it must not pass for the list's
                handover.end()
