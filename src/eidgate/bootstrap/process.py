"""One worker's process as the supervisor sees it: running, ready, dead, waiting to be started again."""

import signal
import time
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.bootstrap.nursery_line import NurseryLine
from eidgate.bootstrap.orders import Ended, News, Signal
from eidgate.bootstrap.plan import Plan
from eidgate.bootstrap.post import Post

_FIRST_DELAY: Final = timedelta(milliseconds=100)  # a crash is answered at once
_LONGEST_DELAY: Final = timedelta(seconds=10)  # a crash loop must not burn the core that the others need
_HEALTHY_AFTER: Final = timedelta(seconds=30)  # having run this long, the next crash is a first one again


class WorkerProcess:
    """Starts, watches and signals one worker; never raises for what the worker does."""

    def __init__(self, plan: Plan, slot: int, port: int, runtime: Path) -> None:
        self._plan, self.slot, self._port, self._runtime = plan, slot, port, runtime
        self._line: NurseryLine | None = None
        self._code: int | None = None
        self._started_at = 0.0
        self._start_at = 0.0
        self.delay = 0.0
        self.running = False
        self.ready = False
        self.was_ready = False
        self.restarts = 0

    def start(self, line: NurseryLine) -> None:
        """Have the process started; `hear` of what becomes of it."""
        self._line, self._code = line, None
        self.running, self._started_at = True, time.monotonic()
        line.order(self._post())

    def hear(self, news: News) -> None:
        """Note that it is ready, or that it has ended."""
        if isinstance(news, Ended):
            self.running = self.ready = False
            self._code = news.code
        else:
            self.ready = self.was_ready = True

    def look(self) -> int | None:
        """See what became of it: start again when due; return a fresh exit code."""
        if self.running or self._line is None:
            return None
        if self._code is not None:
            code, self._code = self._code, None
            self._plan_next_start()
            return code
        if time.monotonic() >= self._start_at:
            self.restarts += 1
            self.start(self._line)
        return None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal, if there is anybody to get it."""
        if self.running and self._line is not None:
            self._line.order(Signal(slot=self.slot, number=number))

    def _plan_next_start(self) -> None:
        """Start the dead one again, later each time that it did not last."""
        lasted = time.monotonic() - self._started_at >= _HEALTHY_AFTER.total_seconds()
        longer = min(2 * self.delay, _LONGEST_DELAY.total_seconds())
        self.delay = _FIRST_DELAY.total_seconds() if lasted else max(longer, _FIRST_DELAY.total_seconds())
        self._start_at = time.monotonic() + self.delay

    def _post(self) -> Post:
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
            core=plan.cores[self.slot] if pinned else None,
        )
