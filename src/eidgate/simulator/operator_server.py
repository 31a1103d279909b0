"""Simulated operators over HTTP or HTTPS, well-behaved or as badly as they are told to behave.

A running one changes its ways with `PUT /simulator/behaviour`, whose body is a word of `Behaviour`.
"""

import json
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from eidgate.simulator.operator import HttpAnswer, HttpRequest, SimulatedOperator

_MOST_BYTES: Final = 64 * 1024
_TOO_LONG: Final = 64 * 1024
_DRIP_SECONDS: Final = 0.05
BEHAVIOUR: Final = "/simulator/behaviour"


class Behaviour(StrEnum):
    """What an operator may do instead of answering well."""

    WELL = "well"
    HANGS = "hangs"
    DRIPS = "drips"
    FAILS = "fails"
    GARBAGE = "garbage"
    WRONG_FORM = "wrong_form"
    LIES_ABOUT_TYPE = "lies_about_type"
    ENDS_EARLY = "ends_early"
    TOO_LONG = "too_long"
    REDIRECTS = "redirects"
    HANGS_UP = "hangs_up"
    OTHERS_ANSWER = "others_answer"
    NO_TOKENS = "no_tokens"


class OperatorServer(ThreadingHTTPServer):
    """Serves one operator on loopback; certificates make it HTTPS."""

    daemon_threads = True

    def __init__(
        self, operator: SimulatedOperator, *, port: int = 0, certificate: tuple[Path, Path] | None = None
    ) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.operator, self.behaviour = operator, Behaviour.WELL
        self.secure = certificate is not None
        self.connections = 0
        self._open: set[socket.socket] = set()
        self.ending = threading.Event()
        """Set to let hang what hangs no longer."""
        self._thread: threading.Thread | None = None
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        """The root of its APIs."""
        return f"{'https' if self.secure else 'http'}://127.0.0.1:{self.server_address[1]}"

    def start(self) -> None:
        """Serve in a thread."""
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()

    def hang_up(self) -> None:
        """Close every connection, as a load balancer does with those that rest."""
        for connected in list(self._open):
            with suppress(OSError):
                socket.socket.shutdown(connected, socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Count a connection."""
        self.connections += 1
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that ended."""
        self._open.discard(request)
        super().shutdown_request(request)

    def close(self) -> None:
        """Stop serving."""
        self.ending.set()
        if self._thread is not None:
            self.shutdown()
            self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients that hang up are part of the play."""


class _Handler(BaseHTTPRequestHandler):
    server: OperatorServer
    protocol_version = "HTTP/1.1"

    def do_PUT(self) -> None:
        """Change the ways of the operator."""
        told = self._body().decode("ascii", "replace").strip()
        if self.path != BEHAVIOUR or told not in set(Behaviour):
            self._say(400, {"known": list(Behaviour)})
            return
        self.server.behaviour = Behaviour(told)
        self._say(200, {"behaviour": told})

    def do_POST(self) -> None:
        """Answer a request for a token, or one of an API."""
        content = self._body()
        if self.path == "/oauth2/token":
            self._token(content)
            return
        misbehave = _WAYS.get(self.server.behaviour)
        if misbehave is None:
            answer = self._answer(content)
            self._say(answer.status, answer.body, **answer.headers)
        else:
            misbehave(self, content)

    def _token(self, content: bytes) -> None:
        if self.server.behaviour is Behaviour.NO_TOKENS:
            self._say(503, {"error": "temporarily_unavailable"})
            return
        authorization = self.headers.get("Authorization", "")
        status, told = self.server.operator.tokens.issue(authorization, content.decode("ascii", "replace"))
        self._say(status, told)

    def _answer(self, content: bytes) -> HttpAnswer:
        try:
            body = json.loads(content)
        except ValueError:
            body = None
        headers = {name.lower(): value for name, value in self.headers.items()}
        return self.server.operator.answer(HttpRequest(path=self.path, headers=headers, body=body))

    def _body(self) -> bytes:
        return self.rfile.read(min(int(self.headers.get("Content-Length", "0")), _MOST_BYTES))

    def _say(self, status: int, body: Any, **headers: str) -> None:
        self._send(status, json.dumps(body).encode(), **headers)

    def _send(self, status: int, content: bytes, length: int = 0, /, **headers: str) -> None:
        self.send_response(status)
        told = {"Content-Type": "application/json", "Content-Length": str(length or len(content))}
        for name, value in (told | {key.replace("_", "-"): text for key, text in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    # --- ways to misbehave -----------------------------------------------------------------------------

    def _hang(self, _content: bytes) -> None:
        self.close_connection = True
        self.server.ending.wait()

    def _drip(self, _content: bytes) -> None:
        """Send a byte now and then, always before a timeout of a read would strike."""
        self._send(200, b"", _MOST_BYTES)
        while not self.server.ending.wait(_DRIP_SECONDS):
            self.wfile.write(b" ")

    def _hang_up(self, _content: bytes) -> None:
        self.close_connection = True

    def _end_early(self, content: bytes) -> None:
        self.close_connection = True
        told = json.dumps(self._answer(content).body).encode()
        self._send(200, told, len(told) + 10)

    def _be_another(self, content: bytes) -> None:
        answer = self._answer(content)
        self._say(answer.status, answer.body, x_correlator="somebody-else")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


_WAYS: Final[dict[Behaviour, Callable[[_Handler, bytes], None]]] = {
    Behaviour.HANGS: _Handler._hang,  # noqa: SLF001 (the table of its own class)
    Behaviour.DRIPS: _Handler._drip,  # noqa: SLF001
    Behaviour.HANGS_UP: _Handler._hang_up,  # noqa: SLF001
    Behaviour.ENDS_EARLY: _Handler._end_early,  # noqa: SLF001
    Behaviour.OTHERS_ANSWER: _Handler._be_another,  # noqa: SLF001
    Behaviour.FAILS: lambda told, _: told._say(500, {"status": 500, "code": "INTERNAL", "message": "no"}),  # noqa: SLF001
    Behaviour.GARBAGE: lambda told, _: told._send(200, b"\x00\xff<html>not JSON"),  # noqa: SLF001
    Behaviour.WRONG_FORM: lambda told, _: told._say(200, {"swapped": "perhaps"}),  # noqa: SLF001
    Behaviour.LIES_ABOUT_TYPE: lambda told, content: told._send(  # noqa: SLF001
        200,
        json.dumps(told._answer(content).body).encode(),  # noqa: SLF001
        Content_Type="text/html",
    ),
    Behaviour.TOO_LONG: lambda told, _: told._send(200, b"[" + b" " * _TOO_LONG + b"]"),  # noqa: SLF001
    Behaviour.REDIRECTS: lambda told, _: told._send(307, b"{}", Location="/elsewhere"),  # noqa: SLF001
}
