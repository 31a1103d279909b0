"""Suspect accounts of invented customers, as a bank's own file has them."""

from datetime import UTC, date, datetime
from typing import Any

from eidgate.core.desk.simo import AccountStatus, IdKind, Period, SimoRecord, SimoService
from eidgate.core.desk.simo_batch import SimoBatch
from eidgate.core.shape import replace

MARCH = Period(2026, 3)
AT = datetime(2026, 4, 2, 3, tzinfo=UTC)
HEADER = (
    "cif,id_kind,id_number,name,birth_date,male,nationality,account,opened_on,phone,suspicion,status"
    ",note,reason"
)


def suspect(number: int = 1, **changes: Any) -> SimoRecord:
    made = SimoRecord(
        cif=f"CIF{number}",
        id_kind=IdKind.CHIP_CARD,
        id_number=f"001099{number:06}",
        name="Nguyễn Giả Định",
        birth_date=date(1999, 12, 31),
        male=True,
        nationality="VN",
        account=f"0{number:09}",
        opened_on=date(2024, 1, 5),
        phone="0900000001",
        suspicion=3,
        status=AccountStatus.LOCKED,
    )
    return replace(made, **changes)


def batch(*records: SimoRecord, **changes: Any) -> SimoBatch:
    made = SimoBatch(
        request_id="7c8a2f0e-4a52-4a53-9f5e-0d3b6a3c2f11",
        service=SimoService.SUSPECTS,
        period=MARCH,
        records=records or (suspect(),),
        maker="an",
        made_at=AT,
    )
    return replace(made, **changes)


def line(number: int, **changes: str) -> str:
    told = {
        "cif": f"CIF{number}",
        "id_kind": "1",
        "id_number": f"001099{number:06}",
        "name": "Nguyễn Giả Định",
        "birth_date": "1999-12-31",
        "male": "1",
        "nationality": "VN",
        "account": f"0{number:09}",
        "opened_on": "2024-01-05",
        "phone": "0900000001",
        "suspicion": "3",
        "status": "3",
        "note": "",
        "reason": "",
    } | changes
    return ",".join(told[column] for column in HEADER.split(","))
