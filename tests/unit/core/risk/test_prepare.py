"""Preparing a case: the column it is judged in, and the forms that would do."""

import pytest

from builders.facts import account, bound, facts, identity_check, transaction, unpaid, vn_bank
from builders.regulation import BEFORE_77, shipped
from eidgate.core.regulation.terms import Form, Group
from eidgate.core.risk.case import Case
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.policy import IDENTITY
from eidgate.core.risk.prepare import group, prepare
from eidgate.core.terms import CustomerKind, TransactionKind


def prepared(of: Facts) -> Case:
    return prepare(of, vn_bank(), shipped())


def test_money_is_judged_in_the_column_of_its_class() -> None:
    assert prepared(facts()).column == "B"


@pytest.mark.parametrize(
    ("kind", "column"), [("login", "A"), ("limit_change", "C"), ("sim_replacement", "C")]
)
def test_what_moves_no_money_is_judged_like_the_class_that_the_policy_names(kind: str, column: str) -> None:
    case = prepared(facts(unpaid(kind)))
    assert case.column == column
    assert case.assessment is None


def test_what_moves_no_money_needs_the_forms_of_that_class() -> None:
    assert frozenset({Form.SMS_OTP, Form.FACE_MATCH}) in prepared(facts(unpaid("limit_change"))).sufficient
    assert frozenset({Form.PIN}) in prepared(facts(unpaid("login"))).sufficient


def test_an_identity_check_has_its_own_column_and_needs_no_forms() -> None:
    case = prepared(identity_check())
    assert case.column == IDENTITY
    assert case.sufficient == ()
    assert case.first_use == ()
    assert group(identity_check()) is None


def test_first_use_is_demanded_of_individuals_only() -> None:
    firm = facts(transaction(customer=CustomerKind.ORGANISATION))
    assert prepared(facts()).first_use
    assert prepared(firm).first_use == ()


def test_the_tables_are_those_in_force_at_the_moment() -> None:
    assert prepared(facts(at=BEFORE_77)).version.version == "circular-50-2024"
    assert prepared(facts()).version.version == "circular-77-2025"


def test_own_money_at_one_provider_is_a_group_of_its_own() -> None:
    own = transaction(kind=TransactionKind.TRANSFER_OWN, payee=account("0022"))
    assert group(facts(own, payee_binding=bound())) is Group.OWN_SAME_PROVIDER
    assert group(facts(own)) is Group.OTHER_OR_ELSEWHERE


def test_own_money_without_a_payee_is_a_transfer_to_others() -> None:
    nowhere = transaction(kind=TransactionKind.TRANSFER_OWN, payee=None)
    assert group(facts(nowhere, payee_binding=bound())) is Group.OTHER_OR_ELSEWHERE
