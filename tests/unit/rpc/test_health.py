"""Health as load balancers and hostile callers meet it: told to all, and nothing kept of anybody."""

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from builders.contract import SERVICE, request
from builders.served import Served, channel, details, method, served
from builders.supervised import eventually
from eidgate.rpc import health
from eidgate.rpc.health import NOT_SERVING, SERVICE_UNKNOWN, SERVING, Health, WatchBounds


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few places."""
    monkeypatch.setattr(health, "WatchBounds", lambda: WatchBounds(watchers=3, each=2))


def asked(service: str = "") -> health_pb2.HealthCheckRequest:
    return health_pb2.HealthCheckRequest(service=service)


@contextmanager
def stub(server: Served, caller: str = "bank-a") -> Iterator[Any]:
    with channel(server.certificates, server.serving.port, caller=caller) as opened:
        yield health_pb2_grpc.HealthStub(opened)


def told_by(server: Served) -> Health:
    told: Health = server.serving._server._health
    return told


def refused(watching: Any) -> grpc.RpcError:
    with pytest.raises(grpc.RpcError) as caught:
        next(watching)
    return caught.value


def test_a_service_that_is_not_served_is_not_found(tmp_path: Path) -> None:
    with served(tmp_path) as server, stub(server) as one:
        assert one.Check(asked(SERVICE), timeout=5).status == SERVING
        with pytest.raises(grpc.RpcError) as caught:
            one.Check(asked("eidgate.test.Nothing"), timeout=5)
    assert caught.value.code() == grpc.StatusCode.NOT_FOUND


def test_a_watcher_hears_of_every_change_of_what_it_knows(tmp_path: Path) -> None:
    with served(tmp_path) as server, stub(server) as one:
        everything, unknown = one.Watch(asked()), one.Watch(asked("eidgate.test.Nothing"))
        assert next(everything).status == SERVING
        assert next(unknown).status == SERVICE_UNKNOWN
        told_by(server).report(NOT_SERVING)
        assert next(everything).status == NOT_SERVING
        told_by(server).report(SERVING)
        assert next(everything).status == SERVING
        assert unknown.is_active()


def test_nothing_is_kept_of_a_watcher_that_is_gone(tmp_path: Path) -> None:
    with served(tmp_path) as server, stub(server) as one:
        for name in (SERVICE, "x" * 100_000):
            watching = one.Watch(asked(name))
            next(watching)
            watching.cancel()
        eventually(lambda: not told_by(server)._watchers and not told_by(server)._count)


@pytest.mark.usefixtures("bounds")
def test_no_certificate_takes_all_the_places(tmp_path: Path) -> None:
    with served(tmp_path) as server, stub(server) as greedy, stub(server, "bank-b") as balancer:
        watching = [greedy.Watch(asked()) for _ in range(2)]
        assert [next(one).status for one in watching] == [SERVING, SERVING]

        error = refused(greedy.Watch(asked()))
        assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        assert details(error)["ErrorInfo"].reason == "OVERLOADED"
        assert "RetryInfo" in details(error)

        watching.append(balancer.Watch(asked()))
        assert next(watching[-1]).status == SERVING
        assert refused(balancer.Watch(asked())).code() == grpc.StatusCode.RESOURCE_EXHAUSTED

        watching[0].cancel()
        eventually(lambda: told_by(server)._count.total() == 2)
        assert next(greedy.Watch(asked())).status == SERVING


class Calling:
    """What a handler sees of one watch; its watcher reads nothing before it is told to."""

    def __init__(self, caller: str, *, reads: bool = True) -> None:
        self.caller, self.told, self.reading = caller, queue.SimpleQueue[Any](), threading.Event()
        if reads:
            self.reading.set()

    def peer_identities(self) -> list[bytes]:
        return [self.caller.encode()]

    def add_callback(self, leave: Callable[[], None]) -> bool:
        self.leave = leave
        return True

    def send(self, answer: Any) -> None:
        if answer is not None:
            self.reading.wait()
            self.told.put(answer.status)


def test_a_watcher_that_reads_nothing_holds_up_neither_the_server_nor_another() -> None:
    told = Health([SERVICE])
    deaf, fair = Calling("shop-a", reads=False), Calling("bank-a")
    for one in (deaf, fair):
        told.Watch(asked(SERVICE), one, one.send)  # type: ignore[arg-type]
    assert fair.told.get(timeout=30) == NOT_SERVING

    told.report(SERVING)
    assert fair.told.get(timeout=30) == SERVING
    assert told.Check(asked(), fair).status == SERVING  # type: ignore[arg-type]

    deaf.leave()
    deaf.reading.set()
    fair.leave()
    eventually(lambda: not told._news)
    assert not told._watchers


def test_no_news_is_kept_for_watchers_that_came_and_went_behind_a_deaf_one() -> None:
    told = Health([SERVICE])
    deaf = Calling("shop-a", reads=False)
    told.Watch(asked(), deaf, deaf.send)  # type: ignore[arg-type]
    for _ in range(100):
        passing = Calling("shop-a")
        told.Watch(asked(), passing, passing.send)  # type: ignore[arg-type]
        passing.leave()
    eventually(lambda: [len(news) for news in told._news.values()] == [0])
    deaf.reading.set()


def test_a_caller_is_told_in_order() -> None:
    told = Health([SERVICE])
    one = Calling("bank-a", reads=False)
    told.Watch(asked(), one, one.send)  # type: ignore[arg-type]
    told.report(SERVING)
    told.report(NOT_SERVING)
    one.reading.set()
    assert [one.told.get(timeout=30) for _ in range(3)] == [NOT_SERVING, SERVING, NOT_SERVING]


def test_watchers_hold_no_thread_of_those_that_answer_calls(tmp_path: Path) -> None:
    with (
        served(tmp_path, threads=1) as server,
        stub(server) as one,
        channel(server.certificates, server.serving.port) as opened,
    ):
        watching = [one.Watch(asked()) for _ in range(8)]
        assert {next(each).status for each in watching} == {SERVING}
        assert method(opened)(request(), timeout=5).text.startswith("bank-a")
