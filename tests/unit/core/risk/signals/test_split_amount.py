"""The signal that adds up pieces to one payee."""

from builders.facts import confirmed, found
from builders.past import after, flow, state
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.shape import replace

TOTAL = 500_000_000


def test_pieces_that_reach_the_total_step_up() -> None:
    finding = found(after(200_000_000, pieces=flow(2, 300_000_000)))[Reason.AMOUNT_SPLIT]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"pieces": "3", "amount": str(TOTAL)}


def test_pieces_below_the_total_are_nothing() -> None:
    assert not found(after(200_000_000, pieces=flow(2, 299_999_999)), "split_amount")


def test_one_payment_of_the_total_is_whole() -> None:
    assert not found(after(TOTAL, pieces=flow(0, 0)), "split_amount")


def test_a_larger_last_piece_is_never_softer() -> None:
    assert Reason.AMOUNT_SPLIT in found(after(TOTAL, pieces=flow(1, 1)))


def test_pieces_that_could_not_be_added_up_reach_it() -> None:
    assert Reason.AMOUNT_SPLIT in found(after(1, pieces=flow(0, 0, complete=False)))


def test_a_piece_that_shows_the_face_itself_is_in_order() -> None:
    of = after(200_000_000, of={"confirmations": confirmed("face_match")}, pieces=flow(2, 300_000_000))
    assert not found(of, "split_amount")
    assert state(of, "split_amount") is SignalState.OBSERVED


def test_without_a_past_a_payment_or_a_payee_nothing_is_added_up() -> None:
    split = after(200_000_000, pieces=flow(2, 300_000_000))
    nobody_paid = after(200_000_000, of={"transaction": {"payee": None}}, pieces=flow(2, 300_000_000))
    for of in (replace(split, history=None), replace(split, transaction=None), nobody_paid):
        assert state(of, "split_amount") is SignalState.NOT_MONITORED
