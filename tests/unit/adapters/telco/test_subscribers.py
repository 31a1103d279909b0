"""KYC Match, Tenure and Number Verification, over real HTTP."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from builders.operators import NOBODYS, PATIENT, QUIET, RECYCLED, START, Played, operators
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.ports.subscribers import Comparison, SubscriberField
from eidgate.simulator.operator_apis import SUBSCRIBER
from eidgate.simulator.operator_server import Behaviour

NAME = {SubscriberField.NAME: Masked(SUBSCRIBER["name"](QUIET))}


def test_each_field_is_compared_on_its_own(played: Played) -> None:
    told = NAME | {
        SubscriberField.BIRTH_DATE: Masked("1991-01-01"),
        SubscriberField.GIVEN_NAME: Masked("Phỏng"),
    }
    matched = played.built.subscribers.match(Masked(QUIET), told, within=PATIENT)
    assert matched.state is SignalState.OBSERVED
    assert matched.fields == {
        SubscriberField.NAME: Comparison.MATCH,
        SubscriberField.BIRTH_DATE: Comparison.MISMATCH,
        SubscriberField.GIVEN_NAME: Comparison.NOT_KNOWN,
    }


@pytest.mark.parametrize(
    ("phone", "state"), [(QUIET, SignalState.OBSERVED), (RECYCLED, SignalState.NOT_OBSERVED)]
)
def test_tenure_says_whether_one_subscriber_had_the_number(
    played: Played, phone: str, state: SignalState
) -> None:
    since = (START - timedelta(days=90)).date()
    assert played.built.subscribers.held_since(Masked(phone), since, within=PATIENT) is state


def test_a_day_in_the_future_is_refused_by_the_operator(played: Played) -> None:
    held = played.built.subscribers.held_since(Masked(QUIET), date(2030, 1, 1), within=PATIENT)
    assert held is SignalState.NOT_MONITORED


@pytest.mark.parametrize(
    ("phone", "state"), [(QUIET, SignalState.OBSERVED), ("+84711000005", SignalState.NOT_OBSERVED)]
)
def test_the_phone_in_hand_has_the_number_or_not(played: Played, phone: str, state: SignalState) -> None:
    token = Masked(played.one.tokens.for_phone(QUIET))
    assert played.built.subscribers.in_phone(Masked(phone), token, within=PATIENT) is state


def test_a_token_that_names_no_phone_verifies_nothing(played: Played) -> None:
    unknown = Masked("made-up")
    assert played.built.subscribers.in_phone(Masked(QUIET), unknown, within=PATIENT) is (
        SignalState.UNAVAILABLE
    )


def test_nobodys_number_is_compared_by_nobody(played: Played) -> None:
    matched = played.built.subscribers.match(Masked(NOBODYS), NAME, within=PATIENT)
    assert (matched.state, matched.fields) == (SignalState.NOT_MONITORED, {})


def test_an_operator_that_fails_is_a_gap(played: Played) -> None:
    played.behave(Behaviour.FAILS)
    matched = played.built.subscribers.match(Masked(QUIET), NAME, within=PATIENT)
    assert matched.state is SignalState.UNAVAILABLE


def test_an_operator_that_compares_nothing_is_not_asked(tmp_path: Path) -> None:
    with operators(tmp_path, subscribers=False) as played:
        matched = played.built.subscribers.match(Masked(QUIET), NAME, within=PATIENT)
        assert matched.state is SignalState.NOT_MONITORED
        assert played.one.asked == []
