"""Values for requests by their fields' names: what callers send, and what only an attacker would."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from builders.wire import AT
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import identifier_pb2 as identifiers
from fuzz.examples import EXAMPLES

FIRST_SECOND: Final = -62_135_596_800  # 0001-01-01, and below it the last second of 9999
LAST_SECOND: Final = 253_402_300_799
_DAY: Final = 86_400
_LONGEST: Final = 315_576_000_000  # seconds of the longest protobuf Duration

_ACCOUNTS: Final = (("999901", "070000000001"), ("999902", "070000000077"), ("999903", "070000000003"))
"""Accounts of the simulator's two banks and its wallet."""

_ACCOUNT: Final = common.INSTRUMENT_KIND_ACCOUNT
_INSTRUMENTS: Final = (
    *(common.Instrument(kind=_ACCOUNT, institution=at, number=number) for at, number in _ACCOUNTS),
    common.Instrument(kind=common.INSTRUMENT_KIND_SIM, institution="operator-one", number="+84912345678"),
    common.Instrument(kind=common.INSTRUMENT_KIND_WALLET, institution="999903", number="070000000003"),
)
_NEAR: Final = (0, 1, -1, 3_600, -3_600, 3 * _DAY, -3 * _DAY, 400 * _DAY, -400 * _DAY)
_FAR: Final = (FIRST_SECOND, FIRST_SECOND + _DAY, LAST_SECOND - _DAY, LAST_SECOND, LAST_SECOND + 1)
_LARGEST_SUM: Final = 10**15  # VND: the largest that the contract takes
_ODD_SUMS: Final = (0, _LARGEST_SUM, _LARGEST_SUM + 1, -1, 2**63 - 1)
_ODD_TIMES: Final = (0, -1, _LONGEST, -_LONGEST, 2**63 - 1)
_SUMS: Final = (4_000_000, 1, 20_000_000, 3_000_000, 1_000_000_000)
WHOLE: Final[Mapping[str, tuple[Message, ...]]] = {
    "eidgate.v1.Instrument": _INSTRUMENTS,
    "eidgate.v1.Identifier": (
        *(
            identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=f"{at}:{number}")
            for at, number in _ACCOUNTS
        ),
        identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_PHONE, value="0912345678"),
        identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_WEBSITE, value="https://shop.example/a"),
    ),
    "google.protobuf.Timestamp": tuple(Timestamp(seconds=AT.seconds + apart) for apart in _NEAR),
    "google.protobuf.Duration": tuple(Duration(seconds=one) for one in (3_600, 1, 3 * _DAY, 30 * _DAY)),
    "google.type.Money": tuple(Money(currency_code="VND", units=units) for units in _SUMS),
}
"""Messages that are chosen whole."""

EDGES: Final[Mapping[str, tuple[Message, ...]]] = {
    "google.protobuf.Timestamp": (
        Timestamp(),
        *(Timestamp(seconds=seconds) for seconds in _FAR),
        Timestamp(seconds=LAST_SECOND, nanos=999_999_999),
        Timestamp(seconds=2**63 - 1, nanos=-1),
    ),
    "google.protobuf.Duration": tuple(Duration(seconds=one) for one in _ODD_TIMES),
    "google.type.Money": (
        *(Money(currency_code="VND", units=units) for units in _ODD_SUMS),
        Money(currency_code="USD", units=1),
        Money(currency_code="VND", units=1, nanos=1),
    ),
}
"""The same at their edges and beyond; what is not here is built field by field."""

_NUMBERS: Final = (1, 2, 50, 100, 500, 501, 1_000, 0, -1, 2**31 - 1, -(2**31), 2**32 - 1, 2**63 - 1, -(2**63))
_TEXTS: Final = (
    "an invented note", "Nguyễn Thị Ví Dụ", "", "x", "0" * 64, "x" * 500, "x" * 5_000,
    "a\nb", "\0", "\u202e\u2028",
    "\U0001f600" * 100, "' OR 1=1 --", "%", "_", "../..", "{}", "970436", "999901", "bank-one", "police",
    "9" * 40, "999901:070000000001", "https://xn--bcher-kva.example/%00?a=b", "0912345678", "+84912345678",
)  # fmt: skip
_BYTES: Final = (b"", b"\0", b"\xff" * 64, b"policy: vn-bank", b"worlds: []", b"a: &a [*a]")

_NUMERIC: Final = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31 - 1),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32 - 1),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64 - 1),
}


def _seen(message: Message) -> Iterator[tuple[str, Any]]:
    """Yield the plain values of a message and of all in it, each with its field's full name."""
    for field, value in message.ListFields():
        for one in value if field.is_repeated else (value,):
            if field.type == field.TYPE_MESSAGE:
                yield from _seen(one)
            else:
                yield field.full_name, one


def _parts(message: Message) -> Iterator[str]:
    """Yield the full names of the fields of a message, and of all in it, that hold messages."""
    for field, value in message.ListFields():
        if field.type == field.TYPE_MESSAGE:
            yield field.full_name
            for one in value if field.is_repeated else (value,):
                yield from _parts(one)


def _collected(examples: Iterable[Message]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, tuple[Any, ...]] = {}
    for example in examples:
        for name, value in _seen(example):
            found[name] = (*found.get(name, ()), value)
    return found


PLAUSIBLE: Final = _collected(EXAMPLES.values())
"""What the examples say, by the full name of the field."""

PARTS: Final = frozenset(name for example in EXAMPLES.values() for name in _parts(example))
"""The fields with messages that the examples have, by their full names."""


def hostile(field: FieldDescriptor) -> tuple[Any, ...]:
    """Return what of the field's type is at or beyond an edge; never empty."""
    if field.enum_type is not None:
        return (*(one.number for one in field.enum_type.values), 99, -1)
    if field.cpp_type in _NUMERIC:
        least, most = _NUMERIC[field.cpp_type]
        return tuple(number for number in _NUMBERS if least <= number <= most)
    match field.type:
        case field.TYPE_STRING:
            return _TEXTS
        case field.TYPE_BYTES:
            return _BYTES
        case field.TYPE_BOOL:
            return (True, False)
    return (0.0, -1.0, 1e308, float("inf"), float("nan"))


def plausible(field: FieldDescriptor) -> tuple[Any, ...]:
    """Return what the examples say in this field; nothing where they leave it out."""
    return PLAUSIBLE.get(field.full_name, ())
