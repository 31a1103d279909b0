"""Instants, money and texts between protobuf and core."""

from datetime import UTC, datetime, timedelta
from typing import Final
from unicodedata import normalize

from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.reason_texts.text import Text
from eidgate.core.terms import Instant, Vnd
from eidgate.v1.common_pb2 import LocalizedText

CURRENCY: Final = "VND"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_NANOS: Final = 1_000_000_000


def instant(message: Timestamp, field: str) -> Instant:
    """Return the moment of a timestamp, to the microsecond.

    Raises:
        InvalidCommandError: its nanoseconds or its year are out of range.
    """
    if not 0 <= message.nanos < _NANOS:
        raise InvalidCommandError(_no_time(field))
    try:
        return _EPOCH + timedelta(seconds=message.seconds, microseconds=message.nanos // 1000)
    except OverflowError as error:
        raise InvalidCommandError(_no_time(field)) from error


def _no_time(field: str) -> FieldViolation:
    return FieldViolation(field=field, description="must be a time from year 1 to 9999")


def timestamp(at: Instant) -> Timestamp:
    """Return the timestamp of a moment."""
    return Timestamp(**timestamp_fields(at))


def timestamp_fields(at: Instant) -> dict[str, int]:
    """Return what the timestamp of a moment is made of, for a message to make it in place."""
    passed = at - _EPOCH
    return {"seconds": passed.days * 86_400 + passed.seconds, "nanos": passed.microseconds * 1000}


def vnd(message: Money) -> Vnd:
    """Return whole dong; validation has refused other currencies and fractions."""
    return Vnd(message.units)


def money(amount: Vnd) -> Money:
    """Return a sum of dong."""
    return Money(currency_code=CURRENCY, units=amount)


def name(text: str) -> str:
    """Return a name in NFC, so that two ways of writing the same letters are one (AIP-210)."""
    return normalize("NFC", text)


def localized(text: Text) -> LocalizedText:
    """Return what a reason means, in both languages."""
    return LocalizedText(vi=text.vi, en=text.en)
