"""A simulated bank's name enquiries as a server: HTTPS with mutual TLS, JSON in and out.

It answers only the client certificate that is ours (`CLIENT`). A running one changes its ways with
`PUT /simulator/behaviour`, whose body is a word of `BankBehaviour`.
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

from eidgate.core.binding.registration import AccountStanding
from eidgate.core.terms import CustomerKind, Instant
from eidgate.simulator.account_names import AccountNames
from eidgate.simulator.certificates import Certificates, relying_party_uri

PATH: Final = "/v1/name-enquiries"
BEHAVIOUR: Final = "/simulator/behaviour"
CLIENT: Final = "name-enquiry-client"
"""Name of the certificate that asks; no relying party has it, so it opens nothing else."""

_MOST_BYTES: Final = 4_096
_KEYS: Final = {"kind", "institution", "number"}
_LATE_SECONDS: Final = 0.4
_JSON: Final = "application/json"
_HOLDERS: Final = {CustomerKind.INDIVIDUAL: "person", CustomerKind.ORGANISATION: "organisation"}


class BankBehaviour(StrEnum):
    """What the bank may do instead of answering well."""

    WELL = "well"
    HANGS = "hangs"
    LATE = "late"
    FAILS = "fails"
    OVERLOADED = "overloaded"
    GARBAGE = "garbage"
    NAMELESS = "nameless"
    ANOTHERS = "anothers"
    LIES_ABOUT_TYPE = "lies_about_type"
    FROM_THE_FUTURE = "from_the_future"
    HANGS_UP = "hangs_up"
    REFUSES = "refuses"


_REFUSALS: Final = {
    BankBehaviour.FAILS: HTTPStatus.INTERNAL_SERVER_ERROR,
    BankBehaviour.OVERLOADED: HTTPStatus.TOO_MANY_REQUESTS,
    BankBehaviour.REFUSES: HTTPStatus.FORBIDDEN,
}


class BankServer(ThreadingHTTPServer):
    """Serves the names of one bank's accounts; `now` dates its answers. `asked` counts questions."""

    daemon_threads = True

    def __init__(
        self,
        address: tuple[str, int],
        names: AccountNames,
        certificates: Certificates,
        *,
        now: Callable[[], Instant],
    ) -> None:
        super().__init__(address, _Handler)
        self.names, self.now = names, now
        self.behaviour, self.asked = BankBehaviour.WELL, 0
        self.ending = threading.Event()
        """Set to let go of whom it kept waiting."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(certificates.authority)
        context.load_cert_chain(certificates.certificate("server"), certificates.key("server"))
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        """Where names are asked for."""
        return f"https://127.0.0.1:{self.server_address[1]}{PATH}"

    def shutdown(self) -> None:
        """Stop serving, and let go of whom it kept waiting."""
        self.ending.set()
        super().shutdown()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no event."""


class _Handler(BaseHTTPRequestHandler):
    server: BankServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    connection: ssl.SSLSocket

    def do_POST(self) -> None:
        """Tell to whom one account is registered."""
        told = self._told()
        self.server.asked += 1
        if self.path != PATH:
            self._say(HTTPStatus.NOT_FOUND, {"error": "no such path"})
        elif not self._is_ours():
            self._say(HTTPStatus.FORBIDDEN, {"error": "this certificate may not ask"})
        elif told is None:
            self._say(HTTPStatus.BAD_REQUEST, {"error": "kind, institution and number are needed"})
        else:
            self._answer(told)

    def do_PUT(self) -> None:
        """Change the behaviour."""
        length = int(self.headers.get("Content-Length", "0"))
        self.server.behaviour = BankBehaviour(self.rfile.read(min(length, _MOST_BYTES)).decode())
        self._say(HTTPStatus.OK, {"behaviour": self.server.behaviour})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing: what is asked is personal."""

    def _answer(self, told: dict[str, str]) -> None:
        """Answer as well, or as badly, as the bank was told to behave."""
        behaviour = self.server.behaviour
        if behaviour in {BankBehaviour.LATE, BankBehaviour.HANGS}:
            self.server.ending.wait(_LATE_SECONDS if behaviour is BankBehaviour.LATE else None)
        if behaviour is BankBehaviour.HANGS_UP:
            self.close_connection = True
        elif behaviour in _REFUSALS:
            self._say(_REFUSALS[behaviour], {"error": "an accident"})
        else:
            lies = behaviour is BankBehaviour.LIES_ABOUT_TYPE
            self._say(HTTPStatus.OK, self._content(told), content_type="text/html" if lies else _JSON)

    def _content(self, told: dict[str, str]) -> dict[str, Any]:
        found, at = self.server.names.find(told["number"]), self.server.now()
        answer = {"institution": told["institution"], "number": told["number"], "status": found.standing}
        if found.standing is AccountStanding.OPEN:
            answer |= {"name": found.name, "holder": _HOLDERS[found.kind]}
        match self.server.behaviour:
            case BankBehaviour.GARBAGE:
                return {"status": ["open"], "name": 7}
            case BankBehaviour.NAMELESS:
                answer |= {"status": AccountStanding.OPEN, "name": " "}
            case BankBehaviour.ANOTHERS:
                answer |= {"number": told["number"][::-1] + "0"}
            case BankBehaviour.FROM_THE_FUTURE:
                at += timedelta(days=1)
            case _:
                pass
        return answer | {"as_of": at.isoformat()}

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
        if correlator := self.headers.get("x-correlator", ""):
            self.send_header("x-correlator", correlator)
        self.end_headers()
        self.wfile.write(body)
