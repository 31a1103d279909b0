"""The signal that asks whether a payee was ever paid before."""

from datetime import timedelta

from builders.facts import decided, found
from builders.past import after
from builders.regulation import NOON
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome

ENOUGH = 10_000_000


def test_a_payee_who_was_never_paid_is_a_note_with_a_warning() -> None:
    of = after(ENOUGH, payee_since=None)
    finding = found(of)[Reason.PAYEE_NEW]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"hours": "never"})
    assert Reason.PAYEE_NEW.text.payer_vi
    assert Reason.PAYEE_NEW.text.payer_en


def test_a_first_small_payment_does_not_make_a_payee_known() -> None:
    lately = after(ENOUGH, payee_since=NOON - timedelta(hours=23, minutes=59))
    assert found(lately)[Reason.PAYEE_NEW].evidence == {"hours": "23"}
    assert not found(after(ENOUGH, payee_since=NOON - timedelta(hours=24)), "new_payee")


def test_small_amounts_are_no_matter() -> None:
    assert not found(after(ENOUGH - 1, payee_since=None), "new_payee")


def test_what_nobody_read_is_not_new() -> None:
    of = after(ENOUGH, of={"history": None})
    assert Reason.PAYEE_NEW not in found(decided(of))
