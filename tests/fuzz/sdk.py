"""Harnesses of the client: what a server says when it refuses, and the files that a caller has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import grpc
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2

from eidgate.client.calls import SIGNAL_TIMES, RetryPolicy, _signal_times
from eidgate.client.cursor_file import CursorFile, CursorFileError
from eidgate.client.refusal import DETAILS_KEY, DOMAIN, refusal
from fuzz.defect import hold
from fuzz.files import own, written

LONGEST_PAUSE = timedelta(days=2)
MOST_CURSOR = 256
"""Bytes, as the contract says."""


@dataclass(frozen=True)
class _Refused:
    """A call that ended, as gRPC shows it."""

    details_bin: bytes

    def code(self) -> grpc.StatusCode:
        return grpc.StatusCode.UNAVAILABLE

    def details(self) -> str:
        return "refused"

    def trailing_metadata(self) -> tuple[tuple[str, bytes], ...]:
        return ((DETAILS_KEY, self.details_bin),)


def refusal_one(content: bytes) -> None:
    """Whatever the trailer holds, the code is not lost, and the next try waits as long as one can."""
    call: Any = _Refused(content)
    error = refusal(call, request_id="id")
    hold(error.code is grpc.StatusCode.UNAVAILABLE and error.request_id == "id", "the code is lost")
    hold(len(error.texts) <= 1 and isinstance(str(error), str), "more than one text")
    pause = RetryPolicy().pause(1, error.retry_after, lambda: 0.5)
    hold(timedelta(0) <= pause <= LONGEST_PAUSE, "a pause that is none, or one without an end")


def _details(*details: Any) -> bytes:
    status = status_pb2.Status(code=14, message="refused")
    for one in details:
        status.details.add().Pack(one)
    return status.SerializeToString()


def refusal_seeds() -> Iterable[bytes]:
    info = error_details_pb2.ErrorInfo(reason="UNAVAILABLE", domain=DOMAIN, metadata={"step": "5"})
    text = error_details_pb2.LocalizedMessage(locale="vi", message="Từ chối.")
    listed = error_details_pb2.BadRequest()
    listed.field_violations.add(field="a", description="b", reason="c")
    yield _details(info, text, listed)
    for seconds, nanos in ((2, 0), (-1, 0), (2**62, 0), (1, -1), (1, 2_000_000_000)):
        yield _details(error_details_pb2.RetryInfo(retry_delay=Duration(seconds=seconds, nanos=nanos)))
    broken = status_pb2.Status()
    broken.details.add().Pack(info)
    broken.details[0].value = b"\x0a\xff"
    yield broken.SerializeToString()
    yield b"\xff"


def signal_times_one(content: bytes) -> None:
    """Any text of the trailer that tells how long signals took: times by name, and never an error."""
    found = _signal_times([("other", b"x"), (SIGNAL_TIMES, content.decode("latin-1"))])
    hold(all(time >= 0 for time in found.values()), "a time below zero")


def signal_times_seeds() -> Iterable[bytes]:
    yield from (b"device=1200,sim=7", b"=1,a=,b", b"a=\xb2,a=1", b"a=" + b"9" * 5_000)


def cursor_file_one(content: bytes) -> None:
    """A cursor is as long as the contract lets it be and the same when it is written, or the one error."""
    with written(content, "cursor") as path:
        try:
            cursor = CursorFile(path).read()
        except CursorFileError as error:
            hold(len(content) < len(str(path)) or content.decode("latin-1") not in str(error), "it is shown")
            return
    hold(cursor.isascii() and len(cursor) <= MOST_CURSOR, "longer than the contract")
    again = CursorFile(own("cursor-again"))
    try:
        again.write(cursor)
        hold(again.read() == cursor, "written and read, it is another")
    finally:
        own("cursor-again").unlink(missing_ok=True)


def cursor_file_seeds() -> Iterable[bytes]:
    yield from (b"", b"c:7:00ff\n", b" \r\n", b"\xff", b"c" * (MOST_CURSOR + 1))
