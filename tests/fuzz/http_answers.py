"""An answer of HTTP from any bytes, as the library reads it off a connection."""

import http.client
from io import BytesIO


class _Wire:
    """What came over a connection."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def makefile(self, _: str) -> BytesIO:
        return BytesIO(self._content)


def answer_of(content: bytes, *, method: str) -> http.client.HTTPResponse:
    """Return the answer to a request of this method; nothing of it is read yet."""
    return http.client.HTTPResponse(_Wire(content), method=method)  # type: ignore[arg-type] # no socket
