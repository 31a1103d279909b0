"""Faults of a status list server, over real TLS on loopback: each leaves the last good list."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from builders.assertion import AT, rejected, trust_from, verified
from builders.list_server import Answer, ListServer, sends
from builders.status import configured, judged, status_scene, token_with
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.trust.https import FetchError
from eidgate.adapters.trust.status_list_sources import fetch_token
from eidgate.adapters.trust.status_lists import StatusListTrust
from eidgate.core.assertion.status_list import StatusListError
from eidgate.core.assertion.status_list_token import MAX_TOKEN_CHARACTERS
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant
from eidgate.simulator.certificates import Certificates, ensure_certificates

LIMIT = timedelta(milliseconds=500)
"""Of the whole exchange; a server that answers at all does so in a tenth of it."""


class World:
    """An issuer whose list lies behind a server, and a service that fetches it."""

    def __init__(self, server: ListServer, **lists: object) -> None:
        self.scene = status_scene(uri=server.uri)
        self.at, self.server = AT, server
        self.base = trust_from(
            configured(self.scene, **{"uris": [server.uri], "ca_file": str(server.authorities)} | lists)
        )
        self.failures: list[EidgateError] = []
        server.publish(self.scene.token)
        self.trust = StatusListTrust(
            self, clock=self, randomness=self, watcher=self, fetch=partial(fetch_token, limit=LIMIT)
        )

    def current(self) -> TrustSnapshot:
        return self.base

    def key_unknown(self) -> None: ...

    def now(self) -> Instant:
        return self.at

    def bytes(self, count: int) -> bytes:
        return bytes(count)

    def status_list_read(self, issuer: str, issued_at: Instant) -> None: ...

    def status_list_failed(self, issuer: str, error: EidgateError) -> None:
        self.failures.append(error)

    def later(self) -> None:
        self.at += timedelta(seconds=60)
        self.trust.refresh()

    def reason(self) -> str:
        return rejected(judged(self.scene.assertion, self.trust.current()))[0]

    def is_valid(self) -> bool:
        verified(judged(self.scene.assertion, self.trust.current()))
        return True


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return ensure_certificates(tmp_path_factory.mktemp("tls"), at=SystemClock().now(), relying_parties=())


@pytest.fixture
def world(certificates: Certificates) -> Iterator[World]:
    with ListServer(certificates).running() as server:
        yield World(server)


def test_a_list_comes_over_tls_and_is_asked_for_by_its_type(world: World) -> None:
    world.trust.refresh()

    assert world.is_valid()
    assert world.server.asked == [("/lists/1", "application/statuslist+jwt")]
    assert world.failures == []


def endless(handler: BaseHTTPRequestHandler) -> None:
    """More than there may be, and no length told."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/statuslist+jwt")
    handler.end_headers()
    block = b"A" * 65_536
    for _ in range(4 * MAX_TOKEN_CHARACTERS // len(block)):
        handler.wfile.write(block)


def silent(world: World) -> Answer:
    """Say nothing until the test is over."""
    return lambda _: (world.server.released.wait(), None)[1]


def dripping(world: World) -> Answer:
    """Send one byte of a header now and then: a timeout between bytes alone would never end it."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not world.server.released.wait(LIMIT.total_seconds() / 20):
            handler.wfile.write(b"x")
            handler.wfile.flush()

    return answer


FAULTS: dict[str, Answer] = {
    "an error": sends(b"", status=500),
    "not found": sends(b"", status=404),
    "nothing new without being asked": sends(b"", status=304),
    "a redirect": sends(b"", status=302, Location="https://localhost/elsewhere"),
    "another type": sends(b"{}", Content_Type="application/json"),
    "compressed": sends(gzip.compress(b"token"), Content_Encoding="gzip"),
    "huge": endless,
    "cut short": sends(b"short", Content_Length="4000"),
    "no HTTP": lambda handler: handler.wfile.write(b"\0" * 100) and None,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_server_leaves_the_last_good_list(world: World, fault: str) -> None:
    world.trust.refresh()
    world.server.answer = FAULTS[fault]

    world.later()

    assert world.is_valid()
    assert [type(error) for error in world.failures] == [FetchError]


@pytest.mark.parametrize("slow", [silent, dripping])
def test_a_slow_server_is_given_up(world: World, slow: object) -> None:
    world.trust.refresh()
    world.server.answer = slow(world)  # type: ignore[operator]  # one of the two above

    world.later()

    assert world.is_valid()
    assert [type(error) for error in world.failures] == [FetchError]


@pytest.mark.parametrize("body", [b"", b"rubbish", b"\xff\xfe\x00", b"a.b.c", b"." * 100_000, b"\0" * 1_000])
def test_garbage_leaves_the_last_good_list(world: World, body: bytes) -> None:
    world.trust.refresh()
    world.server.answer = sends(body)

    world.later()

    assert world.is_valid()
    assert [type(error) for error in world.failures] == [StatusListError]


def test_a_server_that_is_gone_leaves_the_last_good_list_until_it_is_too_old(
    certificates: Certificates,
) -> None:
    with ListServer(certificates).running() as server:
        world = World(server, maximum_age_seconds=90)
        world.trust.refresh()
    world.later()
    assert world.is_valid()

    verdict = judged(world.scene.assertion, world.trust.current(), at=AT + timedelta(seconds=90))

    assert rejected(verdict) == (Reason.STATUS_STALE, 13)


def test_a_server_that_was_never_there_means_unavailable(certificates: Certificates) -> None:
    with ListServer(certificates).running() as server:
        world = World(server)

    world.trust.refresh()

    assert world.reason() == Reason.STATUS_UNAVAILABLE
    assert "ConnectionRefusedError" in str(world.failures[0])


def test_a_list_of_another_place_is_not_this_one(world: World) -> None:
    world.server.publish(token_with(world.scene, sub="https://status.example/other"))

    world.trust.refresh()

    assert world.reason() == Reason.STATUS_TOKEN_INVALID


def test_a_server_under_another_authority_is_not_believed(certificates: Certificates, tmp_path: Path) -> None:
    other = ensure_certificates(tmp_path, at=SystemClock().now(), relying_parties=())
    with ListServer(certificates).running() as server:
        world = World(server, ca_file=str(other.authority))
        world.trust.refresh()

    assert world.reason() == Reason.STATUS_UNAVAILABLE
    assert "certificate is not accepted" in str(world.failures[0])


def test_a_file_without_authorities_is_reported(certificates: Certificates, tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with ListServer(certificates).running() as server:
        world = World(server, ca_file=str(tmp_path / "ca.pem"))
        world.trust.refresh()

    assert [type(error) for error in world.failures] == [ConfigurationError]
    assert server.asked == []
