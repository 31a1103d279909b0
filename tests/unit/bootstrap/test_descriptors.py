"""A worker takes as many connections as its descriptors allow, and each that ends leaves its place."""

import json
import resource
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import grpc
import pytest

from builders.contract import request
from builders.served import Served, channel, method, served
from builders.supervised import eventually
from eidgate.bootstrap import descriptors
from eidgate.bootstrap.descriptors import FEWEST, MAX_CONNECTIONS, RESERVED

BOUND = 3
PATIENCE = 30  # seconds, on a crowded machine

ROOM = """
import json, resource, sys
from eidgate.bootstrap.descriptors import room_for_connections
from eidgate.core.errors import ConfigurationError
resource.setrlimit(resource.RLIMIT_NOFILE, tuple(map(int, sys.argv[1:])))
try:
    told = room_for_connections()
except ConfigurationError as error:
    told = str(error)
print(json.dumps([told, resource.getrlimit(resource.RLIMIT_NOFILE)[0]]))
"""


def room(soft: int, hard: int) -> list[object]:
    """What a process with these limits takes, and its limit afterwards."""
    command = [sys.executable, "-c", ROOM, str(soft), str(hard)]
    found: list[object] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


WANTED = MAX_CONNECTIONS + RESERVED


@pytest.mark.parametrize(
    ("soft", "hard", "connections", "limit"),
    [
        (1_024, WANTED + 1, MAX_CONNECTIONS, WANTED),  # raised as far as it is of use, and no further
        (WANTED + 1, WANTED + 1, MAX_CONNECTIONS, WANTED + 1),  # never lowered
        (1_024, 1_024, 1_024 - RESERVED, 1_024),
        (512, 1_000, 1_000 - RESERVED, 1_000),
        (RESERVED + FEWEST, RESERVED + FEWEST, FEWEST, RESERVED + FEWEST),
    ],
)
def test_what_the_host_allows_is_used_but_for_a_reserve(
    soft: int, hard: int, connections: int, limit: int
) -> None:
    assert room(soft, hard) == [connections, limit]


def test_a_host_that_allows_too_few_is_told_so() -> None:
    told, _ = room(RESERVED + FEWEST - 1, RESERVED + FEWEST - 1)
    assert told == "a process may have 319 descriptors here; 320 are needed at least: ulimit -n"


def test_no_limit_is_room_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    monkeypatch.setattr(resource, "getrlimit", lambda _: endless)
    assert descriptors.room_for_connections() == MAX_CONNECTIONS


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """A server with few places, all of them free."""
    monkeypatch.setattr(descriptors, "MAX_CONNECTIONS", BOUND)
    monkeypatch.setattr(descriptors, "FEWEST", BOUND)
    with served(tmp_path) as running:
        eventually(lambda: answers(running))
        yield running


def answers(server: Served) -> bool:
    """Whether one more connection is served; it is closed again."""
    with channel(server.certificates, server.serving.port) as opened:
        try:
            method(opened)(request(), timeout=PATIENCE)
        except grpc.RpcError as error:
            if error.code() is not grpc.StatusCode.UNAVAILABLE:  # type: ignore[attr-defined]  # it is the call too
                raise
            return False
        return True


def test_one_connection_too_many_is_refused_until_another_ends(server: Served) -> None:
    with ExitStack() as held:
        for _ in range(BOUND):
            opened = held.enter_context(channel(server.certificates, server.serving.port))
            # the server may not have seen yet that the connection before has ended
            method(opened)(request(), timeout=PATIENCE, wait_for_ready=True)
        assert not answers(server)
        assert method(opened)(request(), timeout=PATIENCE).text.startswith("bank-a")
    eventually(lambda: answers(server))


def test_what_never_becomes_a_connection_leaves_its_place_too(server: Served) -> None:
    address = ("127.0.0.1", server.serving.port)
    for _ in range(4 * BOUND):
        socket.create_connection(address).close()
        with socket.create_connection(address) as noise:
            noise.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with (
            channel(server.certificates, server.serving.port, caller=None) as stranger,
            pytest.raises(grpc.RpcError),
        ):
            method(stranger)(request(), timeout=PATIENCE)
    eventually(lambda: answers(server))


def test_a_peer_without_a_word_takes_a_place_and_leaves_it(server: Served) -> None:
    with ExitStack() as held:

        def are_all_taken() -> bool:
            """Take one more place, for a peer that came too early was turned away."""
            held.enter_context(socket.create_connection(("127.0.0.1", server.serving.port)))
            return not answers(server)

        eventually(are_all_taken)
    eventually(lambda: answers(server))
