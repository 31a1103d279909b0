"""What every group of methods is built on: reading, and acting under a request id."""

from datetime import timedelta
from typing import TypeVar

from google.protobuf.message import Message

from eidgate.client.answers import Answered
from eidgate.client.calls import Caller, Method
from eidgate.client.request_ids import Identifiable, identified

Response = TypeVar("Response", bound=Message)


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


def method_of(service: str, name: str, response: type[Response]) -> Method[Response]:
    """Name a method. All of today's are repeatable: they carry a request id, or they store nothing."""
    return Method(path=f"/{service}/{name}", response=response, repeatable=True)
