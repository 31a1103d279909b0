"""When an assertion stands for the regulation's face match, and when it must not."""

from datetime import timedelta

import pytest

from builders.facts import (
    BINH,
    account,
    assertion,
    bound,
    confirmed,
    decided,
    facts,
    identity_check,
    pay,
    rejected,
    transaction,
    unpaid,
)
from builders.regulation import NOON
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.decide import entry
from eidgate.core.risk.face_match import face_match
from eidgate.core.risk.outcome import Outcome


def test_a_level_three_assertion_for_this_transaction_shows_the_payers_face() -> None:
    (shown,) = face_match(facts(assertion=assertion()))
    assert shown.form is Form.FACE_MATCH
    assert shown.performed_at == NOON - timedelta(seconds=20)
    assert shown.passed


@pytest.mark.parametrize("degree", [TransactionBinding.CHALLENGED, TransactionBinding.SIGNED])
def test_a_challenge_tied_to_the_transaction_is_enough(degree: TransactionBinding) -> None:
    assert face_match(facts(assertion=assertion(transaction_binding=degree)))


@pytest.mark.parametrize(
    "differs",
    [
        {"transaction_binding": TransactionBinding.NONE},
        {"authentication_level": 2},
        {"authentication_level": None},
        {"factors": ("fpt", "pin")},
        {"factors": ()},
        {"authenticated_at": None},
        {"used_before": True},
        {"subject_id": BINH},
        {"issuer": "https://other.example"},
        {"presented": False},
        {"rejected": Reason.SIGNATURE_INVALID},
    ],
    ids=str,
)
def test_anything_less_shows_no_face(differs: dict) -> None:
    assert face_match(facts(assertion=assertion(**differs))) == ()


@pytest.mark.parametrize("binding", [None, bound(BINH), bound(active=False)], ids=str)
def test_a_face_that_is_not_known_to_be_the_payers_does_not_count(binding: object) -> None:
    assert face_match(facts(assertion=assertion(), payer_binding=binding)) == ()


def test_who_opens_an_account_shows_their_own_face() -> None:
    assert face_match(facts(unpaid("account_opening"), assertion=assertion(), payer_binding=None))


def test_a_rejected_assertion_shows_no_face() -> None:
    assert face_match(facts(assertion=rejected(Reason.ASSERTION_EXPIRED))) == ()


def test_an_identity_check_needs_no_face() -> None:
    assert face_match(identity_check()) == ()


def test_an_old_face_match_has_expired_like_any_other() -> None:
    aged = pay(50_000_000, assertion=assertion(authenticated_at=NOON - timedelta(seconds=181)))
    assert decided(aged).regulated.missing == (Form.FACE_MATCH,)


def test_a_stolen_login_assertion_does_not_restart_the_small_total() -> None:
    stolen = facts(assertion=assertion(transaction_binding=TransactionBinding.NONE))
    row = entry(stolen, decided(stolen))
    assert decided(stolen).outcome is Outcome.ALLOW
    assert row.confirmed_as == "B"


def test_a_challenged_one_does() -> None:
    agreed = facts(assertion=assertion(transaction_binding=TransactionBinding.CHALLENGED))
    assert entry(agreed, decided(agreed)).confirmed_as == "C"


def test_the_word_that_a_wallet_is_linked_helps_only_between_wallet_and_account() -> None:
    own_wallet = account("w-1", kind="wallet")
    linked = facts(transaction(payee=own_wallet, linked_wallet=True), confirmations=confirmed("pin"))
    claimed = facts(transaction(linked_wallet=True), confirmations=confirmed("pin"))
    assert decided(linked).regulated.transaction_class == "A"
    assert decided(claimed).regulated.transaction_class == "B"
    assert decided(claimed).outcome is Outcome.STEP_UP
