"""The operators' HTTP server."""

import http.client
import socket
from collections.abc import Iterator

import pytest

from eidgate.core.errors import ConfigurationError
from eidgate.http.endpoint import MAX_CONNECTIONS, Endpoint, Page


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint("127.0.0.1", 0, {"/page": lambda: Page(body=b"text\n")})
    made.start()
    yield made
    made.close()


def _ask(endpoint: Endpoint, verb: str, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", endpoint.port, timeout=10)
    try:
        connection.request(verb, path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("verb", "path", "expected"),
    [
        ("GET", "/page", (200, b"text\n")),
        ("GET", "/page?x=1", (200, b"text\n")),
        ("HEAD", "/page", (200, b"")),
        ("GET", "/other", (404, b"not found\n")),
    ],
)
def test_a_path_is_answered(endpoint: Endpoint, verb: str, path: str, expected: tuple[int, bytes]) -> None:
    assert _ask(endpoint, verb, path) == expected


def test_nothing_is_written_to_it(endpoint: Endpoint) -> None:
    assert _ask(endpoint, "POST", "/page")[0] == 501


def test_silent_connections_take_no_more_than_their_room(endpoint: Endpoint) -> None:
    silent = [socket.create_connection(("127.0.0.1", endpoint.port)) for _ in range(MAX_CONNECTIONS)]
    try:
        with socket.create_connection(("127.0.0.1", endpoint.port), timeout=10) as refused:
            assert refused.recv(1) == b""
    finally:
        for connection in silent:
            connection.close()


def test_a_taken_address_is_refused(endpoint: Endpoint) -> None:
    with pytest.raises(ConfigurationError, match="cannot listen here"):
        Endpoint("127.0.0.1", endpoint.port, {})


def test_a_page_that_cannot_be_made_is_an_error_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Page:
        raise OSError("no such counters")

    made = Endpoint("127.0.0.1", 0, {"/metrics": broken})
    made.start()
    assert _ask(made, "GET", "/metrics") == (500, b"error\n")
    made.close()
    [record] = caplog.records
    assert (record.name, record.fields) == ("eidgate.http", {"path": "/metrics"})  # type: ignore[attr-defined]
