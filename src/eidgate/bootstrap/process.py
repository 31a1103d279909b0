"""One worker's process as the supervisor sees it: running, ready, dead, waiting to be started again."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.bootstrap.plan import Plan
from eidgate.bootstrap.post import Post
from eidgate.rpc.tls import ENVIRONMENT

_FIRST_DELAY: Final = timedelta(milliseconds=100)  # a crash is answered at once
_LONGEST_DELAY: Final = timedelta(seconds=10)  # a crash loop must not burn the core that the others need
_HEALTHY_AFTER: Final = timedelta(seconds=30)  # having run this long, the next crash is a first one again


class WorkerProcess:
    """Starts, watches and signals one worker; never raises for what the worker does."""

    def __init__(self, plan: Plan, slot: int, port: int, runtime: Path) -> None:
        self._plan, self.slot, self._port, self._runtime = plan, slot, port, runtime
        self._process: subprocess.Popen[bytes] | None = None
        self._ready_end = -1
        self._started_at = 0.0
        self._start_at = 0.0
        self.delay = 0.0
        self.ready = False
        self.was_ready = False
        self.restarts = 0

    @property
    def running(self) -> bool:
        """Whether the process exists."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process; `look` finds out when it is ready."""
        self._ready_end, telling_end = os.pipe()
        os.set_blocking(self._ready_end, False)
        post = self._post(telling_end)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "eidgate.bootstrap.worker"],
            env={"GRPC_VERBOSITY": "ERROR"} | post.to_environment() | ENVIRONMENT,
            stdin=subprocess.PIPE,
            pass_fds=(telling_end,),
        )
        os.close(telling_end)
        self._started_at = time.monotonic()

    def look(self) -> int | None:
        """See what became of it: note readiness, start again when due; return a fresh exit code."""
        if self._process is None:
            if time.monotonic() >= self._start_at:
                self.restarts += 1
                self.start()
            return None
        self._note_ready()
        code = self._process.poll()
        if code is not None:
            self._bury()
        return code

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if there is anybody to get it."""
        if self._process is not None:
            self._process.send_signal(number)

    def wait(self) -> None:
        """Wait for its end."""
        if self._process is not None:
            self._process.wait()

    def _note_ready(self) -> None:
        if self.ready or self._ready_end < 0:
            return
        try:
            said = os.read(self._ready_end, 1)
        except BlockingIOError:
            return
        self.ready = bool(said)
        self.was_ready = self.was_ready or self.ready
        self._close_ready_end()

    def _bury(self) -> None:
        """Forget the dead process and plan the next start, later each time that it did not last."""
        assert self._process is not None and self._process.stdin is not None  # noqa: PT018 (it was running)
        self._process.stdin.close()
        self._close_ready_end()
        lasted = time.monotonic() - self._started_at >= _HEALTHY_AFTER.total_seconds()
        longer = min(2 * self.delay, _LONGEST_DELAY.total_seconds())
        self.delay = _FIRST_DELAY.total_seconds() if lasted else max(longer, _FIRST_DELAY.total_seconds())
        self._start_at = time.monotonic() + self.delay
        self._process, self.ready = None, False

    def _close_ready_end(self) -> None:
        if self._ready_end >= 0:
            os.close(self._ready_end)
            self._ready_end = -1

    def _post(self, telling_end: int) -> Post:
        plan = self._plan
        pinned = plan.pin and plan.workers <= len(plan.cores)
        return Post(
            entry=plan.entry,
            slot=self.slot,
            workers=plan.workers,
            host=plan.listen.host,
            port=self._port,
            config=plan.config,
            runtime=self._runtime,
            ready=telling_end,
            core=plan.cores[self.slot] if pinned else None,
        )
