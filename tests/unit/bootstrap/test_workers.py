"""The supervisor and its workers, as processes."""

import os
import signal
import threading
from pathlib import Path

import grpc
import pytest

from builders.contract import SERVICE, request
from builders.served import channel, method
from builders.supervised import PATIENCE_SECONDS, Supervised, eventually, start, supervised
from eidgate.adapters.clock import SystemClock
from eidgate.simulator.certificates import ensure_certificates

pytestmark = pytest.mark.slow

_OK = f'eidgate_rpc_requests_total{{code="OK",method="{SERVICE}/Do"}}'

_REPLACED = 'eidgate_config_reloads_total{file="certificates",result="applied"}'


def _call(server: Supervised, times: int = 1) -> None:
    """Call over connections of their own, so that the kernel spreads them."""
    for _ in range(times):
        with channel(server.certificates, server.port) as opened:
            method(opened)(request(), timeout=5, wait_for_ready=True)


def _metrics_directory(server: Supervised) -> Path:
    maps = Path(f"/proc/{server.workers()[0]}/maps").read_text().split()
    return next(Path(word).parent for word in maps if word.endswith(".db"))


def test_two_workers_share_a_port_and_are_counted_as_one(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        assert server.page("/readyz") == (200, "ready\n")
        assert server.page("/healthz") == (200, "ok\n")
        assert server.page("/nothing")[0] == 404
        _call(server, times=24)
        assert server.metric(_OK) == 24
        assert server.metric("eidgate_workers_ready") == 2
        assert server.metric("eidgate_rpc_in_flight") == 0
        files = {file.name for file in _metrics_directory(server).glob("counter_*.db")}
        assert files == {"counter_0.db", "counter_1.db"}
        assert server.end() == 0


def test_no_thread_of_a_worker_is_interrupted_by_those_that_wake_up(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=1) as server:
        [worker] = server.workers()
        threads = [int(task.name) for task in Path(f"/proc/{worker}/task").iterdir()]
        assert {os.sched_getscheduler(thread) for thread in threads} == {os.SCHED_BATCH}


def test_killed_workers_are_replaced_and_no_counter_goes_down(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        metrics = _metrics_directory(server)
        counted, files = 0.0, len(list(metrics.glob("*.db")))
        for round_number in range(1, 6):
            _call(server, times=4)
            victim = server.workers()[round_number % 2]
            os.kill(victim, signal.SIGKILL)
            eventually(lambda n=round_number: server.metric("eidgate_worker_restarts_total") == n)  # type: ignore[misc]
            eventually(lambda: server.page("/readyz")[0] == 200)
            now = server.metric(_OK)
            assert now >= counted + 4
            counted = now
        assert len(list(metrics.glob("*.db"))) == files
        _call(server, times=4)
        assert server.metric(_OK) == counted + 4
        assert server.end() == 0


def test_sigterm_finishes_what_is_under_way_and_exits_zero(tmp_path: Path) -> None:
    with (
        supervised(tmp_path, workers=1, lame_duck_seconds=0.2) as server,
        channel(server.certificates, server.port) as opened,
    ):
        do = method(opened)
        do(request(), timeout=5)
        under_way = do.future(request(labels={"sleep": "1"}), timeout=10)
        eventually(lambda: server.metric("eidgate_rpc_in_flight") == 1)
        assert server.end() == 0
        assert under_way.result().text.startswith("bank-a")


def test_an_interrupt_from_the_terminal_drains_too(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=1) as server:
        for process in (*server.workers(), server.process.pid):
            os.kill(process, signal.SIGINT)
        assert server.process.wait(PATIENCE_SECONDS) == 0


def test_sighup_reaches_every_worker(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        server.process.send_signal(signal.SIGHUP)
        sample = 'eidgate_config_reloads_total{file="relying_parties",result="applied"}'
        eventually(lambda: server.metric(sample) == 2)


def test_workers_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        workers = server.workers()
        assert len(workers) == 2
        server.process.kill()
        server.process.wait(PATIENCE_SECONDS)
        eventually(lambda: not any(Path(f"/proc/{pid}/maps").exists() and _lives(pid) for pid in workers))


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_a_worker_that_cannot_start_ends_the_whole_with_its_code(tmp_path: Path) -> None:
    process = start(tmp_path, workers=2, certificate="certs/ca.crt")
    assert process.wait(PATIENCE_SECONDS) == 2
    assert process.stdout is not None
    process.stdout.close()
    assert "server.key: is not the key of" in (tmp_path / "stderr").read_text()


def test_a_taken_address_is_refused(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=1) as server:
        (tmp_path / "second").mkdir()
        second = start(tmp_path / "second", workers=1, address=f"127.0.0.1:{server.metrics_port}")
        assert second.wait(PATIENCE_SECONDS) != 0
        assert second.stdout is not None
        second.stdout.close()
        assert "cannot listen here" in (tmp_path / "second" / "stderr").read_text()


def test_no_call_fails_while_certificates_are_replaced_under_load(tmp_path: Path) -> None:
    failed: list[grpc.RpcError] = []
    stop = threading.Event()

    def caller(server: Supervised) -> None:
        while not stop.is_set():
            try:
                _call(server)
            except grpc.RpcError as error:
                failed.append(error)

    with supervised(tmp_path, workers=2) as server:
        callers = [threading.Thread(target=caller, args=(server,)) for _ in range(3)]
        for thread in callers:
            thread.start()
        for expected in (2, 4, 6):
            server.certificates.certificate("server").unlink()
            ensure_certificates(tmp_path / "certs", at=SystemClock().now())
            server.process.send_signal(signal.SIGHUP)
            eventually(lambda n=expected: server.metric(_REPLACED) >= n)  # type: ignore[misc]
        stop.set()
        for thread in callers:
            thread.join()
    assert failed == []
