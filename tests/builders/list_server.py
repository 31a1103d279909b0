"""A status list server on loopback, over real TLS, that can be told to misbehave."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread

from eidgate.simulator.certificates import Certificates

Answer = Callable[[BaseHTTPRequestHandler], None]
TYPE = "application/statuslist+jwt"


class ListServer:
    """Answers each GET by `answer`; `asked` are the paths and the Accept headers."""

    def __init__(self, certificates: Certificates) -> None:
        self.answer: Answer = sends(b"")
        self.asked: list[tuple[str, str | None]] = []
        self.released = Event()
        self.authorities: Path = certificates.authority
        self._http = _Quiet(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))
        self._http.socket = context.wrap_socket(self._http.socket, server_side=True)
        self._thread = Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)

    @property
    def uri(self) -> str:
        return f"https://localhost:{self._http.server_port}/lists/1"

    @contextmanager
    def running(self) -> Iterator["ListServer"]:
        self._thread.start()
        try:
            yield self
        finally:
            self.stop()

    def stop(self) -> None:
        """Go away; connections are refused from then on."""
        self.released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def publish(self, token: str) -> None:
        self.answer = sends(token.encode())

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, self.headers["Accept"]))
                server.answer(self)

            def log_message(self, *_: object) -> None: ...

        return Handler


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that hangs up in the middle is what these tests are about."""


def sends(body: bytes, *, status: int = 200, **headers: str) -> Answer:
    """Answer with this; underscores in header names stand for hyphens."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        told = {"Content_Type": TYPE, "Content_Length": str(len(body))} | headers
        handler.send_response(status)
        for name, value in told.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer
