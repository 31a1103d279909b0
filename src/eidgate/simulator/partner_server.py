"""A partner that answers one kind of question over HTTPS with mutual TLS, JSON in and out.

What a bank's name enquiries and the population registry have in common: one path, one client certificate that
may ask, fields that are all text, and a behaviour that `PUT /simulator/behaviour` changes while it runs. What
is asked is kept nowhere.
"""

import json
import ssl
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Final

from eidgate.core.terms import Instant
from eidgate.simulator.certificates import Certificates, relying_party_uri

BEHAVIOUR: Final = "/simulator/behaviour"
"""Where the body of a PUT is the word of the new behaviour."""

_MOST_BYTES: Final = 4_096
_LATE_SECONDS: Final = 0.4
_JSON: Final = "application/json"


class Manner(StrEnum):
    """Words that every partner's behaviours have, and that mean the same of each."""

    WELL = "well"
    HANGS = "hangs"
    LATE = "late"
    LIES_ABOUT_TYPE = "lies_about_type"
    HANGS_UP = "hangs_up"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How one partner is asked, and how it may misbehave.

    `client` names the certificate that may ask; `keys` are the fields of a question; `refusals` are the
    behaviours that are a status and nothing else.
    """

    path: str
    client: str
    keys: frozenset[str]
    behaviours: type[StrEnum]
    refusals: Mapping[str, HTTPStatus]


class PartnerServer(ThreadingHTTPServer):
    """Serves one partner; `now` dates its answers, `asked` counts questions."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        handler: type["PartnerHandler"],
        certificates: Certificates,
        *,
        now: Callable[[], Instant],
    ) -> None:
        super().__init__(address, handler)
        self.now, self._path = now, handler.house.path
        self.behaviour: StrEnum = handler.house.behaviours(Manner.WELL)
        self.asked = 0
        self.ending = threading.Event()
        """Set to let go of whom it kept waiting."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates.authority)
        context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        """Where questions are asked."""
        return f"https://127.0.0.1:{self.server_address[1]}{self._path}"

    def shutdown(self) -> None:
        """Stop serving, and let go of whom it kept waiting."""
        self.ending.set()
        super().shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no event."""


class PartnerHandler(BaseHTTPRequestHandler, ABC):
    """Takes what is asked and answers as well, or as badly, as the partner was told to behave."""

    house: ClassVar[House]
    server: PartnerServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    connection: ssl.SSLSocket

    @abstractmethod
    def content(self, told: dict[str, str], behaviour: StrEnum) -> dict[str, Any]:
        """Return the answer to a question, as true as the behaviour lets it be."""

    def behaviour(self) -> StrEnum:
        """Return the behaviour of this one answer."""
        return self.server.behaviour

    def do_POST(self) -> None:
        """Answer one question."""
        told = self._told()
        self.server.asked += 1
        if self.path != self.house.path:
            self._say(HTTPStatus.NOT_FOUND, {"error": "no such path"})
        elif not self._is_ours():
            self._say(HTTPStatus.FORBIDDEN, {"error": "this certificate may not ask"})
        elif told is None:
            self._say(HTTPStatus.BAD_REQUEST, {"error": f"needed: {', '.join(sorted(self.house.keys))}"})
        else:
            self._answer(told, self.behaviour())

    def do_PUT(self) -> None:
        """Change the behaviour."""
        length = int(self.headers.get("Content-Length", "0"))
        told = self.rfile.read(min(length, _MOST_BYTES)).decode()
        self.server.behaviour = self.house.behaviours(told)
        self._say(HTTPStatus.OK, {"behaviour": self.server.behaviour})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing: what is asked is personal."""

    def _answer(self, told: dict[str, str], behaviour: StrEnum) -> None:
        if behaviour in {Manner.LATE, Manner.HANGS}:
            self.server.ending.wait(_LATE_SECONDS if behaviour == Manner.LATE else None)
        if behaviour == Manner.HANGS_UP:
            self.close_connection = True
        elif behaviour in self.house.refusals:
            self._say(self.house.refusals[behaviour], {"error": "an accident"})
        else:
            lies = behaviour == Manner.LIES_ABOUT_TYPE
            content_type = "text/html" if lies else _JSON
            self._say(HTTPStatus.OK, self.content(told, behaviour), content_type=content_type)

    def _is_ours(self) -> bool:
        shown = self.connection.getpeercert() or {}
        names: Any = shown.get("subjectAltName", ())
        return ("URI", relying_party_uri(self.house.client)) in names

    def _told(self) -> dict[str, str] | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            self.close_connection = True
            return None
        try:
            told = json.loads(self.rfile.read(int(length)))
        except ValueError:
            return None
        fits = isinstance(told, dict) and set(told) == self.house.keys
        return told if fits and all(isinstance(value, str) for value in told.values()) else None

    def _say(self, status: HTTPStatus, content: dict[str, Any], *, content_type: str = _JSON) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        if correlator := self.headers.get("x-correlator", ""):
            self.send_header("x-correlator", correlator)
        self.end_headers()
        self.wfile.write(body)
