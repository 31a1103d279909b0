"""A name enquiry's JSON: what a bank is asked and what is believed. Total over any bytes.

POST {"kind": "account"|"wallet"|"card", "institution", "number"}
200  {"institution", "number": the same,
      "status": "open"|"unknown"|"closed"|"switched"|"opted_out"|"not_supported",
      "name", "holder": "person"|"organisation" (both for "open" alone), "as_of": RFC 3339}
"""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import Came
from eidgate.adapters.outside.strict import decode
from eidgate.core.binding.names.words import MOST_CHARACTERS
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.terms import CustomerKind, Instant, Instrument, Masked, as_utc

CLOCKS_DIFFER: Final = timedelta(minutes=5)
"""An answer from later than this is no answer: two clocks under NTP differ by far less."""

_HOLDERS: Final = {"person": CustomerKind.INDIVIDUAL, "organisation": CustomerKind.ORGANISATION}


class Question(Struct, frozen=True):
    """What is asked; only ever on its way, over TLS."""

    kind: str
    institution: str
    number: str


class Answer(Struct, frozen=True):
    """What is answered; fields that we do not know are left alone."""

    institution: str
    number: str
    status: Literal["open", "unknown", "closed", "switched", "opted_out", "not_supported"]
    as_of: datetime
    name: Annotated[str, Meta(max_length=MOST_CHARACTERS)] = ""
    holder: Literal["person", "organisation"] | None = None


def question(payee: Instrument) -> bytes:
    """Write what a bank is asked about an account."""
    told = Question(kind=str(payee.kind), institution=payee.institution, number=payee.number)
    return msgspec.json.encode(told)


def answer(came: Came, payee: Instrument, *, now: Instant) -> Registration:
    """Read an answer.

    Raises:
        OutsideError: it is none, is about another account, or contradicts itself.
    """
    _check_status(came.status)
    try:
        told = decode(came.content, Answer)
        as_of = as_utc(told.as_of)
    except (ValueError, OverflowError) as error:
        raise OutsideError(Fault.MALFORMED, "not the JSON of an answer") from error
    if (told.institution, told.number) != (payee.institution, payee.number):
        raise OutsideError(Fault.MALFORMED, "the answer is about another account")
    if as_of > now + CLOCKS_DIFFER or (told.status == "open") != bool(told.name.strip()):
        raise OutsideError(Fault.MALFORMED, "the answer contradicts itself")
    return Registration(
        standing=AccountStanding(told.status),
        name=Masked(told.name.strip()),
        kind=_HOLDERS[told.holder] if told.holder else None,
        as_of=min(as_of, now),
    )


def _check_status(status: int) -> None:
    if status == HTTPStatus.OK:
        return
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise OutsideError(Fault.NOT_PERMITTED, f"status {status}")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise OutsideError(Fault.OVERLOADED, f"status {status}")
    raise OutsideError(Fault.REFUSED, f"status {status}")
