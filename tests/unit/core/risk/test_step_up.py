"""Stepping up: what more would do; a face is asked for where it settles something or the forms name it."""

import pytest

from builders.facts import pay, vn_bank
from builders.regulation import shipped
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.case import Case
from eidgate.core.risk.face_match import BIOMETRIC_LEVEL
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import COLUMNS, Levels
from eidgate.core.risk.prepare import prepare
from eidgate.core.risk.proof import SETTLED_BY_FACE
from eidgate.core.risk.step_up import listed, step_up
from eidgate.core.shape import replace

POLICY = vn_bank()
LOWEST = replace(
    POLICY,
    levels=dict.fromkeys(COLUMNS, Levels(account=0, authentication=0)),
    consent=dict.fromkeys(COLUMNS, TransactionBinding.NONE),
)
"""Asks for nothing of its own, so that what the face asks for is seen."""


def case(*sufficient: frozenset[Form]) -> Case:
    made = prepare(pay(4_000_000), LOWEST, shipped())
    return replace(made, sufficient=tuple(sufficient))


def finding(reason: Reason, outcome: Outcome = Outcome.STEP_UP) -> Finding:
    return Finding(reason=reason, outcome=outcome, signal="velocity")


OTP, FACE = frozenset({Form.SMS_OTP}), frozenset({Form.FACE_MATCH})


def test_without_a_doubt_that_a_face_settles_none_is_asked_for() -> None:
    asked = step_up(case(OTP), [finding(Reason.BINDING_MISSING)])
    assert asked.forms == ((Form.SMS_OTP,),)
    assert (asked.authentication_level, asked.transaction_binding) == (0, TransactionBinding.NONE)


@pytest.mark.parametrize("reason", sorted(SETTLED_BY_FACE))
def test_a_doubt_that_the_face_settles_asks_for_it_beside_the_forms(reason: Reason) -> None:
    asked = step_up(case(OTP), [finding(Reason.BINDING_MISSING), finding(reason)])
    assert [set(way) for way in asked.forms] == [OTP | FACE]
    assert asked.authentication_level == BIOMETRIC_LEVEL
    assert asked.transaction_binding is TransactionBinding.CHALLENGED


def test_where_no_form_is_demanded_the_face_alone_will_do() -> None:
    assert step_up(case(), [finding(Reason.VELOCITY_COUNT)]).forms == ((Form.FACE_MATCH,),)
    assert step_up(case(), [finding(Reason.BINDING_MISSING)]).forms == ()


def test_a_doubt_that_the_policy_lets_pass_asks_for_nothing() -> None:
    assert step_up(case(OTP), [finding(Reason.VELOCITY_COUNT, Outcome.ALLOW)]).forms == ((Form.SMS_OTP,),)


def test_one_way_with_a_face_is_enough_to_ask_for_a_level_that_can_show_it() -> None:
    """Whoever answers by that way must find it good enough."""
    asked = step_up(case(OTP, FACE))
    assert asked.forms == listed((OTP, FACE))
    assert asked.authentication_level == BIOMETRIC_LEVEL
    assert asked.transaction_binding is TransactionBinding.CHALLENGED


def test_what_policy_and_caller_ask_for_is_never_lowered() -> None:
    stricter = replace(
        case(FACE),
        policy=replace(
            LOWEST,
            levels=dict.fromkeys(COLUMNS, Levels(account=0, authentication=BIOMETRIC_LEVEL + 1)),
            consent=dict.fromkeys(COLUMNS, TransactionBinding.SIGNED),
        ),
    )
    asked = step_up(stricter)
    assert asked.authentication_level == BIOMETRIC_LEVEL + 1
    assert asked.transaction_binding is TransactionBinding.SIGNED
