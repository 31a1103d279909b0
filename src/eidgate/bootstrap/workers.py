"""The supervisor: starts a worker per core, keeps them running, and shows one face to operators.

Workers are forks of a nursery (`nursery.py`), a process of one thread that has loaded what they run. The
supervisor itself, which has threads, forks nothing and never imports gRPC. The workers share one port by
SO_REUSEPORT; the kernel spreads connections over them.
"""

import signal
import socket
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.adapters.metrics.slots import empty_directory, release_slot
from eidgate.bootstrap.nursery_line import NEWS, NurseryLine
from eidgate.bootstrap.operations import operations_endpoint
from eidgate.bootstrap.plan import Plan
from eidgate.bootstrap.process import WorkerProcess
from eidgate.config import Address
from eidgate.core.errors import ConfigurationError

_SIGNALS: Final = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD, NEWS}
_TICK_SECONDS: Final = 0.1  # how often workers are looked at when no signal comes
_PATIENCE_AT_START: Final = timedelta(seconds=60)  # to become ready: migrations may run


def supervise(plan: Plan) -> int:
    """Run the workers until told to end; return the exit code.

    0 after SIGTERM or SIGINT; a worker's own code when it cannot start; 1 when one had to be killed.

    Raises:
        ConfigurationError: an address cannot be listened on.
    """
    with ExitStack() as stack:
        runtime = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eidgate-")))
        return Supervisor(plan, runtime, stack).run()


class Supervisor:
    """Holds the workers of one plan."""

    def __init__(self, plan: Plan, runtime: Path, stack: ExitStack) -> None:
        self._plan, self._stack = plan, stack
        metrics = runtime / "metrics"
        empty_directory(metrics)
        reserved = stack.enter_context(_reserve(plan.listen))
        self.port: int = reserved.getsockname()[1]
        self._workers = [WorkerProcess(plan, slot, self.port, runtime) for slot in range(plan.workers)]
        self._metrics = metrics
        self._endpoint = operations_endpoint(plan.metrics, metrics, self._workers)
        stack.callback(self._endpoint.close)

    def run(self) -> int:
        """Start, supervise, end."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        self._endpoint.start()
        self._line = NurseryLine(self._plan.entry)
        self._stack.callback(self._line.close)
        for worker in self._workers:
            worker.start(self._line)
        code = self._supervise()
        return self._end() or code

    def _supervise(self) -> int:
        """Keep the workers running until a signal ends it, or one of them never becomes ready."""
        latest = time.monotonic() + _PATIENCE_AT_START.total_seconds()
        told = False
        while True:
            received = signal.sigtimedwait(_SIGNALS, _TICK_SECONDS)
            match received.si_signo if received else None:
                case signal.SIGTERM | signal.SIGINT:
                    return 0
                case signal.SIGHUP:
                    self._signal(signal.SIGHUP)
            self._hear()
            if self._line.code is not None:
                _say(f"the nursery of the workers ended with {self._line.code}; ending")
                return 1
            failed = self._look_after()
            if not told and failed is not None:
                return failed
            if not told and time.monotonic() > latest:
                return 1
            if not told and all(worker.ready for worker in self._workers):
                told = True
                self._tell_ready()

    def _look_after(self) -> int | None:
        """Start again what has died; return the exit code of one that died before it was ever ready."""
        failed = None
        for worker in self._workers:
            code = worker.look()
            if code is None:
                continue
            release_slot(self._metrics, worker.slot)
            if worker.was_ready:
                _say(f"worker {worker.slot} ended with {code}; restarting in {worker.delay:.1f} s")
            else:
                _say(f"worker {worker.slot} ended with {code} before it was ready")
                failed = code if code > 0 else 1
        return failed

    def _hear(self) -> None:
        for news in self._line.news():
            self._workers[news.slot].hear(news)

    def _end(self) -> int:
        """Drain all workers at once; kill what does not end in time, or at a second signal."""
        self._signal(signal.SIGTERM)
        latest = time.monotonic() + self._plan.stop_within.total_seconds()
        killed = False
        while self._awaited():
            received = signal.sigtimedwait(_SIGNALS, _TICK_SECONDS)
            again = received is not None and received.si_signo in {signal.SIGTERM, signal.SIGINT}
            if not killed and (again or time.monotonic() > latest):
                self._signal(signal.SIGKILL)
                killed = True
        return int(killed)

    def _awaited(self) -> bool:
        """Whether a worker still runs; a lost nursery's drain when the line closes, unwatched."""
        self._hear()
        return self._line.code is None and any(worker.running for worker in self._workers)

    def _signal(self, number: signal.Signals) -> None:
        for worker in self._workers:
            worker.signal(number)

    def _tell_ready(self) -> None:
        listen, metrics = self._plan.listen.host, self._plan.metrics.host
        _say(
            f"serving on {listen}:{self.port} with {len(self._workers)} worker(s);"
            f" metrics on http://{metrics}:{self._endpoint.port}/metrics"
        )


def _reserve(listen: Address) -> socket.socket:
    """Hold the port that the workers share, without listening, so that it stays theirs between restarts."""
    family = socket.AF_INET6 if ":" in listen.host else socket.AF_INET
    reserved = socket.socket(family, socket.SOCK_STREAM)
    try:
        reserved.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        reserved.bind((listen.host, listen.port))
    except OSError as error:
        reserved.close()
        raise ConfigurationError(
            f"{listen.host}:{listen.port}: cannot listen here: {error.strerror}"
        ) from error
    return reserved


def _say(text: str) -> None:
    print(f"eidgate: {text}", flush=True)  # noqa: T201 (the foreground of the command)
