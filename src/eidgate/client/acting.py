"""What every group of methods is built on: reading, acting under a request id, and streams."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Final, TypeVar, cast

import grpc
from google.protobuf.message import Message

from eidgate.client.answers import Answered
from eidgate.client.calls import Caller, Method
from eidgate.client.refusal import CallRefusedError, refusal
from eidgate.client.request_ids import Identifiable, identified

Response = TypeVar("Response", bound=Message)

CONNECTION: Final = timedelta(minutes=10)
"""After which a stream is opened anew: with renewed certificates, and on whichever worker has room."""


class Acting:
    """Makes calls; a group of methods inherits it and names them."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def _read(self, method: Method[Response], request: Message, deadline: timedelta | None) -> Response:
        return self._caller.call(method, request, deadline=deadline).response

    def _act(
        self, method: Method[Response], request: Identifiable, deadline: timedelta | None
    ) -> Answered[Response]:
        named = identified(request)
        return self._caller.call(method, named, deadline=deadline, request_id=named.request_id)

    def _stream(self, method: Method[Response], request: Message) -> Iterator[Response]:
        """Open a stream, and yield what comes on it.

        Raises:
            CallRefusedError: the server refused, or the stream ended; UNAVAILABLE says to open another one.
        """
        with self._caller.line.channel() as channel:
            ask: grpc.UnaryStreamMultiCallable[bytes, Response] = channel.unary_stream(
                method.path, response_deserializer=method.response.FromString
            )
            stream = ask(
                request.SerializeToString(deterministic=True),
                timeout=CONNECTION.total_seconds(),
                metadata=(("accept-language", self._caller.language),),
            )
            try:
                yield from stream
                raise CallRefusedError(code=grpc.StatusCode.UNAVAILABLE, message="the stream ended")
            except grpc.RpcError as error:
                raise refusal(cast("grpc.Call", error)) from error  # it is the failed call too
            finally:
                with suppress(Exception):
                    stream.cancel()


def method_of(service: str, name: str, response: type[Response]) -> Method[Response]:
    """Name a method. All of today's are repeatable: they carry a request id, or they store nothing."""
    return Method(path=f"/{service}/{name}", response=response, repeatable=True)
