"""Making a call: the same bytes at every try, as long as the deadline lasts and trying again can help."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from secrets import SystemRandom
from threading import Event
from time import monotonic
from typing import Final, Generic, TypeVar, cast

import grpc
from google.protobuf.message import Message

from eidgate.client.answers import Answered
from eidgate.client.line import Line
from eidgate.client.refusal import CallRefusedError, refusal

REPLAYED: Final = ("eidgate-replayed", "true")
"""Trailing metadata of an answer that an earlier call with the same request id had already been given."""

SIGNAL_TIMES: Final = "eidgate-signal-times"
"""Trailing metadata of an answer with timings: `signal=nanoseconds`, separated by commas."""

WORTH_ANOTHER_TRY: Final = frozenset(
    {
        grpc.StatusCode.UNAVAILABLE,
        grpc.StatusCode.RESOURCE_EXHAUSTED,
        grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.CANCELLED,
    }
)
"""CANCELLED is what gRPC makes of a call that reaches a server after it began to stop and before its caller
heard of that; nobody on this side cancels a call but `close`, after which nothing is tried again."""

Response = TypeVar("Response", bound=Message)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often a call is tried, and how long is waited in between.

    The wait is drawn evenly between 0 and `first_pause` doubled with each try, at most `longest_pause` ("full
    jitter": callers that failed together do not come back together). What the server's RetryInfo says is
    waited first. No single try takes longer than `patience`, so that one lost packet does not cost the
    whole deadline. A stream on which nothing has come for longer than `silence` is opened anew: the server
    gives a sign of life every 30 seconds or sooner.

    Raises:
        ValueError: a figure that makes no sense.
    """

    attempts: int = 4
    first_pause: timedelta = timedelta(milliseconds=50)
    longest_pause: timedelta = timedelta(seconds=1)
    patience: timedelta = timedelta(seconds=1)
    silence: timedelta = timedelta(seconds=75)

    def __post_init__(self) -> None:
        if self.attempts < 1 or min(self.patience, self.silence) <= timedelta(0):
            raise ValueError("a call is tried at least once, for longer than no time")
        if not timedelta(0) <= self.first_pause <= self.longest_pause:
            raise ValueError("pauses must not be negative, and the first not the longest")

    def pause(self, tried: int, advice: timedelta | None, draw: Callable[[], float]) -> timedelta:
        """Return how long to wait after so many tries; `draw` gives a number from 0 to 1."""
        doubled: timedelta = self.first_pause * (1 << min(tried - 1, _DOUBLINGS))
        return (advice or timedelta(0)) + min(self.longest_pause, doubled) * draw()


_DOUBLINGS: Final = 20  # a million first pauses: beyond every sensible longest one


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Generic[Response]):
    """One RPC. `repeatable` if asking twice changes no more than asking once: reads, and request ids."""

    path: str
    response: type[Response]
    repeatable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Calls on one line under one policy."""

    line: Line
    deadline: timedelta
    retry: RetryPolicy
    language: str
    closing: Event = field(default_factory=Event)

    def call(
        self,
        method: Method[Response],
        request: Message,
        *,
        deadline: timedelta | None = None,
        request_id: str = "",
    ) -> Answered[Response]:
        """Make the call.

        Raises:
            CallRefusedError: the last try's refusal.
        """
        raw = request.SerializeToString(deterministic=True)
        within = self.deadline if deadline is None else deadline
        return self.insist(
            partial(self._try, method, raw),
            within=within,
            repeatable=method.repeatable,
            request_id=request_id,
        )

    def insist(
        self, ask: Callable[[float], Result], *, within: timedelta, repeatable: bool, request_id: str
    ) -> Result:
        """Ask until there is an answer; `ask` is told when time is over, by the monotonic clock.

        Raises:
            CallRefusedError: the last try's refusal.
        """
        if within <= timedelta(0):  # gRPC itself would sometimes send such a call
            raise CallRefusedError(
                code=grpc.StatusCode.DEADLINE_EXCEEDED, message="no time was given", request_id=request_id
            )
        ends = monotonic() + within.total_seconds()
        tried = 0
        while True:
            tried += 1
            try:
                return ask(ends)
            except grpc.RpcError as error:
                refused = refusal(
                    cast("grpc.Call", error), request_id=request_id
                )  # it is the failed call too
                pause = self.pause(tried, refused)
                again = repeatable and self._helps(refused, tried, ends - pause.total_seconds())
                if not again or self.closing.wait(pause.total_seconds()):
                    raise refused from error

    @property
    def metadata(self) -> tuple[tuple[str, str], ...]:
        """What every call carries: the language of the texts in a refusal."""
        return (("accept-language", self.language),)

    def _try(self, method: Method[Response], raw: bytes, ends: float) -> Answered[Response]:
        with self.line.channel() as channel:
            ask: grpc.UnaryUnaryMultiCallable[bytes, Response] = channel.unary_unary(
                method.path, response_deserializer=method.response.FromString
            )
            response, call = ask.with_call(
                raw,
                timeout=min(ends - monotonic(), self.retry.patience.total_seconds()),
                metadata=self.metadata,
            )
            trailers = call.trailing_metadata() or ()
            return Answered(
                response=response, replayed=REPLAYED in trailers, signal_times=_signal_times(trailers)
            )

    def pause(self, tried: int, refused: CallRefusedError) -> timedelta:
        """Return how long to wait after so many tries and this refusal."""
        return self.retry.pause(tried, refused.retry_after, _RANDOM.random)

    def _helps(self, refused: CallRefusedError, tried: int, latest: float) -> bool:
        """Whether another try could; waiting for it must begin before `latest` to end in time."""
        return refused.code in WORTH_ANOTHER_TRY and tried < self.retry.attempts and monotonic() < latest


_WHOLE: Final = re.compile("[0-9]{1,18}")  # nanoseconds of 30 years; Python reads no number of 5,000 digits


def _signal_times(trailers: Iterable[tuple[str, str | bytes]]) -> dict[str, int]:
    told = next((text for name, text in trailers if name == SIGNAL_TIMES), "")
    pairs = (one.partition("=") for one in str(told).split(",") if one)
    return {name: int(nanoseconds) for name, _, nanoseconds in pairs if _WHOLE.fullmatch(nanoseconds)}


_RANDOM: Final = SystemRandom()
