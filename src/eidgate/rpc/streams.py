"""Long-lived calls: how many there may be, on which threads, and how each of them ends.

A stream takes a thread for as long as it is open, so streams have threads of their own and never take one
from the calls that decide payments. Each waits, reads and sends alone: a subscriber that is slow, or dead
without a word, holds nothing but its own place, and loses that after `stall`. A stream ends when its caller
leaves, when its caller is no longer who it was, or when the server drains; whoever reads it goes on elsewhere
from the last cursor that it has seen.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Final

import grpc

from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import RelyingPartyId
from eidgate.rpc.error_reasons import ErrorReason
from eidgate.rpc.status import RefusedError

REFUSERS: Final = 2
"""Threads beyond the bound, so that a stream too many is refused at once instead of waiting for a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamBounds:
    """How many streams one process keeps open.

    `each` is for one relying party: two systems, each with a watchlist and an alert stream, and as many again
    while they reconnect.
    """

    streams: int = 64
    """A thread each, some 100 KB: an idle one costs a look at the store every second."""
    each: int = 8
    stall: timedelta = timedelta(minutes=1)
    """How long one message may wait for its reader: longer than any pause that is not an outage."""


class Stream:
    """One open stream: paced by `pause`, ended from outside by `end`."""

    def __init__(self, party: RelyingParty, identify: Callable[[], RelyingParty]) -> None:
        self.party = party
        self._identify = identify
        self._over = threading.Event()
        self._why: ErrorReason | None = None
        self._sending_since = 0.0

    def pause(self, duration: timedelta) -> bool:
        """Wait; False when the caller is gone and nobody listens any more.

        Raises:
            RefusedError: the server drains, or the caller is no longer configured as it was.
        """
        self._over.wait(duration.total_seconds())
        if self._why is not None:
            raise RefusedError(self._why)
        if self._over.is_set():
            return False
        self._check_caller()
        return True

    def end(self, why: ErrorReason | None = None) -> None:
        """Let `pause` say that it is over: for this reason, or because the caller is gone."""
        self._why = self._why or why
        self._over.set()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Note that a message is on its way to the reader."""
        self._sending_since = monotonic()
        try:
            yield
        finally:
            self._sending_since = 0.0

    def stalls(self, patience: timedelta) -> bool:
        """Whether its reader has taken nothing for so long."""
        since = self._sending_since
        return since > 0 and monotonic() - since > patience.total_seconds()

    def _check_caller(self) -> None:
        now = self._identify()
        if (now.actor, now.role, now.institution) != (
            self.party.actor,
            self.party.role,
            self.party.institution,
        ):
            raise RefusedError(ErrorReason.CERTIFICATE_UNKNOWN)


class Streams:
    """Every stream of one process, and the threads that they run on."""

    def __init__(self, bounds: StreamBounds | None = None) -> None:
        self.bounds = bounds or StreamBounds()
        self.pool = ThreadPoolExecutor(self.bounds.streams + REFUSERS, thread_name_prefix="stream")
        self._lock = threading.Lock()
        self._open: dict[Stream, grpc.ServicerContext] = {}
        self._count: Counter[RelyingPartyId] = Counter()
        self._closed = threading.Event()
        self._watch = threading.Thread(name="stream-watch", target=self._cancel_the_stalled, daemon=True)
        self._watch.start()

    @property
    def idle(self) -> bool:
        """Whether no stream is open."""
        return not self._open

    @contextmanager
    def open(
        self, context: grpc.ServicerContext, identify: Callable[[grpc.ServicerContext], RelyingParty]
    ) -> Iterator[Stream]:
        """Keep a place for a stream as long as the block lasts.

        Raises:
            RefusedError: DRAINING or OVERLOADED, or what `identify` raises.
        """
        stream = Stream(identify(context), lambda: identify(context))
        self._admit(stream, context)
        try:
            if not context.add_callback(stream.end):
                stream.end()
            yield stream
        finally:
            with self._lock:
                del self._open[stream]
                self._count[stream.party.relying_party_id] -= 1

    def _admit(self, stream: Stream, context: grpc.ServicerContext) -> None:
        party = stream.party.relying_party_id
        with self._lock:
            if self._closed.is_set():
                raise RefusedError(ErrorReason.DRAINING)
            if len(self._open) >= self.bounds.streams:
                raise RefusedError(ErrorReason.OVERLOADED)
            if self._count[party] >= self.bounds.each:
                raise RefusedError(ErrorReason.QUOTA_EXCEEDED, quota_of=party)
            self._open[stream] = context
            self._count[party] += 1

    def close_to_new(self) -> None:
        """End every stream, telling its reader to go on elsewhere; refuse those that come."""
        with self._lock:
            self._closed.set()
            for stream in self._open:
                stream.end(ErrorReason.DRAINING)

    def close(self) -> None:
        """Let go of the threads; every stream has ended."""
        self._closed.set()
        self._watch.join()
        self.pool.shutdown()

    def _cancel_the_stalled(self) -> None:
        while not self._closed.wait(self.bounds.stall.total_seconds() / 4):
            with self._lock:
                stalled = [context for one, context in self._open.items() if one.stalls(self.bounds.stall)]
            for context in stalled:
                context.cancel()
