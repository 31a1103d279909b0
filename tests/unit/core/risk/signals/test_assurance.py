"""The signal that says how well the identity is known and how lately it was shown."""

from datetime import timedelta

import pytest

from builders.facts import NO_ASSERTION, assertion, decided, facts, found, identity_check, pay
from builders.regulation import NOON
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Expectation
from eidgate.core.risk.outcome import Outcome

MICROSECOND = timedelta(microseconds=1)


def with_assertion(amount: int = 50_000_000, **differs: object) -> dict:
    case = pay(amount, assertion=assertion(**differs), confirmations=())
    return found(case, "assurance")


def test_level_three_on_a_level_two_account_is_enough_for_class_c() -> None:
    assert not with_assertion()


def test_a_level_two_authentication_is_too_low_for_class_c() -> None:
    finding = with_assertion(authentication_level=2)[Reason.ASSURANCE_TOO_LOW]
    assert finding.outcome is Outcome.STEP_UP
    assert finding.evidence == {"authentication_level": "2"}


def test_a_level_one_account_is_too_low_for_class_c() -> None:
    finding = with_assertion(account_level=1)[Reason.ASSURANCE_TOO_LOW]
    assert finding.evidence == {"account_level": "1"}


def test_level_one_is_enough_for_class_b() -> None:
    assert not with_assertion(4_000_000, account_level=1, authentication_level=1)


@pytest.mark.parametrize("fact", ["account_level", "authentication_level"])
def test_an_unknown_level_is_not_enough_for_class_c(fact: str) -> None:
    assert with_assertion(**{fact: None})[Reason.ASSURANCE_UNKNOWN].outcome is Outcome.STEP_UP


def test_an_unknown_level_does_not_hide_that_the_other_is_too_low() -> None:
    assert set(with_assertion(account_level=None, authentication_level=1)) == {
        Reason.ASSURANCE_UNKNOWN,
        Reason.ASSURANCE_TOO_LOW,
    }


def test_what_the_caller_asks_for_counts_when_it_is_more_than_the_policy_asks() -> None:
    asked = identity_check(expected=Expectation(authentication_level=4))
    assert found(asked)[Reason.ASSURANCE_TOO_LOW].outcome is Outcome.STEP_UP
    assert decided(asked).step_up.authentication_level == 4


def test_what_the_caller_asks_for_does_not_count_when_it_is_less() -> None:
    asked = identity_check(
        assertion=assertion(authentication_level=1), expected=Expectation(authentication_level=1)
    )
    assert Reason.ASSURANCE_TOO_LOW in found(asked)


def test_an_authentication_is_recent_for_three_minutes() -> None:
    assert not with_assertion(authenticated_at=NOON - timedelta(seconds=180))


def test_an_authentication_is_too_old_right_after_three_minutes() -> None:
    aged = with_assertion(authenticated_at=NOON - timedelta(seconds=180) - MICROSECOND)
    assert aged[Reason.AUTHENTICATION_TOO_OLD].outcome is Outcome.STEP_UP


def test_an_authentication_at_an_unknown_time_is_too_old() -> None:
    assert Reason.AUTHENTICATION_TOO_OLD in with_assertion(authenticated_at=None)


def test_an_old_authentication_is_a_note_for_class_b() -> None:
    aged = with_assertion(4_000_000, authenticated_at=None)
    assert aged[Reason.AUTHENTICATION_TOO_OLD].outcome is Outcome.ALLOW


def test_without_an_assertion_nothing_is_monitored() -> None:
    states = {one.name: one.state for one in decided(facts(assertion=NO_ASSERTION)).signals}
    assert states["assurance"] is SignalState.NOT_MONITORED


def test_an_unknown_level_never_meets_what_the_caller_asks_for() -> None:
    vague = assertion(authentication_level=None)
    case = pay(4_000_000, assertion=vague, expected=Expectation(authentication_level=2))
    assert found(case, "assurance")[Reason.ASSURANCE_TOO_LOW].evidence == {"authentication_level": "unknown"}
