"""One call that waits to be answered together with others, and the thread that waits for its answer."""

from datetime import timedelta
from threading import Lock
from time import perf_counter
from typing import Any

from eidgate.core.errors import DeadlineError
from eidgate.rpc.call import Call


class Turn:
    """Begun or given up exactly once, settled exactly once: as a `Job` of the ledger's lane.

    `begin` and giving up race for one lock that is never released: whoever takes it first has decided. The
    answer is awaited on a second lock; two bare locks cost a tenth of an Event.
    """

    __slots__ = ("_answer", "_answered", "_decided", "_ends_at", "call", "request", "settled")

    def __init__(self, call: Call) -> None:
        self.call = call
        self.request: Any = None
        self.settled = False
        self._answer: bytes | Exception | None = None
        self._ends_at = perf_counter() + call.remaining.total_seconds()
        self._decided = Lock()
        self._answered = Lock()
        self._answered.acquire()

    def begin(self) -> bool:
        """Say that the work begins now, with what is left of the call's time; False when it was given up."""
        if not self._decided.acquire(blocking=False):
            return False
        self.call.remaining = timedelta(seconds=self._ends_at - perf_counter())
        return True

    def settle(self, answer: bytes | Exception | None) -> None:
        """Keep the answer."""
        self._answer = answer
        self.settled = True

    def wake(self) -> None:
        """Let the caller go on with the answer."""
        self._answered.release()

    def wait(self) -> bytes | None:
        """Return the answer, None for a call to be answered alone; once begun it is waited for to the end.

        Raises:
            DeadlineError: the time was up before the turn came.
            Exception: what stands in the answer's place.
        """
        if not self._answered.acquire(timeout=max(0.0, self._ends_at - perf_counter())):
            if self._decided.acquire(blocking=False):
                raise DeadlineError("the time was up before the call's turn came")
            self._answered.acquire()
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer
