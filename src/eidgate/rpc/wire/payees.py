"""CheckPayee's request → command, and its answer → message."""

from datetime import timedelta

from eidgate.app.check_payee import CheckPayee, PayeeChecked
from eidgate.core.binding.payee_advice import advice_of
from eidgate.core.binding.viet_qr import VietQr
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Masked
from eidgate.rpc.wire import words
from eidgate.rpc.wire.requests import instrument, instrument_message, registration
from eidgate.rpc.wire.scalars import localized, money, name, timestamp
from eidgate.rpc.wire.scanned import scanned
from eidgate.v1 import binding_service_pb2 as pb


def scanned_payee(request: pb.CheckPayeeRequest) -> VietQr | None:
    """Read what was scanned, None when nothing was.

    Raises:
        InvalidCommandError: it is no VietQR payload, or names another payee than the request.
    """
    told = instrument(request.payee) if request.HasField("payee") else None
    return scanned(request.payee_qr, told)


def check_command(request: pb.CheckPayeeRequest, code: VietQr | None, *, caller: RelyingParty) -> CheckPayee:
    """Read a request; what was scanned names the payee and its name where nothing else does.

    Raises:
        InvalidCommandError: neither names the payee's name.
    """
    given = request.payee_name or (code.merchant if code else "")
    if not given:
        raise InvalidCommandError(
            FieldViolation(field="payee_name", description="is needed: payee_qr names no merchant")
        )
    return CheckPayee(
        caller=caller,
        payee=code.payee if code and not request.HasField("payee") else instrument(request.payee),
        given=Masked(name(given)),
        meant=words.CUSTOMER_KIND.from_wire(request.payee_kind) if request.payee_kind else None,
        registered=registration(request.registration) if request.HasField("registration") else None,
    )


def checked_message(checked: PayeeChecked, code: VietQr | None) -> pb.CheckPayeeResponse:
    """Write what may be said about a payee."""
    check = checked.check
    answer = pb.CheckPayeeResponse(
        payee=instrument_message(checked.payee),
        result=words.PAYEE_RESULT.to_wire(check.result),
        why=words.PAYEE_WHY.to_wire(check.why),
        score=check.score,
        shown_name=check.shown.reveal(),
        payee_kind=words.CUSTOMER_KIND.to_wire(check.kind) if check.kind else None,
        bank=checked.bank,
        advice=localized(advice_of(check)),
        cop_code=checked.codes.cop,
        vop_code=checked.codes.vop,
        amount=money(code.amount) if code and code.amount else None,
        reference=code.reference if code else "",
    )
    if check.as_of is not None:
        answer.as_of_time.CopyFrom(timestamp(check.as_of))
        answer.age.FromTimedelta(max(timedelta(0), checked.at - check.as_of))
    return answer
