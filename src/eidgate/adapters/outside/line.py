"""One HTTP/1.1 connection whose every step ends at one deadline.

No client library for blocking code bounds a whole exchange: their timeouts are per read, so that a server
that sends a byte now and then holds the caller for ever. Here each read waits for what is left of the whole.
The standard library does the protocol; it follows nothing of its own: no redirects, proxies or cookies.
"""

import http.client
import io
import socket
import ssl
from time import monotonic
from typing import Any, Final

from eidgate.adapters.outside.deadline import Deadline

MOST_BYTES: Final = 16 * 1024
"""Of an answer; the longest that is asked for is CAMARA's KYC Match with under 2 KiB."""


class Line(http.client.HTTPConnection):
    """A connection to one host; used by one thread at a time."""

    def __init__(self, host: str, port: int, context: ssl.SSLContext | None) -> None:
        super().__init__(host, port)
        self._context = context
        self.deadline = Deadline(at=monotonic())

    def connect(self) -> None:
        """Connect and shake hands within the deadline.

        Raises:
            OSError: it cannot be reached, is not who it should be, or is too slow.
        """
        plain = socket.create_connection((self.host, self.port), self.deadline.left())
        try:
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            plain.settimeout(self.deadline.left())
            connected = (
                self._context.wrap_socket(plain, server_hostname=self.host) if self._context else plain
            )
        except BaseException:
            plain.close()
            raise
        self.sock: Any = _Bounded(connected, self)


class _Bounded:
    """A socket as `http.client` uses it, with what is left of the deadline as each timeout."""

    def __init__(self, connected: socket.socket, line: Line) -> None:
        self._socket, self._line = connected, line

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Return what an answer is read from; the connection lives until both are closed."""
        raw: Any = self._socket.makefile("rb", buffering=0)
        return io.BufferedReader(_Reading(self._socket, raw, self._line))

    def sendall(self, content: Any) -> None:
        """Send within the deadline."""
        self._socket.settimeout(self._line.deadline.left())
        self._socket.sendall(content)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class _Reading(io.RawIOBase):
    def __init__(self, connected: socket.socket, raw: io.RawIOBase, line: Line) -> None:
        self._socket, self._raw, self._line = connected, raw, line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._line.deadline.left())
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        super().close()
        self._raw.close()
