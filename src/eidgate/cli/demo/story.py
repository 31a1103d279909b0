"""The story: a customer's day, thieves, a shop's check, a retry, and what the metrics saw of it."""

from collections.abc import Callable
from typing import Final

from eidgate.cli.demo.cast import Cast, Paid, Payment
from eidgate.cli.demo.not_mine import NotMine
from eidgate.cli.demo.stage import Stage
from eidgate.cli.demo.table import Line, Narration
from eidgate.cli.demo.whom_to_pay import WhomToPay
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.outcome import Outcome
from eidgate.simulator.numbering import phone
from eidgate.simulator.operator_server import Behaviour

SMALL: Final = 4_000_000
LARGE: Final = 600_000_000
OTP: Final = (Form.SMS_OTP,)
ADVANCED: Final = (Form.SOFT_OTP_ADVANCED,)


def tell(stage: Stage, narration: Narration) -> None:
    """Tell the story; every line says what is expected of it."""
    before = stage.metrics()
    teller = _Teller(Cast(stage), narration)
    for chapter in (_a_day, _large_sums, _thieves, _numbers, _unbound, _shop, _retry):
        chapter(teller)
    WhomToPay(stage, teller.cast).tell(narration)
    NotMine(stage).tell(narration)
    after = stage.metrics()
    narration.chapter("What operations saw")
    narration.figures("Prometheus counters that moved", _moved(before, after))


class _Teller:
    """Plays acts and tells how they went."""

    def __init__(self, cast: Cast, narration: Narration) -> None:
        self.cast, self.narration = cast, narration
        self.confirmed: Paid | None = None

    def pay(
        self, act: str, payment: Payment, outcome: Outcome, *, in_class: str = "", reason: str = ""
    ) -> Paid:
        """Pay, and tell the line."""
        paid = self.cast.pay(payment)
        expected = (
            paid.outcome == outcome.name
            and in_class in {"", paid.transaction_class}
            and (not reason or reason in paid.reasons)
        )
        line = Line(
            act=act,
            outcome=paid.outcome,
            transaction_class=paid.transaction_class,
            because=paid.because,
            expected=expected,
        )
        self.narration.line(line)
        return paid


def _a_day(teller: _Teller) -> None:
    teller.narration.chapter("A customer whose account is bound to their e-ID")
    bound = teller.cast.bind()
    teller.narration.line(Line(act="the bank binds the account to the e-ID", outcome=bound))
    for count in range(1, 6):
        act = f"payment {count} of 4,000,000 with an SMS OTP"
        act += " (exactly 20,000,000 today)" if count == 5 else ""  # noqa: PLR2004 (the story's fifth)
        teller.pay(act, Payment(amount=SMALL, forms=OTP), Outcome.ALLOW, in_class="B")
    sixth = teller.pay(
        "the sixth with an SMS OTP: a face match is missing",
        Payment(amount=SMALL, forms=OTP),
        Outcome.STEP_UP,
        in_class="C",
        reason=Reason.FORMS_MISSING,
    )
    confirmed = Payment(amount=SMALL, forms=OTP, assertion=teller.cast.answer(sixth))
    teller.confirmed = teller.pay(
        "the same with the signed face match the step-up asked for",
        confirmed,
        Outcome.ALLOW,
        in_class="C",
    )
    teller.pay(
        "and 4,000,000 by SMS OTP again: the counter restarted",
        Payment(amount=SMALL, forms=OTP),
        Outcome.ALLOW,
        in_class="B",
    )


def _large_sums(teller: _Teller) -> None:
    teller.narration.chapter("A large sum")
    asked = teller.pay(
        "600,000,000 with an SMS OTP",
        Payment(amount=LARGE, forms=OTP),
        Outcome.STEP_UP,
        in_class="D",
        reason=Reason.FORMS_MISSING,
    )
    teller.pay(
        "600,000,000 with an advanced soft OTP and the signed face match",
        Payment(amount=LARGE, forms=ADVANCED, assertion=teller.cast.answer(asked)),
        Outcome.ALLOW,
        in_class="D",
    )


def _thieves(teller: _Teller) -> None:
    teller.narration.chapter("Thieves")
    cast, deny = teller.cast, Outcome.DENY
    signed = cast.sign(amount=2_000_000)
    teller.pay(
        "the amount was changed after signing (2,000,000 to 20,000,000)",
        Payment(amount=20_000_000, forms=OTP, assertion=signed),
        deny,
        reason=Reason.TRANSACTION_MISMATCH,
    )
    assert teller.confirmed is not None  # told before
    teller.pay(
        "an assertion that was used before",
        teller.confirmed.payment,
        deny,
        reason=Reason.JTI_REPLAYED,
    )
    teller.pay(
        "somebody else's assertion",
        Payment(amount=SMALL, forms=OTP, assertion=cast.sign(amount=SMALL, citizen=cast.stranger)),
        deny,
        reason=Reason.SUBJECT_MISMATCH,
    )
    teller.pay(
        "a forged signature",
        Payment(amount=SMALL, forms=OTP, assertion=cast.forge(amount=SMALL)),
        deny,
        reason=Reason.SIGNATURE_INVALID,
    )


def _numbers(teller: _Teller) -> None:
    teller.narration.chapter("The payer's number, as its mobile operator knows it")
    cast = teller.cast
    teller.pay(
        "4,000,000 while the number has been in a new SIM for two hours",
        Payment(amount=SMALL, forms=OTP, phone=phone("0002")),
        Outcome.HOLD,
        in_class="B",
        reason=Reason.SIM_SWAPPED_RECENTLY,
    )
    teller.pay(
        "4,000,000 with a number that was given to somebody else",
        Payment(amount=SMALL, forms=OTP, phone=phone("0030")),
        Outcome.HOLD,
        in_class="B",
        reason=Reason.NUMBER_RECYCLED,
    )
    cast.let_operator(Behaviour.HANGS)
    teller.pay(
        "12,000,000 with the signed face match, while the operator hangs",
        Payment(amount=12_000_000, forms=OTP, assertion=cast.sign(amount=12_000_000), phone=phone("0001")),
        Outcome.STEP_UP,
        in_class="C",
        reason=Reason.SIM_HISTORY_UNKNOWN,
    )
    cast.let_operator(Behaviour.WELL)


def _unbound(teller: _Teller) -> None:
    teller.narration.chapter("An account that is bound to nobody")
    account = teller.cast.unbound_account
    missing = Reason.BINDING_MISSING
    teller.pay(
        "4,000,000 with an SMS OTP",
        Payment(amount=SMALL, forms=OTP, payer=account),
        Outcome.STEP_UP,
        reason=missing,
    )
    teller.pay(
        "30,000,000: above class B it does not pay at all",
        Payment(amount=30_000_000, forms=OTP, payer=account),
        Outcome.DENY,
        reason=missing,
    )


def _shop(teller: _Teller) -> None:
    teller.narration.chapter("A shop checks its buyer, without money")
    outcome, adulthood = teller.cast.check_buyer(TransactionBinding.CHALLENGED)
    expected = (outcome, adulthood) == ("ALLOW", "ADULT")
    line = Line(act="is it a real person, and of age?", outcome=outcome, because=adulthood, expected=expected)
    teller.narration.line(line)


def _retry(teller: _Teller) -> None:
    teller.narration.chapter("A retry")
    assert teller.confirmed is not None  # told before
    same, replayed, receipt = teller.cast.retry(teller.confirmed)
    because = f"same bytes: {_yes(same)}, replayed: {_yes(replayed)}, receipt valid: {_yes(receipt)}"
    expected = same and replayed and receipt
    act = "the allowed class C payment again, with its request id"
    teller.narration.line(Line(act=act, outcome="ALLOW", because=because, expected=expected))


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _moved(before: dict[str, float], after: dict[str, float]) -> list[tuple[str, float]]:
    watched: Callable[[str], bool] = lambda name: name.startswith(  # noqa: E731 (one use)
        ("eidgate_decisions_total", "eidgate_decision_reasons_total", "eidgate_replays")
    )
    moved = ((name, value - before.get(name, 0.0)) for name, value in after.items() if watched(name))
    return [(name, change) for name, change in moved if change]
