"""A real HTTPS server on loopback that publishes a key set, well or badly."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from eidgate.adapters.clock import SystemClock
from eidgate.simulator.certificates import Certificates, ensure_certificates

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Lets the test's answer speak."""

    server: "_Server"

    def do_GET(self) -> None:
        self.server.published.requests.append(dict(self.headers))
        self.server.published.answer(self)

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        told = {"Content-Type": "application/jwk-set+json", "Content-Length": str(len(body))}
        for name, value in (told | {key.replace("_", "-"): text for key, text in headers.items()}).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    published: "Published"
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the tests."""


@dataclass(kw_only=True)
class Published:
    """What the server answers, and what it was asked."""

    uri: str
    certificates: Certificates
    answer: Answer
    requests: list[dict[str, str]] = field(default_factory=list)


def publishing(key_set: dict[str, Any], **headers: str) -> Answer:
    """Answer with a key set, and with 304 to those who have it."""
    body = json.dumps(key_set).encode()

    def answer(handler: Handler) -> None:
        etag = headers.get("ETag", "")
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.say(b"", 304, Content_Type="", Content_Length="", **headers)
        else:
            handler.say(body, **headers)

    return answer


@contextmanager
def key_server(directory: Path, answer: Answer) -> Iterator[Published]:
    """Serve until the test is over."""
    certificates = ensure_certificates(directory / "https", at=SystemClock().now(), relying_parties=())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))
    server = _Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    uri = f"https://127.0.0.1:{server.server_address[1]}/jwks.json"
    server.published = Published(uri=uri, certificates=certificates, answer=answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server.published
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
