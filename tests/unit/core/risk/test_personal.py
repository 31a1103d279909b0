"""Whose payments the signals about habits look at."""

import pytest

from builders.facts import BINH, bound, facts, transaction
from builders.past import after
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.personal import is_own_account, personal_payment
from eidgate.core.terms import CustomerKind, TransactionKind


def is_personal(of: Facts) -> bool:
    return personal_payment(of) is not None


def test_a_persons_payment_to_somebody_else_is() -> None:
    assert is_personal(after())
    assert is_personal(after(of={"payee_binding": bound(BINH)}))


def test_a_transfer_that_only_claims_to_stay_with_its_owner_is() -> None:
    assert is_personal(after(of={"transaction": {"kind": TransactionKind.TRANSFER_OWN}}))


@pytest.mark.parametrize(
    "of",
    [
        after(of={"payee_binding": bound()}),
        after(of={"transaction": {"customer": CustomerKind.ORGANISATION}}),
        facts(transaction(0, kind=TransactionKind.LOGIN, payee=None)),
        facts(),
    ],
    ids=["own account", "organisation", "no money", "no history"],
)
def test_others_are_not(of: Facts) -> None:
    assert not is_personal(of)


def test_a_payees_binding_alone_makes_nobody_its_owner() -> None:
    of = after(of={"payer_binding": None, "payee_binding": bound()})
    assert not is_own_account(of)
    assert is_personal(of)


def test_what_moves_no_money_is_nobodys_payment_whatever_happened_before() -> None:
    of = after(0, of={"transaction": {"kind": TransactionKind.LOGIN, "payee": None}})
    assert of.history is not None
    assert not is_personal(of)
