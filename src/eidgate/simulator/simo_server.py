"""A simulated SIMO over HTTPS: a token for the one bank it knows; uploads taken, or rejected in part."""

import json
import ssl
import threading
from base64 import b64decode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs

CLIENT: Final = ("bank-one", "simulated-client-secret")
USER: Final = ("bank-one-user", "simulated-password")
_TOKEN: Final = "simulated-token"  # noqa: S105 (nobody's secret)
_MOST_BYTES: Final = 8 * 1024 * 1024
_UNKNOWN: Final = "000000000000"
"""A citizen number that the simulated population does not have."""


class SimoServer(ThreadingHTTPServer):
    """Serves on loopback; `taken` is what it accepted, by request id."""

    daemon_threads = True

    def __init__(self, certificate: tuple[Path, Path], *, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.answers: dict[str, dict[str, Any]] = {}
        self.taken: dict[str, list[dict[str, str]]] = {}
        self.periods: dict[str, str] = {}
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        """Its root."""
        return f"https://localhost:{self.server_address[1]}"

    def start(self) -> None:
        """Serve in a thread."""
        self._thread.start()

    def close(self) -> None:
        """Stop serving."""
        self.shutdown()
        self._thread.join()
        self.server_close()

    def upload(self, request_id: str, period: str, records: list[dict[str, str]]) -> dict[str, Any]:
        """Take what can be taken; the same request id gets the same answer and takes nothing."""
        if request_id not in self.answers:
            errors = [
                {"index": index, "message": "SoID không có trong CSDL quốc gia về dân cư"}
                for index, record in enumerate(records)
                if record.get("SoID") == _UNKNOWN
            ]
            rejected = {error["index"] for error in errors}
            self.taken[request_id] = [one for index, one in enumerate(records) if index not in rejected]
            self.periods[request_id] = period
            self.answers[request_id] = {"code": "01" if errors else "00", "errors": errors}
        return self.answers[request_id]


class _Handler(BaseHTTPRequestHandler):
    server: SimoServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Give a token, or take an upload."""
        content = self.rfile.read(min(int(self.headers.get("Content-Length", "0")), _MOST_BYTES))
        if self.path == "/token":
            self._token(content)
        elif self.headers.get("Authorization") != f"Bearer {_TOKEN}":
            self._say(401, {"error": "invalid_token"})
        elif not self.path.startswith("/simo/tktt/1.0/"):
            self._say(404, {"error": "not_found"})
        else:
            request_id, period = self.headers.get("maYeuCau", ""), self.headers.get("kyBaoCao", "")
            self._say(200, self.server.upload(request_id, period, json.loads(content)))

    def _token(self, content: bytes) -> None:
        basic = self.headers.get("Authorization", "").removeprefix("Basic ")
        form = parse_qs(content.decode("ascii", "replace"))
        told = (form.get("username", [""])[0], form.get("password", [""])[0])
        known = b64decode(basic).decode("utf-8", "replace") == ":".join(CLIENT) and told == USER
        self._say(200 if known else 401, {"access_token": _TOKEN} if known else {"error": "invalid_client"})

    def _say(self, status: int, body: Any) -> None:
        content = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
