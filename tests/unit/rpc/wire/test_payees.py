"""CheckPayee ⇄ its messages: what is read, and that no more is told than the grade allows."""

from datetime import timedelta

import pytest

from builders.service import BANK, NOON
from builders.wire import VALID
from eidgate.app.check_payee import PayeeChecked
from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy
from eidgate.core.binding.scheme_codes import scheme_codes
from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, Vnd
from eidgate.rpc.wire.payees import check_command, checked_message, scanned_payee
from eidgate.simulator.qr_code import viet_qr
from eidgate.v1 import binding_service_pb2 as pb

TILL = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number="0011234567")
CLOSE = PayeeCheck(
    result=PayeeResult.CLOSE,
    why=PayeeWhy.NAME_LEFT_OUT,
    score=60,
    shown=Masked("NGUYEN V*** GIA DINH"),
    kind=CustomerKind.INDIVIDUAL,
    as_of=NOON - timedelta(seconds=90),
)


def told(check: PayeeCheck) -> pb.CheckPayeeResponse:
    checked = PayeeChecked(payee=TILL, check=check, codes=scheme_codes(check), bank="Vietcombank", at=NOON)
    return checked_message(checked, None)


def test_every_field_of_a_request_is_read() -> None:
    request = VALID["CheckPayee"]()
    command = check_command(request, None, caller=BANK)
    assert (command.payee, command.given) == (TILL, Masked("Nguyễn Thị Bình"))
    assert command.meant is CustomerKind.INDIVIDUAL
    assert command.registered is not None
    assert command.registered.name == Masked("NGUYEN THI BINH")
    assert "BINH" not in repr(command)


def test_a_scanned_code_names_payee_and_merchant() -> None:
    code = viet_qr(TILL, amount=Vnd(50_000), merchant="QUAN VI DU", reference="BILL-7")
    request = pb.CheckPayeeRequest(payee_qr=code)
    scanned = scanned_payee(request)
    command = check_command(request, scanned, caller=BANK)
    assert (command.payee, command.given) == (TILL, Masked("QUAN VI DU"))
    check = PayeeCheck(result=PayeeResult.MATCH, why=PayeeWhy.SAME, score=100)
    checked = PayeeChecked(payee=TILL, check=check, codes=scheme_codes(check), bank="", at=NOON)
    answer = checked_message(checked, scanned)
    assert (answer.amount.units, answer.amount.currency_code, answer.reference) == (50_000, "VND", "BILL-7")


def test_a_code_without_a_merchant_needs_a_name() -> None:
    request = pb.CheckPayeeRequest(payee_qr=viet_qr(TILL))
    with pytest.raises(InvalidCommandError, match="payee_name"):
        check_command(request, scanned_payee(request), caller=BANK)


def test_a_close_name_is_shown_masked_with_its_age() -> None:
    answer = told(CLOSE)
    assert (answer.result, answer.why, answer.score) == (
        pb.PAYEE_RESULT_CLOSE,
        pb.PAYEE_WHY_NAME_LEFT_OUT,
        60,
    )
    assert (answer.shown_name, answer.age.seconds, answer.bank) == (
        "NGUYEN V*** GIA DINH",
        90,
        "Vietcombank",
    )
    assert (answer.cop_code, answer.vop_code) == ("MBAM", "CMTC")
    assert "name shown" in answer.advice.en


def test_what_nobody_said_has_no_age_and_no_kind() -> None:
    answer = told(PayeeCheck(result=PayeeResult.UNAVAILABLE, why=PayeeWhy.BANK_UNAVAILABLE))
    assert not answer.HasField("as_of_time")
    assert not answer.HasField("age")
    assert (answer.payee_kind, answer.shown_name) == (0, "")
