"""The simulator's population registry as a server of its own: HTTPS with mutual TLS, JSON in and out.

It answers only the client certificate that is ours (`CLIENT`), and keeps nothing of what it is asked. A
running one changes its ways with `PUT /simulator/behaviour`, whose body is a word of `RegistryBehaviour`.
"""

import json
import ssl
import threading
from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from eidgate.core.terms import Instant
from eidgate.simulator.certificates import Certificates, relying_party_uri
from eidgate.simulator.population import Population

PATH: Final = "/v1/matches"
BEHAVIOUR: Final = "/simulator/behaviour"
CLIENT: Final = "registry-client"
"""Name of the certificate that asks; no relying party has it, so it opens nothing else."""

_MOST_BYTES: Final = 4_096
_KEYS: Final = {"personal_number", "full_name", "birth_date", "face"}
_LATE_SECONDS: Final = 0.4
_JSON: Final = "application/json"


class RegistryBehaviour(StrEnum):
    """What the registry may do instead of answering well."""

    WELL = "well"
    HANGS = "hangs"
    LATE = "late"
    FAILS = "fails"
    FAILS_ONCE = "fails_once"
    GARBAGE = "garbage"
    CONTRADICTS = "contradicts"
    LIES_ABOUT_TYPE = "lies_about_type"
    FROM_THE_FUTURE = "from_the_future"
    HANGS_UP = "hangs_up"
    REFUSES = "refuses"


_REFUSALS: Final = {
    RegistryBehaviour.FAILS: HTTPStatus.INTERNAL_SERVER_ERROR,
    RegistryBehaviour.FAILS_ONCE: HTTPStatus.INTERNAL_SERVER_ERROR,
    RegistryBehaviour.REFUSES: HTTPStatus.FORBIDDEN,
}


class RegistryServer(ThreadingHTTPServer):
    """Serves one population; `now` dates its answers."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        population: Population,
        certificates: Certificates,
        *,
        now: Callable[[], Instant],
    ) -> None:
        super().__init__(address, _Handler)
        self.population, self.now = population, now
        self.behaviour, self.asked = RegistryBehaviour.WELL, 0
        self.ending = threading.Event()
        """Set to let hang what hangs no longer."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates.authority)
        context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        """Where matches are asked for."""
        return f"https://127.0.0.1:{self.server_address[1]}{PATH}"

    def shutdown(self) -> None:
        """Stop serving, and let go of whom it kept waiting."""
        self.ending.set()
        super().shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no event."""


class _Handler(BaseHTTPRequestHandler):
    server: RegistryServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    connection: ssl.SSLSocket

    def do_POST(self) -> None:
        """Compare one person."""
        told = self._told()
        self.server.asked += 1
        if self.path != PATH:
            self._say(HTTPStatus.NOT_FOUND, {"error": "no such path"})
        elif not self._is_ours():
            self._say(HTTPStatus.FORBIDDEN, {"error": "this certificate may not ask"})
        elif told is None:
            self._say(HTTPStatus.BAD_REQUEST, {"error": "four fields are needed"})
        else:
            self._answer(told)

    def do_PUT(self) -> None:
        """Change the behaviour."""
        length = int(self.headers.get("Content-Length", "0"))
        self.server.behaviour = RegistryBehaviour(self.rfile.read(min(length, _MOST_BYTES)).decode())
        self._say(HTTPStatus.OK, {"behaviour": self.server.behaviour})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing: what is asked is personal."""

    def _answer(self, told: dict[str, str]) -> None:
        """Answer as well, or as badly, as the registry was told to behave."""
        behaviour = self.server.behaviour
        self._delay(behaviour)
        if behaviour is RegistryBehaviour.HANGS_UP:
            self.close_connection = True
        elif behaviour in _REFUSALS:
            self._say(_REFUSALS[behaviour], {"error": "an accident"})
        else:
            lies = behaviour is RegistryBehaviour.LIES_ABOUT_TYPE
            self._say(HTTPStatus.OK, self._content(told), content_type="text/html" if lies else _JSON)

    def _delay(self, behaviour: RegistryBehaviour) -> None:
        if behaviour is RegistryBehaviour.FAILS_ONCE:
            self.server.behaviour = RegistryBehaviour.WELL
        if behaviour is RegistryBehaviour.LATE:
            self.server.ending.wait(_LATE_SECONDS)
        if behaviour is RegistryBehaviour.HANGS:
            self.server.ending.wait()

    def _content(self, told: dict[str, str]) -> dict[str, Any]:
        result, fields = self.server.population.compare(told)
        at = self.server.now()
        match self.server.behaviour:
            case RegistryBehaviour.GARBAGE:
                return {"result": ["match"], "fields": {}}
            case RegistryBehaviour.CONTRADICTS:
                result = "mismatch" if result == "match" else "match"
            case RegistryBehaviour.FROM_THE_FUTURE:
                at += timedelta(days=1)
            case _:
                pass
        return {"result": result, "fields": fields, "as_of": at.isoformat()}

    def _is_ours(self) -> bool:
        shown = self.connection.getpeercert() or {}
        names: Any = shown.get("subjectAltName", ())
        return ("URI", relying_party_uri(CLIENT)) in names

    def _told(self) -> dict[str, str] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            self.close_connection = True
            return None
        try:
            told = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        fits = isinstance(told, dict) and set(told) == _KEYS
        return told if fits and all(isinstance(value, str) for value in told.values()) else None

    def _say(self, status: HTTPStatus, content: dict[str, Any], *, content_type: str = _JSON) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
