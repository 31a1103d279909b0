"""The registry's JSON: what is asked and what is believed. Total over any bytes.

POST {"personal_number", "full_name", "birth_date", "face": "matched"|"not_matched"|"not_performed"}
200  {"result": "match"|"mismatch"|"unknown", "fields": {each of the four: the same words}, "as_of": RFC 3339}
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import Struct

from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.core.binding.registry import (
    NOT_PERMITTED,
    Person,
    RegistryAnswer,
    RegistryField,
    RegistryResult,
)
from eidgate.core.terms import Instant, as_utc

Word: TypeAlias = Literal["match", "mismatch", "unknown"]

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""An answer from later than this is no answer: two clocks under NTP differ by far less."""

_REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
_OVERLOADED: Final = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})


class Question(Struct, frozen=True):
    """What is asked; only ever on its way, over TLS."""

    personal_number: str
    full_name: str
    birth_date: str
    face: Literal["matched", "not_matched", "not_performed"]


class Fields(Struct, frozen=True):
    """Field by field."""

    personal_number: Word
    full_name: Word
    birth_date: Word
    face: Word


class Answer(Struct, frozen=True):
    """What is answered; fields that we do not know are left alone."""

    result: Word
    fields: Fields
    as_of: datetime


_read: Final = msgspec.json.Decoder(Answer).decode


def question(person: Person) -> bytes:
    """Write what the registry is asked about a person."""
    told = Question(
        personal_number=person.personal_number.reveal(),
        full_name=person.full_name.reveal(),
        birth_date=person.birth_date.reveal(),
        face="matched" if person.face_matched else "not_performed",
    )
    return msgspec.json.encode(told)


def answer(status: int, content: bytes, *, now: Instant) -> RegistryAnswer:
    """Read an answer.

    Raises:
        OutsideError: it is none, or contradicts itself.
    """
    if status in _REFUSED:
        return NOT_PERMITTED
    if status in _OVERLOADED:
        raise OutsideError(Fault.OVERLOADED, f"status {status}")
    if status != HTTPStatus.OK:
        failed = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise OutsideError(Fault.FAILED if failed else Fault.REFUSED, f"status {status}")
    try:
        told = _read(content)
        as_of = as_utc(told.as_of)
    except (ValueError, RecursionError, OverflowError) as error:
        raise OutsideError(Fault.MALFORMED, "not the JSON of an answer") from error
    words = {field: str(getattr(told.fields, field)) for field in RegistryField}
    if as_of > now + CLOCKS_DIFFER or told.result != _together(set(words.values())):
        raise OutsideError(Fault.MALFORMED, "the answer contradicts itself")
    mismatched = tuple(field for field, word in words.items() if word == "mismatch")
    return RegistryAnswer(result=RegistryResult(told.result), mismatched=mismatched, as_of=as_of)


def _together(words: set[str]) -> str:
    """One field that differs decides; without one, one that is unknown does."""
    if "mismatch" in words:
        return "mismatch"
    return "unknown" if "unknown" in words else "match"
