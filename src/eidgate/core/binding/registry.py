"""What the population registry says of a person: the four fields of Circular 08/2026/TT-BKHCN Art. 4(1).

Personal number, full name, birth date and face are compared there; here only the results arrive. No
biometric and no registered value ever reaches us, so none can be kept (`domain.md` F5.1, F8.6).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.terms import Instant, Masked


class RegistryField(StrEnum):
    """One of the four fields."""

    PERSONAL_NUMBER = "personal_number"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    FACE = "face"


class RegistryResult(StrEnum):
    """What came of asking, the four fields together.

    UNKNOWN: the registry cannot tell, or the assertion withheld what it would have been asked. STALE: it
    cannot be reached, but said MATCH before, at `as_of`. NOT_MONITORED: nobody is there to ask.
    """

    MATCH = "match"
    MISMATCH = "mismatch"
    UNKNOWN = "unknown"
    UNAVAILABLE = "unavailable"
    STALE = "stale"
    NOT_PERMITTED = "not_permitted"
    NOT_MONITORED = "not_monitored"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryAnswer:
    """The registry's answer: the fields that differ, and when the registry said so."""

    result: RegistryResult
    mismatched: tuple[RegistryField, ...] = ()
    as_of: Instant | None = None


NOT_MONITORED: Final = RegistryAnswer(result=RegistryResult.NOT_MONITORED)
UNKNOWN: Final = RegistryAnswer(result=RegistryResult.UNKNOWN)
UNAVAILABLE: Final = RegistryAnswer(result=RegistryResult.UNAVAILABLE)
NOT_PERMITTED: Final = RegistryAnswer(result=RegistryResult.NOT_PERMITTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the registry is asked about; `face_matched` is the result of a face match, never the face."""

    personal_number: Masked
    full_name: Masked
    birth_date: Masked
    """ISO 8601 calendar date."""
    face_matched: bool
