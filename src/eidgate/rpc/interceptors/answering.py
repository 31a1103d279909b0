"""From a request's bytes to an answer's bytes: alone on the call's own thread, or together with others.

Together means step by step: all that wait are read, then all are answered, then all answers are written. A
step that runs for many calls in a row costs half of what it costs between other steps, and one thread that
runs them takes no turns at the interpreter with those it works for (ADR 0080).
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Final, Protocol, TypeAlias

from google.protobuf.message import Message

from eidgate.core.errors import UnavailableError
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.turn import Turn
from eidgate.rpc.interceptors.validation import Validation

MOST: Final = 32
"""Calls answered together: as many as there are threads by default. The first waits for the last, 20 ms."""

Behaviour: TypeAlias = Callable[[Any, Call], Message]
"""A servicer's method: the validated request and the call in, the response out."""

Asked: TypeAlias = tuple[Any, Call]
Answered: TypeAlias = Message | Exception | None
"""A response, why there is none, or None: this one would keep the others waiting and is answered alone."""

Behaviours: TypeAlias = Callable[[Sequence[Asked]], Sequence[Answered]]
"""The same for several calls, which may be of several callers; what becomes of one is no other's concern."""


class Answering(Protocol):
    """Answers one call; `close` lets go of its thread, if it has one."""

    def __call__(self, call: Call) -> bytes:
        """Return the answer's bytes, or raise why there is none."""
        ...

    def close(self) -> None:
        """Answer no more calls."""
        ...


class Alone:
    """Validates, asks the behaviour, writes."""

    def __init__(self, request_class: type[Message], behaviour: Behaviour) -> None:
        self._validation = Validation(request_class)
        self._behaviour = behaviour
        self._correlates = "correlation_id" in request_class.DESCRIPTOR.fields_by_name

    def __call__(self, call: Call) -> bytes:
        """Answer on this thread."""
        return self.respond(self.read(call), call)

    def close(self) -> None:
        """There is nothing to let go of."""

    def read(self, call: Call) -> Any:
        """Return the request; from here on the call goes by the caller's own correlation id, if it has one.

        Raises:
            InvalidCommandError: it is not what the contract says.
        """
        request: Any = self._validation.parse(call.received)
        if self._correlates:
            call.named = request.correlation_id
        return request

    def respond(self, request: Any, call: Call) -> bytes:
        """Return the response to a request that was read."""
        return written(self._behaviour(request, call))


def written(answer: Message) -> bytes:
    """Return a message's bytes, maps in one order: another process answers a retry with the same bytes."""
    return answer.SerializeToString(deterministic=True)


class Together:
    """One thread that answers all calls that wait; their own threads wait no longer than their deadlines."""

    def __init__(self, alone: Alone, behaviours: Behaviours, *, name: str) -> None:
        self._alone, self._behaviours = alone, behaviours
        self._queue: SimpleQueue[Turn | None] = SimpleQueue()
        self._thread = Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def __call__(self, call: Call) -> bytes:
        """Have the call answered with those that wait as well.

        Raises:
            DeadlineError: the time was up before the call's turn came.
        """
        turn = Turn(call)
        self._queue.put(turn)
        answer = turn.wait()
        return self._alone.respond(turn.request, call) if answer is None else answer

    def close(self) -> None:
        """Answer what waits, and end."""
        self._queue.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while (first := self._queue.get()) is not None:
            turns = [turn for turn in (first, *self._waiting()) if turn.begin()]
            try:
                self._answer(turns)
            except Exception as fault:  # noqa: BLE001 - the thread outlives every fault, and its callers are told
                _settle_all(turns, fault)
            for turn in turns:
                turn.wake()
        for late in self._waiting():
            late.settle(UnavailableError("the server is about to end"))
            late.wake()

    def _waiting(self) -> Iterator[Turn]:
        for _ in range(min(MOST - 1, self._queue.qsize())):
            with suppress(Empty):
                turn = self._queue.get_nowait()
                if turn is None:
                    self._queue.put(None)
                    return
                yield turn

    def _answer(self, turns: Sequence[Turn]) -> None:
        """One step for all, then the next; who fails in one takes no part in those that follow."""
        for turn in turns:
            self._read(turn)
        going_on = [turn for turn in turns if not turn.settled]
        if not going_on:
            return
        answers = self._behaviours([(turn.request, turn.call) for turn in going_on])
        for turn, answer in zip(going_on, answers, strict=True):
            turn.settle(written(answer) if isinstance(answer, Message) else answer)

    def _read(self, turn: Turn) -> None:
        try:
            turn.request = self._alone.read(turn.call)
        except Exception as error:  # noqa: BLE001 - it is this caller's answer only
            turn.settle(error)


def _settle_all(turns: Sequence[Turn], fault: Exception) -> None:
    for turn in turns:
        if not turn.settled:
            turn.settle(fault)
