"""Harnesses of what mobile operators send, and of the registry of ported numbers."""

import json
from collections.abc import Iterable

from builders.operators import NUMBERS, START
from eidgate.adapters.outside.faults import OutsideError
from eidgate.adapters.outside.lines import Came
from eidgate.adapters.telco import subscribers
from eidgate.adapters.telco.answers import (
    DeviceChange,
    Forwarding,
    Recycled,
    SimChange,
    SwapCheck,
    instant,
    read,
)
from eidgate.adapters.telco.ported_numbers import NumbersFile
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Masked
from fuzz.defect import hold
from fuzz.files import written

OF_SUBSCRIBERS = (subscribers._Match, subscribers._Tenure, subscribers._InPhone)
KINDS = (SimChange, DeviceChange, SwapCheck, Recycled, Forwarding, *OF_SUBSCRIBERS)
STATUSES = (200, 400, 401, 403, 404, 422, 429, 501, 599)


def answer_one(content: bytes) -> None:
    """Any body under any status: an answer of the specified form, or the one documented error."""
    kind, status = KINDS[content[0] % len(KINDS)] if content else SimChange, STATUSES[len(content) % 9]
    for told in (200, status):
        try:
            came = read(Came(status=told, content=content[1:], correlator=""), kind)
            hold(told == 200, "read an error as an answer")
            if isinstance(came, SimChange | DeviceChange) and came.at is not None:
                hold(instant(came.at, now=START) <= START, "an event in the future")
            hold(isinstance(json.loads(content[1:]), dict), "another reading than the library's")
        except OutsideError as error:
            hold("+84" not in str(error), "an error that repeats a number")


def answer_seeds() -> Iterable[bytes]:
    moments = ("2024-09-18T07:37:53.471829447Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00")
    for moment in (*moments, "2024-09-18T07:37:53", None, 5):
        yield b"\0" + json.dumps({"latestSimChange": moment, "monitoredPeriod": 120}).encode()
    yield b"\2" + b'{"swapped": true, "x": ' + b"[" * 5_000
    yield b"\3" + b'{"phoneNumberRecycled": false}'
    yield b"\4" + b'{"active": true}'
    yield b"\5" + b'{"idDocumentMatch": "true", "nameMatch": "not_available", "birthdateMatch": true}'
    yield b"\6" + b'{"tenureDateCheck": true}'
    yield b"\7" + b'{"devicePhoneNumberVerified": false}'
    yield b"\0" + b'{"status": 422, "code": "MISSING_IDENTIFIER", "message": "+84711000001"}'


def numbers_one(content: bytes) -> None:
    """Any file: a table whose answers are of the file, or the one documented error."""
    with written(content, "numbers") as path:
        try:
            numbers = NumbersFile(path)
        except ConfigurationError:
            return
        found = numbers.operator_of(Masked("+84711000001"))
        hold(found is None or found.encode() in content, "an operator that the file does not name")


def numbers_seeds() -> Iterable[bytes]:
    yield NUMBERS.encode()
    yield b"+84711000001 operator-two\n"
    yield b"+8* a\r\n\r\n#\xff\n"
