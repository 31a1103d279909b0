"""A chapter of the story: is it the account of whom the payer means?"""

from typing import Final

from eidgate.cli.demo.cast import Cast, Payment
from eidgate.cli.demo.stage import Stage
from eidgate.cli.demo.table import Line, Narration
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import Vnd
from eidgate.rpc.wire import requests
from eidgate.simulator.qr_code import viet_qr
from eidgate.simulator.world import BANK
from eidgate.v1 import binding_service_pb2 as pb

_SUM: Final = 12_000_000
_OTP: Final = (Form.SMS_OTP,)
_ANOTHER: Final = "Phạm Bịa Đặt"


class WhomToPay:
    """The customer types names, and scans what hangs at a till."""

    def __init__(self, stage: Stage, cast: Cast) -> None:
        self._bank, self._cast = stage.client(BANK), cast
        self._registered = cast.payee_name

    def tell(self, narration: Narration) -> None:
        """Play the chapter."""
        narration.chapter("Whose account is it?")
        for given, result in ((self._registered, "MATCH"), (self._nearly(), "CLOSE"), (_ANOTHER, "NO_MATCH")):
            narration.line(self._check(given, result))
        narration.line(
            self._pay("close: look again", self._nearly(), Outcome.STEP_UP, Reason.PAYEE_NAME_CLOSE)
        )
        narration.line(self._pay("not fitting", _ANOTHER, Outcome.HOLD, Reason.PAYEE_NAME_MISMATCH))
        narration.line(self._scan())

    def _nearly(self) -> str:
        """Return the payee's name with two words exchanged."""
        first, second, *rest = self._registered.split()
        return " ".join((first, *rest[:1], second, *rest[1:]))

    def _check(self, given: str, result: str) -> Line:
        asked = pb.CheckPayeeRequest(payee=requests.instrument_message(self._cast.payee), payee_name=given)
        answered = self._bank.check_payee(asked)
        told = pb.PayeeResult.Name(answered.result).removeprefix("PAYEE_RESULT_")
        why = pb.PayeeWhy.Name(answered.why).removeprefix("PAYEE_WHY_")
        shown = f', "{answered.shown_name}" is shown' if answered.shown_name else ""
        return Line(act=f'"{given}" was typed', outcome=told, because=why + shown, expected=told == result)

    def _pay(self, act: str, name: str, outcome: Outcome, reason: Reason) -> Line:
        paid = self._cast.pay(self._cast.signed(Payment(amount=_SUM, forms=_OTP, payee_name=name)))
        expected = paid.outcome == outcome.name and reason in paid.reasons
        return Line(
            act=f"12,000,000 with the signed face match, to a name {act}",
            outcome=paid.outcome,
            transaction_class=paid.transaction_class,
            because=paid.because,
            expected=expected,
        )

    def _scan(self) -> Line:
        code = viet_qr(self._cast.payee, amount=Vnd(_SUM), merchant=self._registered, reference="BILL-2026-7")
        paid = self._cast.pay(self._cast.signed(Payment(amount=_SUM, forms=_OTP, payee_qr=code)))
        return Line(
            act="12,000,000 to a scanned VietQR: payee, amount and bill are what was signed",
            outcome=paid.outcome,
            transaction_class=paid.transaction_class,
            because=paid.because,
            expected=paid.outcome == Outcome.ALLOW.name,
        )
