"""The official OpenAPI files as a judge: Prism between our client and the simulated operator.

Prism serves an API at its root, our client asks below a base path as CAMARA's `servers` say. A router in
front takes the base path off, and keeps what came back.
"""

import http.client
import os
import re
import shlex
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from builders.shared_data import shared_path

SPECIFICATIONS = {
    "/sim-swap/v2": "sim-swap-2.1.0.yaml",
    "/number-verification/v2": "number-verification-2.1.0.yaml",
    "/kyc-match/v0.3": "kyc-match.yaml",
    "/kyc-tenure/v0.3rc1": "kyc-tenure.yaml",
}
NOT_RUN = "not run: Prism is started by `make conformance`, which needs Node"
_LISTENING = re.compile(r"listening on http://127\.0\.0\.1:(\d+)")
_HOP = {"connection", "transfer-encoding", "content-length", "host", "date", "server"}


@dataclass(kw_only=True)
class Judge:
    """What Prism said of everything that passed."""

    url: str = ""
    passed: list[tuple[str, int]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)


def command() -> list[str]:
    """How Prism is started, or report the suite as not run."""
    told = os.environ.get("PRISM", "")
    if not told:
        pytest.skip(NOT_RUN)  # reason: Prism is Node's; test_camara_schemas judges the same calls without it
    return shlex.split(told)


@contextmanager
def judged(upstream: str) -> Iterator[Judge]:
    """Put a Prism for each specification between a client and an operator."""
    start, files, judge = command(), shared_path("camara"), Judge()
    with ExitStack() as stack:
        ports = {
            base: stack.enter_context(_prism([*start, "proxy"], files / file, f"{upstream}{base}"))
            for base, file in SPECIFICATIONS.items()
        }
        router = _Router(judge, ports)
        thread = threading.Thread(target=router.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        judge.url = f"http://127.0.0.1:{router.server_address[1]}"
        try:
            yield judge
        finally:
            router.shutdown()
            thread.join()
            router.server_close()


@contextmanager
def _prism(start: list[str], file: Path, upstream: str) -> Iterator[int]:
    process = subprocess.Popen(
        [*start, str(file), upstream, "--errors", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        said = ""
        while (told := _LISTENING.search(said)) is None:
            line = process.stdout.readline()
            assert line, f"Prism did not start:\n{said}"
            said += line
        yield int(told[1])
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # npx and what it started
        process.communicate()


class _Router(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, judge: Judge, ports: dict[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.judge, self.ports = judge, ports


class _Handler(BaseHTTPRequestHandler):
    server: _Router
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        base = next(one for one in self.server.ports if self.path.startswith(f"{one}/"))
        content = self.rfile.read(int(self.headers["Content-Length"]))
        connection = http.client.HTTPConnection("127.0.0.1", self.server.ports[base], timeout=30)
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP}
            connection.request("POST", self.path.removeprefix(base), content, headers)
            answer = connection.getresponse()
            self._pass_on(answer, answer.read())
        finally:
            connection.close()

    def _pass_on(self, answer: http.client.HTTPResponse, content: bytes) -> None:
        judge = self.server.judge
        judge.passed.append((self.path, answer.status))
        found = answer.headers.get("sl-violations")
        if found or "problem+json" in answer.headers.get("Content-Type", ""):
            judge.violations.append(f"{self.path}: {found or content.decode()}")
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            if name.lower() not in _HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the library's name)
        """Say nothing."""
