"""The process that workers are forked from: nothing in it that a fork breaks, and no service without it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.supervised import PATIENCE_SECONDS, children, eventually, supervised

_LOADED = """
import os
from eidgate.rpc.tls import ENVIRONMENT
os.environ |= ENVIRONMENT
from eidgate.bootstrap.nursery import load
before = set(os.listdir("/proc/self/fd"))
load("eidgate.bootstrap.service")
from eidgate.adapters.regulation_tables import load_regulation
assert load_regulation() is load_regulation()
print(len(os.listdir("/proc/self/task")), set(os.listdir("/proc/self/fd")) - before or "nothing")
"""


def test_what_it_loads_starts_no_thread_and_opens_nothing() -> None:
    told = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "nothing"]


@pytest.mark.slow
def test_signals_for_the_whole_group_are_the_workers_to_obey(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        [nursery] = children(server.process.pid)
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            os.kill(nursery, number)
        victim = server.workers()[0]
        os.kill(victim, signal.SIGKILL)
        eventually(lambda: server.metric("eidgate_worker_restarts_total") == 1)
        eventually(lambda: server.page("/readyz")[0] == 200)
        assert children(server.process.pid) == [nursery]
        assert server.end() == 0


@pytest.mark.slow
def test_workers_drain_and_the_service_ends_when_it_is_killed(tmp_path: Path) -> None:
    with supervised(tmp_path, workers=2) as server:
        [nursery] = children(server.process.pid)
        workers = server.workers()
        os.kill(nursery, signal.SIGKILL)
        assert server.process.wait(PATIENCE_SECONDS) == 1
        eventually(lambda: not any(_lives(pid) for pid in workers))


@pytest.mark.slow
@pytest.mark.parametrize(("own", "given"), [({}, "2"), ({"MALLOC_ARENA_MAX": "5"}, "5")])
def test_workers_have_few_arenas_unless_the_operator_says_otherwise(
    own: dict[str, str], given: str, tmp_path: Path
) -> None:
    with supervised(tmp_path, environment=own, workers=1) as server:
        [nursery] = children(server.process.pid)
        environment = Path(f"/proc/{nursery}/environ").read_text().split("\0")
        assert [one for one in environment if one.startswith("MALLOC")] == [f"MALLOC_ARENA_MAX={given}"]


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
