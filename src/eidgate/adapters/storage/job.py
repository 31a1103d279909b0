"""One piece of work on its way through the lane, and the caller who waits for it."""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, TypeAlias

from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.engine import Session
from eidgate.core.errors import DeadlineError, EidgateError, UnavailableError

Change: TypeAlias = Callable[[Session], Any]
"""What a transaction of its own does: a binding's step, an outcome report, forgetting."""

PATIENCE: float = 5.0
"""Seconds a caller without a timeout of its own waits for the unit to begin, and the lane keeps retrying.
Shorter than the deadlines that callers of the service use (tens of seconds), longer than a server restart."""


class Job:
    """A unit or a change, begun or given up exactly once, settled exactly once.

    The lane's `begin` and the caller's giving up race for one lock that is never released: whoever takes it
    first has decided. The answer is awaited on a second lock; two bare locks cost a tenth of an Event.
    """

    __slots__ = ("_answer", "_answered", "_decided", "_given", "begun", "ends_at", "settled", "work")

    def __init__(self, work: Case | Change, timeout: float | None) -> None:
        self.work = work
        self._given = timeout is not None
        self.ends_at = monotonic() + (PATIENCE if timeout is None else timeout)
        self._decided = Lock()
        self._answered = Lock()
        self._answered.acquire()
        self._answer: Any = None
        self.begun = False
        self.settled = False

    def begin(self) -> bool:
        """Say that the work begins now; False when its caller gave up or its time is over."""
        if not self._decided.acquire(blocking=False):
            self.settled = True
        elif monotonic() >= self.ends_at:
            self.settle(self._too_late())
            self.wake()
        else:
            self.begun = True
        return self.begun

    def settle(self, answer: Any) -> None:
        """Fix the answer: a value, or an exception to be raised or returned."""
        self._answer = answer
        self.settled = True

    def wake(self) -> None:
        """Let the caller go on with the settled answer."""
        self._answered.release()

    def refuse(self, why: str) -> None:
        """Answer, unless the caller gave up, that nothing was done."""
        if self._decided.acquire(blocking=False):
            self.settle(UnavailableError(why))
            self.wake()

    def wait(self) -> Any:
        """Return the answer; once begun it is waited for to the end, so that it is never in doubt.

        Raises:
            DeadlineError, UnavailableError: the time was over before the work began.
        """
        if not self._answered.acquire(timeout=max(0.0, self.ends_at - monotonic())):
            if self._decided.acquire(blocking=False):
                raise self._too_late()
            self._answered.acquire()
        return self._answer

    def _too_late(self) -> EidgateError:
        if self._given:
            return DeadlineError("the time was up before the unit began")
        return UnavailableError(f"the store did not begin within {PATIENCE:.0f} s")
