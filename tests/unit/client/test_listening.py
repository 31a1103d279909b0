"""A stream that is silent for too long is given up; a reader that takes its time is not."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count, islice
from threading import Event
from time import sleep
from typing import Any

import grpc
import pytest

from builders.far_end import FarEnd
from eidgate.client import ClientCertificates, RetryPolicy, connect
from eidgate.client.listening import Listening
from eidgate.v1 import watchlist_service_pb2 as pb

PATIENCE = timedelta(milliseconds=50)


class Stream:
    """As gRPC's: its messages, and then nothing until it is cancelled."""

    def __init__(self, *messages: str) -> None:
        self._messages, self.cancelled = iter(messages), Event()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for one in self._messages:
            return one
        assert self.cancelled.wait(30)
        raise LookupError("cancelled")

    def cancel(self) -> bool:
        self.cancelled.set()
        return True


def test_silence_ends_the_wait_for_the_next_message() -> None:
    stream = Stream("a")
    with Listening(stream, PATIENCE) as messages, pytest.raises(LookupError):
        assert [next(messages), next(messages)] == ["a"]


def test_the_readers_own_time_is_no_silence() -> None:
    stream = Stream("a", "b")
    with Listening(stream, PATIENCE) as messages:
        next(messages)
        sleep(5 * PATIENCE.total_seconds())
        assert next(messages) == "b"
        assert not stream.cancelled.is_set()


def test_a_stream_that_was_left_is_watched_no_more() -> None:
    stream = Stream("a")
    with Listening(stream, PATIENCE):
        pass
    sleep(5 * PATIENCE.total_seconds())
    assert not stream.cancelled.is_set()


def test_a_client_opens_a_silent_stream_anew(far_end: FarEnd, certificates: ClientCertificates) -> None:
    numbers = count()

    def fall_silent(_: Any, context: grpc.ServicerContext) -> Iterator[pb.WatchEntriesResponse]:
        left = Event()
        context.add_callback(left.set)
        yield pb.WatchEntriesResponse(cursor=str(next(numbers)), checkpoint=pb.Checkpoint())
        left.wait(30)

    far_end.orders.extend([fall_silent] * 100)
    policy = RetryPolicy(first_pause=timedelta(milliseconds=1), silence=timedelta(milliseconds=200))
    with connect(far_end.target, certificates=certificates, retry=policy) as client:
        cursors = [int(one.cursor) for one in islice(client.watch_entries(), 3)]
    assert cursors == sorted(set(cursors))


def test_a_client_without_patience_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than no time"):
        RetryPolicy(silence=timedelta(0))
