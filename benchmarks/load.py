"""The load generator: a process of its own that sends prepared requests and keeps their latencies.

    python -m benchmarks.load '{"target": "localhost:8443", ...}'

It says `ready` when every connection stands, waits for a line, sends, and answers with one line of JSON. In a
closed loop each answer lets the next request go; with a rate, requests go when they are due, and a latency
counts from then on, so that a slow server cannot hide the wait it causes.
"""

import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import grpc
import msgspec

from benchmarks import bodies
from benchmarks.histogram import Histogram

_SAMPLED: Final = 20  # every so many answers one is kept, to see that it says what it should
_CONNECTING_SECONDS: Final = 20.0
_DEADLINE_SECONDS: Final = 20.0  # longer than any server's own, so that it is the server that answers


class Job(msgspec.Struct, kw_only=True):
    """What to send, where to, and how fast; `rate` 0 means as fast as `in_flight` calls allow."""

    target: str
    method: str
    authority: Path
    certificate: Path
    key: Path
    bodies: Path
    channels: int
    in_flight: int
    rate: float = 0.0


class Result(msgspec.Struct, kw_only=True):
    """What came back: codes of failed calls, latencies, and a sample of the answers."""

    calls: int
    seconds: float
    failed: dict[str, int]
    latencies: dict[int, int]
    sample: list[bytes]


class Generator:
    """Sends every body once."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._waiting = iter(bodies.read(job.bodies))
        self._calls = [self._connect() for _ in range(job.channels)]
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._under_way = 0
        self._latencies, self._failed, self._ended = Histogram(), Counter[str](), 0
        self._sample: list[bytes] = []

    def run(self) -> Result:
        """Send, and wait for every answer."""
        began = time.perf_counter()
        if self._job.rate:
            self._send_when_due(began)
        else:
            for n in range(self._job.in_flight):
                self._send_next(self._calls[n % len(self._calls)])
        self._done.wait()
        return Result(
            calls=self._ended,
            seconds=time.perf_counter() - began,
            failed=dict(self._failed),
            latencies=self._latencies.as_dict(),
            sample=self._sample,
        )

    def _connect(self) -> Any:
        job = self._job
        credentials = grpc.ssl_channel_credentials(
            job.authority.read_bytes(), job.key.read_bytes(), job.certificate.read_bytes()
        )
        options = (("grpc.use_local_subchannel_pool", 1), ("grpc.max_receive_message_length", 1 << 22))
        channel = grpc.secure_channel(job.target, credentials, options)
        grpc.channel_ready_future(channel).result(_CONNECTING_SECONDS)
        return channel.unary_unary(job.method)

    def _send_next(self, call: Any) -> None:
        with self._lock:
            body = next(self._waiting, None)
            if body is None:
                self._finish_when_idle()
                return
            self._under_way += 1
        self._send(call, body, time.perf_counter(), closed=True)

    def _send_when_due(self, began: float) -> None:
        for n, body in enumerate(self._waiting):
            due = began + n / self._job.rate
            time.sleep(max(0.0, due - time.perf_counter()))
            with self._lock:
                self._under_way += 1
            self._send(self._calls[n % len(self._calls)], body, due, closed=False)
        with self._lock:
            self._finish_when_idle()

    def _send(self, call: Any, body: bytes, since: float, *, closed: bool) -> None:
        def ended(future: Any) -> None:
            self._note(future, time.perf_counter() - since)
            if closed:
                self._send_next(call)

        call.future(body, timeout=_DEADLINE_SECONDS).add_done_callback(ended)

    def _note(self, future: Any, seconds: float) -> None:
        code = future.code()
        with self._lock:
            self._under_way -= 1
            self._ended += 1
            self._latencies.add(seconds)
            if code is not grpc.StatusCode.OK:
                self._failed[code.name] += 1
            elif self._ended % _SAMPLED == 0:
                self._sample.append(future.result())
            self._finish_when_idle()

    def _finish_when_idle(self) -> None:
        if not self._under_way and self._waiting.__length_hint__() == 0:
            self._done.set()


def main() -> None:
    """Run one job."""
    generator = Generator(msgspec.json.decode(sys.argv[1], type=Job, dec_hook=lambda kind, text: kind(text)))
    print("ready", flush=True)
    sys.stdin.readline()
    print(msgspec.json.encode(generator.run()).decode(), flush=True)


if __name__ == "__main__":
    main()
