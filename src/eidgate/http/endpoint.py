"""A small HTTP server for machines that watch: a few pages, few threads, short patience.

It stands on the standard library's server, with what that one lacks: a bound on threads, a timeout per
connection, and no word about versions. It serves GET and HEAD only, on loopback unless told otherwise.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET6, socket
from typing import Any, Final, TypeAlias

from eidgate.core.errors import ConfigurationError

MAX_CONNECTIONS: Final = 8  # a scraper, two probes, and a person with a browser
PATIENCE_SECONDS: Final = 5.0  # for a request line or a slow reader
_LOGGER: Final = logging.getLogger("eidgate.http")
_CLOSES_WITHIN: Final = 0.1  # seconds between looks at whether it is to end
TEXT: Final = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a route answers."""

    body: bytes
    status: HTTPStatus = HTTPStatus.OK
    content_type: str = TEXT


Route: TypeAlias = Callable[[], Page]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "eidgate", ""
    timeout = PATIENCE_SECONDS
    server: "_Server"

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class names it)
        """Say nothing: scrapes are no events."""

    def _answer(self, *, with_body: bool) -> None:
        page = self._page(self.path.partition("?")[0])
        self.send_response(page.status)
        self.send_header("Content-Type", page.content_type)
        self.send_header("Content-Length", str(len(page.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Connection", "close")
        self.end_headers()
        if with_body:
            self.wfile.write(page.body)

    def _page(self, path: str) -> Page:
        route = self.server.routes.get(path)
        if route is None:
            return Page(body=b"not found\n", status=HTTPStatus.NOT_FOUND)
        try:
            return route()
        except Exception:
            _LOGGER.exception("a page could not be made", extra={"fields": {"path": path}})
            return Page(body=b"error\n", status=HTTPStatus.INTERNAL_SERVER_ERROR)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, routes: Mapping[str, Route]) -> None:
        self.address_family = AF_INET6 if ":" in host else self.address_family
        self.routes = routes
        self._room = threading.BoundedSemaphore(MAX_CONNECTIONS)
        super().__init__((host, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """Say nothing: a scraper that hangs up is no event either."""


class Endpoint:
    """Serves routes by path from a thread of its own."""

    def __init__(self, host: str, port: int, routes: Mapping[str, Route]) -> None:
        """Listen.

        Raises:
            ConfigurationError: the address cannot be listened on.
        """
        try:
            self._server = _Server(host, port, routes)
        except OSError as error:
            raise ConfigurationError(
                f"{host}:{port}: cannot listen here: {error.strerror}; metrics.address must be free, and"
                " each server on a host has its own"
            ) from error
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            name="http", target=self._server.serve_forever, args=(_CLOSES_WITHIN,), daemon=True
        )

    def start(self) -> None:
        """Begin answering."""
        self._thread.start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
