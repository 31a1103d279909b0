"""A pool of connections to one institution: JSON sent, JSON received, everything bounded."""

import http.client
import ssl
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from eidgate.adapters.outside.deadline import Deadline
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.line import MOST_BYTES, Line

LONGEST_IDLE: Final = 20.0
"""Seconds that a connection may rest. Load balancers hang up after 60 s and more; a shorter rest meets fewer
connections that died unseen."""
JSON: Final = "application/json"

_CLOSED: Final = (
    http.client.RemoteDisconnected,
    BrokenPipeError,
    ConnectionResetError,
    ssl.SSLEOFError,
    ssl.SSLZeroReturnError,
)
"""What a connection says that the other side closed while it rested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A request; repeating it does no harm, because nothing that is sent here changes anything.

    What is secret or personal in it is not printed.
    """

    url: str
    content: bytes = field(repr=False)
    content_type: str
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """An answer in JSON, whole; `correlator` is the `x-correlator` that it carried."""

    status: int
    content: bytes = field(repr=False)
    correlator: str


class Lines:
    """Connections to the hosts of one institution, reused while they live; thread-safe.

    There are never more than threads that call: whoever calls bounds them.
    """

    def __init__(self, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._resting: dict[tuple[str, int], deque[tuple[float, Line]]] = {}
        self._lock = threading.Lock()
        self._closed = False

    def post(self, sent: Sent, deadline: Deadline) -> Came:
        """Send a request and read its answer.

        A connection that had rested and was closed by the other side is replaced once.

        Raises:
            OutsideError: no whole answer in JSON came in time.
        """
        line, rested = self._take(sent.url)
        try:
            return self._exchange(line, sent, deadline)
        except _CLOSED as error:
            if not rested:
                raise OutsideError(Fault.UNREACHABLE, type(error).__name__) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise OutsideError(_fault(error), type(error).__name__) from error
        return self._again(sent, deadline)

    def close(self) -> None:
        """Hang up; what is under way ends by its own deadline."""
        with self._lock:
            self._closed = True
            for resting in self._resting.values():
                for _, line in resting:
                    line.close()
            self._resting.clear()

    def _again(self, sent: Sent, deadline: Deadline) -> Came:
        try:
            return self._exchange(self._new(sent.url), sent, deadline)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise OutsideError(_fault(error), type(error).__name__) from error

    def _exchange(self, line: Line, sent: Sent, deadline: Deadline) -> Came:
        line.deadline = deadline
        keep = False
        try:
            headers = {"Accept": JSON, "Accept-Encoding": "identity", "Content-Type": sent.content_type}
            line.request("POST", urlsplit(sent.url).path or "/", sent.content, headers | dict(sent.headers))
            with line.getresponse() as answer:
                came = _read(answer)
                keep = not answer.will_close
            return came
        finally:
            self._give_back(line, keep=keep)

    def _take(self, url: str) -> tuple[Line, bool]:
        key = _host(url)
        with self._lock:
            resting = self._resting.get(key, deque())
            while resting:
                since, line = resting.pop()
                if monotonic() - since <= LONGEST_IDLE:
                    return line, True
                line.close()
        return self._new(url), False

    def _new(self, url: str) -> Line:
        host, port = _host(url)
        return Line(host, port, self._context if url.startswith("https:") else None)

    def _give_back(self, line: Line, *, keep: bool) -> None:
        with self._lock:
            if keep and not self._closed:
                self._resting.setdefault((line.host, line.port), deque()).append((monotonic(), line))
                return
        line.close()


def _host(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _fault(error: Exception) -> Fault:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Fault.NOT_WHO_IT_SHOULD_BE
    if isinstance(error, TimeoutError):
        return Fault.TIMEOUT
    return Fault.UNREACHABLE if isinstance(error, OSError) else Fault.MALFORMED


def _read(answer: http.client.HTTPResponse) -> Came:
    """Read a whole, bounded answer in JSON; whatever else it is, it is a fault."""
    content = answer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise OutsideError(Fault.MALFORMED, f"more than {MOST_BYTES} bytes")
    if answer.length:
        raise OutsideError(Fault.MALFORMED, "ended before its end")
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and answer.status != HTTPStatus.NOT_IMPLEMENTED:
        raise OutsideError(Fault.FAILED, f"status {answer.status}")
    if HTTPStatus.MULTIPLE_CHOICES <= answer.status < HTTPStatus.BAD_REQUEST:
        raise OutsideError(Fault.MALFORMED, "redirects are not followed")
    if answer.headers.get_content_type() != JSON:
        raise OutsideError(Fault.MALFORMED, "the content type is not JSON")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise OutsideError(Fault.MALFORMED, "compressed, which was not asked for")
    return Came(status=answer.status, content=content, correlator=answer.headers.get("x-correlator", ""))
