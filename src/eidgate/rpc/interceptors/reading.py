"""Take the one request message from the wire, and do not wait for it forever.

Methods are registered with a streamed request, which is the same on the wire: so a call is refused,
identified and counted before its message is read, and a caller that opens calls and never sends one cannot
hold the few threads. (Under a unary handler a thread waits for the message before any of our code runs.)
"""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

import grpc

from eidgate.core.errors import FieldViolation, InvalidCommandError

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


class Reader:
    """Reads messages; a watch cancels the calls whose message does not come."""

    def __init__(self, *, patience: timedelta = MESSAGE_PATIENCE) -> None:
        self._patience = patience.total_seconds()
        self._waiting: dict[int, tuple[float, grpc.ServicerContext]] = {}
        self._closed = threading.Event()
        self._watch = threading.Thread(name="message-watch", target=self._cancel_the_slow, daemon=True)
        self._watch.start()

    def read(self, messages: Iterator[bytes], context: grpc.ServicerContext) -> bytes:
        """Return the request's bytes.

        Raises:
            InvalidCommandError: it is larger than any request may be.
            grpc.RpcError: the call is over: cancelled, past its deadline, or its message came too late.
            StopIteration: the caller closed its side without a message.
        """
        thread = threading.get_ident()
        self._waiting[thread] = (time.monotonic(), context)
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

    def _cancel_the_slow(self) -> None:
        while not self._closed.wait(self._patience / 4):
            latest = time.monotonic() - self._patience
            for since, context in list(self._waiting.values()):
                if since < latest:
                    context.cancel()
