"""Structured logs: one JSON object a line, redacted by construction.

A decision's line holds the fields of `DecisionSeen` and nothing else, so there is nothing to redact. Of an
exception only its type and the places in the code are written, never its text, which may quote a value.

The caller only queues; one thread encodes and writes. When the queue is full or the output fails, lines are
dropped and counted in a metric, and the next line that gets through says how many: a log pipe that stands
still must not stop payments, and the decision itself is durable in the ledger before its line is queued.
"""

import logging
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Final, Protocol, TypeAlias

import msgspec

from eidgate.ports import Clock, DecisionSeen, ReportSeen

_MAX_QUEUED: Final = 10_000  # lines, about 5 MB: two seconds of a process at its limit
_MAX_WRITE: Final = 4_096  # bytes: PIPE_BUF; longer writes of several processes to one pipe could interleave
_LINGER_SECONDS: Final = 0.05  # lines wait this long for company: a wake-up for each costs 20 us of the core
_CLOSING_SECONDS: Final = 2.0  # how long an output that stands still may delay the end of the process

Line: TypeAlias = dict[str, object]


class Output(Protocol):
    """An unbuffered binary file."""

    def write(self, line: bytes, /) -> int | None:
        """Write bytes at once."""
        ...


class JsonLines:
    """Writes lines to an output, in order, from one thread."""

    def __init__(self, output: Output, *, dropped: Callable[[int], None] = lambda _: None) -> None:
        self._output = output
        self._dropped = dropped
        self._lost = 0
        self._closing = threading.Event()
        self._queue: SimpleQueue[Line | None] = SimpleQueue()
        self._encoder = msgspec.json.Encoder()
        self._thread = threading.Thread(name="log-writer", target=self._write_all, daemon=True)
        self._thread.start()

    def put(self, line: Line) -> None:
        """Queue a line; never blocks and never fails."""
        if self._queue.qsize() >= _MAX_QUEUED:
            self._lose(1)
            return
        self._queue.put(line)

    def close(self) -> None:
        """Write what is queued, for a bounded time."""
        self._closing.set()
        self._queue.put(None)
        self._thread.join(_CLOSING_SECONDS)

    def _lose(self, lines: int) -> None:
        self._lost += lines
        self._dropped(lines)

    def _write_all(self) -> None:
        open_still = True
        while open_still:
            lines = list(self._waiting())
            open_still = None not in lines
            for chunk, count in _chunks(self._encoded(line) for line in lines if line is not None):
                self._write(chunk, count)

    def _waiting(self) -> Iterator[Line | None]:
        """Yield the next line, and those that wait behind it already."""
        yield self._queue.get()
        self._closing.wait(_LINGER_SECONDS)
        for _ in range(self._queue.qsize()):
            try:
                yield self._queue.get_nowait()
            except Empty:
                return

    def _encoded(self, line: Line) -> bytes:
        if self._lost:
            line, self._lost = line | {"lines_dropped_before": self._lost}, 0
        return self._encoder.encode(line) + b"\n"

    def _write(self, chunk: bytes, lines: int) -> None:
        try:
            self._output.write(chunk)
        except (OSError, ValueError):
            self._lose(lines)


def _chunks(lines: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Join whole lines up to what one write may carry."""
    chunk, count = b"", 0
    for line in lines:
        if chunk and len(chunk) + len(line) > _MAX_WRITE:
            yield chunk, count
            chunk, count = b"", 0
        chunk, count = chunk + line, count + 1
    if chunk:
        yield chunk, count


class LogObserver:
    """`ports.Observer` that writes one line a decision."""

    def __init__(self, lines: JsonLines, clock: Clock) -> None:
        self._put = lines.put
        self._now = clock.now

    def decided(self, seen: DecisionSeen) -> None:
        """A decision was answered."""
        self._put({"at": self._now(), "event": "decision", "decision": seen})

    def tried(self, seen: DecisionSeen) -> None:
        """A dry run was answered: this line is all that tells of it."""
        self._put({"at": self._now(), "event": "dry_run", "decision": seen})

    def rpc(self, method: str, code: str, seconds: float) -> None:
        """Counted by metrics, not logged."""

    def in_flight(self, change: int) -> None:
        """Counted by metrics, not logged."""

    def streams(self, change: int) -> None:
        """Counted by metrics, not logged."""

    def stream_ended(self, method: str, code: str) -> None:
        """Counted by metrics, not logged."""

    def shed(self, why: str) -> None:
        """Counted by metrics, not logged: a line for each would add to the load that is shed."""

    def verified(self, verdict: str, seconds: float) -> None:
        """Counted by metrics, not logged."""

    def committed(self, units: int, seconds: float) -> None:
        """Counted by metrics, not logged."""

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        """Counted by metrics, not logged: the receiver's own log has it."""

    def report_filed(self, channel: str, scheme: str) -> None:
        """Counted by metrics, not logged."""

    def case_held(self, seconds: float) -> None:
        """Counted by metrics, not logged."""

    def recovered(self, amount: int) -> None:
        """Counted by metrics, not logged."""

    def transfers_recorded(self, recorded: int, known: int) -> None:
        """Counted by metrics, not logged."""

    def trace_begun(self, start: str, seconds: float) -> None:
        """Counted by metrics, not logged."""

    def trace_advanced(self, movements: int) -> None:
        """Counted by metrics, not logged."""

    def replay_refused(self, kind: str) -> None:
        """Counted by metrics, not logged."""

    def reported(self, seen: ReportSeen) -> None:
        """Counted by metrics, not logged."""


class JsonHandler(logging.Handler):
    """Turns the standard library's log records into lines; `extra={"fields": {...}}` adds fields."""

    def __init__(self, lines: JsonLines, clock: Clock) -> None:
        super().__init__()
        self._lines = lines
        self._now: Callable[[], datetime] = clock.now

    def emit(self, record: logging.LogRecord) -> None:
        """Queue a record as a line."""
        line: Line = {"at": self._now(), "event": "log", "level": record.levelname.lower()}
        line |= {"logger": record.name, "message": record.getMessage(), **getattr(record, "fields", {})}
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _without_values(record.exc_info[1])
        self._lines.put(line)


def _without_values(error: BaseException) -> Line:
    """Describe an exception by its type, its cause's types and where it was raised; nothing of its text."""
    frames = traceback.extract_tb(error.__traceback__)
    described: Line = {
        "type": type(error).__qualname__,
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        described["cause"] = _without_values(cause)
    return described


def log_to(lines: JsonLines, clock: Clock, *, level: str) -> None:
    """Send everything that the process logs to these lines; other packages only from WARNING on."""
    root = logging.getLogger()
    root.handlers[:] = [JsonHandler(lines, clock)]
    root.setLevel(logging.WARNING)
    logging.getLogger("eidgate").setLevel(level.upper())
