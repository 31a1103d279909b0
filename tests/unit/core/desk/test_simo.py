"""Records and files for SIMO: its limits, its dates, two officers, and what it did not take."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from builders.simo import AT, MARCH, batch, suspect
from eidgate.core.desk.simo import (
    MOST_RECORDS,
    IdKind,
    Period,
    SimoRecord,
    SimoService,
    check_records,
    on_wire,
)
from eidgate.core.desk.simo_batch import (
    BatchState,
    Rejected,
    SimoCode,
    SimoReply,
    answered,
    check,
    make,
)
from eidgate.core.errors import IllegalStateError, InvalidCommandError, NotPermittedError

PARTLY = SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=(Rejected(index=1, why="unknown"),))
WHOLE = SimoReply(code=SimoCode.ACCEPTED)


def faults(*records: SimoRecord, service: SimoService = SimoService.SUSPECTS) -> list[str]:
    with pytest.raises(InvalidCommandError) as error:
        check_records(records, service)
    assert "Nguyễn" not in str(error.value)
    return [one.field for one in error.value.violations]


def test_a_record_is_written_as_simo_takes_it() -> None:
    told = on_wire(suspect())
    assert told == {
        "Cif": "CIF1",
        "LoaiID": "1",
        "SoID": "001099000001",
        "TenKhachHang": "Nguyễn Giả Định",
        "NgaySinh": "31/12/1999",
        "GioiTinh": "1",
        "QuocTich": "VN",
        "SoTaiKhoan": "0000000001",
        "NgayMoTaiKhoan": "05/01/2024",
        "SoDienThoai": "0900000001",
        "NghiNgo": "3",
        "TrangThaiTaiKhoan": "3",
    }
    assert on_wire(suspect(male=False, suspicion=0))["GioiTinh"] == "0"
    assert on_wire(suspect(suspicion=0))["NghiNgo"] == "0"


@pytest.mark.parametrize(
    ("field", "most"),
    [("cif", 36), ("name", 150), ("phone", 15), ("account", 36), ("device_mac", 60), ("imei", 36)],
)
def test_each_text_has_its_limit(field: str, most: int) -> None:
    check_records((suspect(**{field: "a" * most}),), SimoService.SUSPECTS)
    assert faults(suspect(**{field: "a" * (most + 1)})) == [f"records[0].{field}"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cif": " "}, "cif"),
        ({"id_number": "00109900001"}, "id_number"),
        ({"id_number": "00109900000x"}, "id_number"),
        ({"id_kind": IdKind.OLD_CARD}, "id_number"),
        ({"nationality": "VNM"}, "nationality"),
        ({"opened_on": date(1999, 12, 30)}, "opened_on"),
        ({"suspicion": 0}, "suspicion"),
        ({"suspicion": 9}, "suspicion"),
        ({"suspicion": 8}, "note"),
        ({"note": "a" * 501}, "note"),
    ],
)
def test_what_simo_would_refuse_is_refused_before(changes: dict[str, Any], field: str) -> None:
    assert faults(suspect(), suspect(2, **changes)) == [f"records[1].{field}"]


def test_a_change_says_why_and_may_clear() -> None:
    changes = SimoService.CHANGES
    check_records((suspect(suspicion=0, reason="cleared on appeal"),), changes)
    assert faults(suspect(suspicion=0), service=changes) == ["records[0].reason"]


def test_an_account_is_in_a_file_once_and_a_file_has_its_size() -> None:
    assert faults(suspect(), suspect()) == ["records[1].account"]
    assert faults() == ["records"]
    assert faults(*(suspect(number) for number in range(MOST_RECORDS + 1))) == ["records"]


def test_every_fault_is_told_at_once() -> None:
    assert len(faults(suspect(cif="", phone=""), suspect(2, nationality="x"))) == 3


@pytest.mark.parametrize(
    ("period", "due"),
    [(MARCH, datetime(2026, 4, 9, 17, tzinfo=UTC)), (Period(2026, 12), datetime(2027, 1, 9, 17, tzinfo=UTC))],
)
def test_a_file_is_due_when_the_tenth_begins(period: Period, due: datetime) -> None:
    assert period.due_at == due
    assert not batch(period=period).late(due - timedelta(microseconds=1))
    assert batch(period=period).late(due)


def test_it_takes_two_officers() -> None:
    made = make(batch())
    assert made.state is BatchState.MADE
    with pytest.raises(NotPermittedError):
        check(made, "an", at=AT)
    with pytest.raises(NotPermittedError):
        check(made, "", at=AT)
    with pytest.raises(NotPermittedError):
        make(batch(maker=""))
    with pytest.raises(IllegalStateError):
        answered(made, WHOLE, at=AT)
    checked = check(made, "binh", at=AT)
    assert (checked.state, checked.checker) == (BatchState.CHECKED, "binh")
    with pytest.raises(IllegalStateError):
        check(checked, "chi", at=AT)


def test_what_was_rejected_comes_again_and_the_rest_does_not() -> None:
    checked = check(batch(suspect(1), suspect(2)), "binh", at=AT)
    done = answered(checked, PARTLY, at=AT)
    assert (done.state, done.to_correct) == (BatchState.PARTLY_REJECTED, (suspect(2),))
    assert answered(checked, WHOLE, at=AT).to_correct == ()
    with pytest.raises(IllegalStateError):
        answered(done, WHOLE, at=AT)


@pytest.mark.parametrize(
    "reply",
    [
        SimoReply(code=SimoCode.PARTLY_REJECTED),
        SimoReply(code=SimoCode.ACCEPTED, rejected=PARTLY.rejected),
        SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=(Rejected(index=2, why=""),)),
        SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=(Rejected(index=-1, why=""),)),
        SimoReply(code=SimoCode.PARTLY_REJECTED, rejected=PARTLY.rejected * 2),
    ],
)
def test_an_answer_that_contradicts_itself_is_no_answer(reply: SimoReply) -> None:
    checked = check(batch(suspect(1), suspect(2)), "binh", at=AT)
    with pytest.raises(IllegalStateError):
        answered(checked, reply, at=AT)


def test_a_record_shows_nothing_of_its_customer() -> None:
    assert repr(suspect()) == "SimoRecord(•••)"
