"""A supervisor with its workers, as a child process; ended by its own signals."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from builders.served import write_configuration
from eidgate.simulator.certificates import Certificates

_SCRIPT = """
import sys
from pathlib import Path
from eidgate.cli.serve import plan_for
from eidgate.config import load_config
from eidgate.bootstrap.workers import supervise
from eidgate.core.shape import replace
path = Path(sys.argv[1])
sys.exit(supervise(replace(plan_for(path, load_config(path)), entry=sys.argv[2])))
"""
_TESTS = Path(__file__).parent.parent
PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised:
    """What a test may ask of a running supervisor."""

    process: "subprocess.Popen[str]"
    directory: Path
    port: int
    metrics_port: int

    @property
    def certificates(self) -> Certificates:
        return Certificates(directory=self.directory / "certs")

    def page(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def metric(self, sample: str) -> float:
        """Return a sample of /metrics, written as in the text format; 0 when absent."""
        for line in self.page("/metrics")[1].splitlines():
            if line.startswith(sample + " "):
                return float(line.rpartition(" ")[2])
        return 0.0

    def workers(self) -> list[int]:
        """Return the process ids of the workers that live."""
        return workers_of(self.process.pid)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)


def workers_of(supervisor: int) -> list[int]:
    """Return the process ids of a supervisor's workers: the children of its nursery."""
    return [worker for nursery in children(supervisor) for worker in children(nursery)]


def children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return []


def start(
    directory: Path,
    *,
    entry: str = "builders.served:build",
    environment: Mapping[str, str] | None = None,
    **server: object,
) -> "subprocess.Popen[str]":
    """Start a supervisor over the test contract."""
    path = write_configuration(directory, **server)
    with (directory / "stderr").open("w") as errors:
        return subprocess.Popen(
            [sys.executable, "-c", _SCRIPT, str(path), entry],
            env={"PYTHONPATH": str(_TESTS), "PATH": "/usr/bin:/bin", **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


@contextmanager
def supervised(
    directory: Path, *, environment: Mapping[str, str] | None = None, **server: object
) -> Iterator[Supervised]:
    """Run a supervisor until it is ready; end it if the test did not."""
    process = start(directory, environment=environment, **server)
    assert process.stdout is not None
    try:
        said = process.stdout.readline()
        told = re.search(r"serving on .*:(\d+) with .*:(\d+)/metrics", said)
        assert told, said + (directory / "stderr").read_text()
        yield Supervised(process=process, directory=directory, port=int(told[1]), metrics_port=int(told[2]))
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_SECONDS)
        process.stdout.close()


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds, with patience for a loaded machine."""
    latest = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < latest, "it never held"
        time.sleep(0.05)
