"""An invented person as the identity provider knows them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from eidgate.core.assertion.verdict import Sex
from eidgate.core.terms import SubjectId

_FIRST_YEAR: Final = 1900


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """What a register holds about one person; every value is made up."""

    subject_id: SubjectId
    personal_number: str
    full_name: str
    birth_date: date
    sex: Sex
    document_number: str
    document_expires_on: date | None = None


def personal_number(*, province: str, sex: Sex, birth_date: date, serial: int) -> str:
    """Compose the 12 digits: province, century and sex, year, serial (`core.assertion.identity`)."""
    century = 2 * ((birth_date.year - _FIRST_YEAR) // 100) + (sex is Sex.FEMALE)
    return f"{province}{century}{birth_date.year % 100:02}{serial:06}"


AN: Final = Citizen(
    subject_id=SubjectId("sim-an-0001"),
    personal_number=personal_number(
        province="001", sex=Sex.FEMALE, birth_date=date(1990, 2, 14), serial=123_456
    ),
    full_name="Nguyễn Thị Mô Phỏng",
    birth_date=date(1990, 2, 14),
    sex=Sex.FEMALE,
    document_number="001190123456",
    document_expires_on=date(2030, 2, 14),
)
"""A customer for tests and stories."""

BINH: Final = Citizen(
    subject_id=SubjectId("sim-binh-0002"),
    personal_number=personal_number(
        province="079", sex=Sex.MALE, birth_date=date(2001, 11, 30), serial=654_321
    ),
    full_name="Trần Văn Giả Định",
    birth_date=date(2001, 11, 30),
    sex=Sex.MALE,
    document_number="079201654321",
    document_expires_on=date(2031, 11, 30),
)
"""Somebody else."""
