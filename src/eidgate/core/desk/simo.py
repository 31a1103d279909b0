"""Records for SIMO, the State Bank's system against payment fraud: suspect accounts, and changes to them.

`simo_002` names suspect accounts of individuals, `simo_003` changes what was named; code 0 clears one. Limits
and words are those of bank-side code (`domain.md` F3.2-F3.4), as the State Bank publishes no schema: each
name on the wire stands in one table here. Pure: a record is built from what the bank's own files say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from datetime import time as time_of_day
from enum import StrEnum
from typing import Final, NamedTuple

from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.terms import HO_CHI_MINH, Instant, as_utc

DUE_DAY: Final = 10
"""Of the following month; "before the 10th" is until the 10th begins (Circular 17/2024, `domain.md` F3.1)."""

MOST_RECORDS: Final = 5_000
"""In one file, some 2 MB; a bank with more suspects sends several."""


class SimoService(StrEnum):
    """What is sent."""

    SUSPECTS = "simo_002"
    CHANGES = "simo_003"


class IdKind(StrEnum):
    """The paper that a customer is known by; the value is SIMO's."""

    CHIP_CARD = "1"
    BARCODE_CARD = "2"
    OLD_CARD = "3"
    PASSPORT = "4"
    IDENTITY_CERTIFICATE = "5"
    E_ID = "6"
    OTHER = "7"


class AccountStatus(StrEnum):
    """Where the account stands; the value is SIMO's."""

    ACTIVE = "1"
    PAUSED = "2"
    LOCKED = "3"
    BLOCKED = "4"
    CLOSED = "5"


class Period(NamedTuple):
    """The month that is reported."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.month:02}/{self.year}"

    @property
    def due_at(self) -> Instant:
        """When it is too late: the tenth of the following month begins."""
        year, month = (self.year + 1, 1) if self.month == _DECEMBER else (self.year, self.month + 1)
        return as_utc(datetime.combine(date(year, month, DUE_DAY), time_of_day(0), tzinfo=HO_CHI_MINH))


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SimoRecord:
    """One suspect account; all of it is personal data.

    `suspicion` is SIMO's code 1-8, and 0 clears. `note` says what code 8 means, `reason` why it is changed.
    """

    cif: str
    id_kind: IdKind
    id_number: str
    name: str
    birth_date: date
    male: bool
    nationality: str
    account: str
    opened_on: date
    phone: str
    suspicion: int
    status: AccountStatus
    device_mac: str = ""
    imei: str = ""
    note: str = ""
    reason: str = ""

    def __repr__(self) -> str:
        return "SimoRecord(•••)"


_DECEMBER: Final = 12
_OTHER: Final = 8  # the code that needs a note
_CITIZEN_DIGITS: Final = {IdKind.CHIP_CARD: 12, IdKind.BARCODE_CARD: 12, IdKind.E_ID: 12, IdKind.OLD_CARD: 9}
_MOST: Final = {
    "cif": 36,
    "id_number": 15,
    "name": 150,
    "phone": 15,
    "account": 36,
    "device_mac": 60,
    "imei": 36,
    "note": 500,
    "reason": 500,
}
_NEEDED: Final = ("cif", "id_number", "name", "account", "phone")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_NAMES: Final = {
    "cif": "Cif",
    "id_kind": "LoaiID",
    "id_number": "SoID",
    "name": "TenKhachHang",
    "birth_date": "NgaySinh",
    "male": "GioiTinh",
    "nationality": "QuocTich",
    "account": "SoTaiKhoan",
    "opened_on": "NgayMoTaiKhoan",
    "phone": "SoDienThoai",
    "suspicion": "NghiNgo",
    "status": "TrangThaiTaiKhoan",
    "device_mac": "DiaChiMAC",
    "imei": "SoIMEI",
    "note": "GhiChu",
    "reason": "LyDoCapNhat",
}


def check_records(records: tuple[SimoRecord, ...], service: SimoService) -> None:
    """Refuse what SIMO would refuse, and what it could not tell.

    Raises:
        InvalidCommandError: with every fault, by the record's place and field; no value is repeated.
    """
    faults = [*_size(records)]
    seen: set[str] = set()
    for index, record in enumerate(records):
        faults += [_fault(index, field, why) for field, why in _problems(record, service)]
        if record.account in seen:
            faults.append(_fault(index, "account", "is in the file twice"))
        seen.add(record.account)
    if faults:
        raise InvalidCommandError(*faults)


def on_wire(record: SimoRecord) -> dict[str, str]:
    """Return a record as SIMO takes it: texts only, dates as dd/MM/yyyy, empty fields left out."""
    told = {_NAMES[field.name]: _text(getattr(record, field.name)) for field in fields(record)}
    return {name: text for name, text in told.items() if text}


def _size(records: tuple[SimoRecord, ...]) -> Iterator[FieldViolation]:
    if not 1 <= len(records) <= MOST_RECORDS:
        yield FieldViolation(field="records", description=f"from 1 to {MOST_RECORDS} in one file")


def _problems(record: SimoRecord, service: SimoService) -> Iterator[tuple[str, str]]:
    for field in _NEEDED:
        if not getattr(record, field).strip():
            yield field, "is needed"
    for field, most in _MOST.items():
        if len(getattr(record, field)) > most:
            yield field, f"has more than {most} characters"
    digits = _CITIZEN_DIGITS.get(record.id_kind)
    if digits is not None and not (record.id_number.isdecimal() and len(record.id_number) == digits):
        yield "id_number", f"has {digits} digits on this paper"
    if not _COUNTRY.fullmatch(record.nationality):
        yield "nationality", "is a country of two letters, as VN"
    if record.opened_on < record.birth_date:
        yield "opened_on", "is before the customer's birth"
    yield from _suspicion(record, service)


def _suspicion(record: SimoRecord, service: SimoService) -> Iterator[tuple[str, str]]:
    lowest = 1 if service is SimoService.SUSPECTS else 0
    if not lowest <= record.suspicion <= _OTHER:
        yield "suspicion", f"is a code from {lowest} to {_OTHER}"
    if record.suspicion == _OTHER and not record.note:
        yield "note", "says what is meant by code 8"
    if service is SimoService.CHANGES and not record.reason:
        yield "reason", "says why it is changed"


def _text(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case date():
            return f"{value:%d/%m/%Y}"
        case _:
            return str(value)


def _fault(index: int, field: str, why: str) -> FieldViolation:
    return FieldViolation(field=f"records[{index}].{field}", description=why, rule="simo")
