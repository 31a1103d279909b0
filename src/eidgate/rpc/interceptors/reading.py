"""Take the one request message from the wire, and do not wait for it forever.

Methods are registered with a streamed request, which is the same on the wire: so a call is refused,
identified and counted before its message is read. (Under a unary handler a thread waits for the message
before any of our code runs.)

A caller that opens calls and never sends one holds a thread for each, for a while. Two things keep it from
holding all: others are asked to stand in for threads that wait, and patience with a relying party shrinks as
more of its calls wait (docs/adr/0113).
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Final

import grpc
from msgspec import Struct

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.terms import RelyingPartyId

MAX_REQUEST_BYTES: Final = 524_288
"""512 KiB: a batch of 100 requests with 4 KiB assertions each fits; nothing in the contract needs more."""

MAX_MESSAGE_BYTES: Final = 1_048_576
"""1 MiB: what gRPC itself refuses, without a word of ours; below it the caller is told what is wrong."""

_TOO_LARGE: Final = FieldViolation(
    field="", description=f"the request is larger than {MAX_REQUEST_BYTES} bytes", rule="size"
)
MESSAGE_PATIENCE: Final = timedelta(
    seconds=2
)  # a message follows its headers in one round trip, 300 ms at worst
UPLOAD_PATIENCE: Final = timedelta(seconds=30)
"""Between two messages of an upload: its sender may be reading a file over a slow disk or line."""


FULL_PATIENCE_FOR: Final = 32
"""Calls of one relying party that wait when patience begins to shrink: as many as a process has threads."""
_LOOK: Final = timedelta(milliseconds=50)
"""Between two looks at who waits, and how long a wait is nobody's fault: a busy process takes tens of
milliseconds to hand over a message that is there already."""


class _Wait(Struct, frozen=True):
    """A call whose message has not come."""

    since: float
    context: grpc.ServicerContext
    party: RelyingPartyId


class Reader:
    """Reads messages; a watch cancels the calls whose message does not come."""

    def __init__(
        self, *, patience: timedelta = MESSAGE_PATIENCE, relieve: Callable[[int], None] = lambda _: None
    ) -> None:
        """`relieve` is told, again and again, how many threads wait and could be stood in for."""
        self._patience = patience.total_seconds()
        self._relieve = relieve
        self._waiting: dict[int, _Wait] = {}
        self._closed = threading.Event()
        self._watch = threading.Thread(name="message-watch", target=self._look_after_all, daemon=True)
        self._watch.start()

    def read(self, messages: Iterator[bytes], context: grpc.ServicerContext, party: RelyingPartyId) -> bytes:
        """Return the request's bytes.

        Raises:
            InvalidCommandError: it is larger than any request may be.
            grpc.RpcError: the call is over: cancelled, past its deadline, or its message came too late.
            StopIteration: the caller closed its side without a message.
        """
        thread = threading.get_ident()
        self._waiting[thread] = _Wait(time.monotonic(), context, party)
        try:
            received = next(messages)
        finally:
            del self._waiting[thread]
        if len(received) > MAX_REQUEST_BYTES:
            raise InvalidCommandError(_TOO_LARGE)
        return received

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()
        self._watch.join()

    def _look_after_all(self) -> None:
        while not self._closed.wait(_LOOK.total_seconds()):
            now = time.monotonic()
            late = [one for one in list(self._waiting.values()) if now - one.since > _LOOK.total_seconds()]
            for one in _too_late(late, now=now, patience=self._patience):
                one.context.cancel()
            self._relieve(len(late))


def _too_late(late: Iterable[_Wait], *, now: float, patience: float) -> Iterator[_Wait]:
    """Yield those with whom patience, in seconds, is over; twice the calls of one caller get half of it."""
    late = tuple(late)
    held = Counter(one.party for one in late)
    for one in late:
        if now - one.since > patience * min(1.0, FULL_PATIENCE_FOR / held[one.party]):
            yield one
