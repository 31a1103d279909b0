"""Operators that misbehave, over real HTTP and HTTPS: every fault is a state, in time, and stays alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from builders.operators import OF_TWO, ONE, PATIENT, QUIET, Played, operators, question, secret_file
from eidgate.core.observation import SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.simulator.certificates import ensure_certificates
from eidgate.simulator.operator_server import Behaviour

SOON = timedelta(milliseconds=50)
UNAVAILABLE = SignalState.UNAVAILABLE

FAULTS = {
    Behaviour.FAILS: "failed",
    Behaviour.GARBAGE: "malformed",
    Behaviour.WRONG_FORM: "malformed",
    Behaviour.LIES_ABOUT_TYPE: "malformed",
    Behaviour.ENDS_EARLY: "malformed",
    Behaviour.TOO_LONG: "malformed",
    Behaviour.REDIRECTS: "malformed",
    Behaviour.OTHERS_ANSWER: "malformed",
    Behaviour.HANGS_UP: "unreachable",
    Behaviour.NO_TOKENS: "failed",
}
SLOW = (Behaviour.HANGS, Behaviour.DRIPS)


def test_every_way_to_misbehave_is_tried() -> None:
    assert {*FAULTS, *SLOW, Behaviour.WELL} == set(Behaviour)


@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
@pytest.mark.parametrize(("behaviour", "outcome"), FAULTS.items(), ids=str)
def test_a_fault_is_a_state_and_a_word_for_the_metrics(
    tmp_path: Path, behaviour: Behaviour, outcome: str, *, secure: bool
) -> None:
    with operators(tmp_path, secure=secure) as played:
        played.behave(behaviour)
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == [outcome]
        assert played.state(OF_TWO) is SignalState.OBSERVED


@pytest.mark.parametrize("secure", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("behaviour", SLOW)
def test_an_operator_that_never_ends_is_ended_by_its_own_time(
    tmp_path: Path, behaviour: Behaviour, *, secure: bool
) -> None:
    """That it returns is the proof: the operator itself would go on until the test is over."""
    with operators(tmp_path, secure=secure, timeout_seconds=0.5) as played:
        played.behave(behaviour)
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == ["timeout"]


@pytest.mark.parametrize("behaviour", SLOW)
def test_a_caller_leaves_in_its_own_time_while_the_operator_still_hangs(
    played: Played, behaviour: Behaviour
) -> None:
    played.behave(behaviour)
    queries = [question(QUIET, asked) for asked in SimQuestion]
    readings = played.built.network.ask(queries, within=SOON)
    assert [one.state for one in readings] == [UNAVAILABLE] * len(SimQuestion)
    assert played.outcomes() == []  # it was still hanging when the caller left


def test_one_operator_that_hangs_leaves_the_answers_of_the_other_in_the_same_call(played: Played) -> None:
    played.behave(Behaviour.HANGS)
    readings = played.built.network.ask([question(QUIET), question(OF_TWO)], within=timedelta(seconds=3))
    assert [one.state for one in readings] == [UNAVAILABLE, SignalState.OBSERVED]


def test_an_operator_that_is_back_is_asked_again(played: Played) -> None:
    played.behave(Behaviour.HANGS_UP)
    assert played.state() is UNAVAILABLE
    played.behave(Behaviour.WELL)
    played.clock.wait(seconds=3)  # longer than the silence is remembered
    assert played.state() is SignalState.OBSERVED


def test_a_connection_that_was_closed_while_it_rested_is_replaced_unseen(played: Played) -> None:
    assert played.state() is SignalState.OBSERVED
    played.servers[ONE].hang_up()
    assert played.state("+84711010002") is SignalState.OBSERVED
    assert played.outcomes() == ["observed", "observed"]


def test_connections_are_used_again(played: Played) -> None:
    for last in range(5):
        played.state(f"+8471101000{last}")
    assert played.servers[ONE].connections == 1


def test_a_certificate_of_an_authority_that_is_not_ours_is_not_believed(tmp_path: Path) -> None:
    strangers = ensure_certificates(tmp_path / "stranger", at=datetime.now(UTC), relying_parties=())  # noqa: TID251 (TLS reads the real clock)
    with operators(tmp_path, secure=True, authorities=strangers.authority) as played:
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == ["not_who_it_should_be"]
        assert played.one.asked == []


def test_a_certificate_for_another_name_is_not_believed(tmp_path: Path) -> None:
    with operators(tmp_path, secure=True, host="127.1") as played:  # an address that no certificate names
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == ["not_who_it_should_be"]


def test_an_operator_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with operators(tmp_path) as before:
        url = before.servers[ONE].url
    with operators(tmp_path, url=url) as played:
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == ["unreachable"]


def test_plain_http_where_https_was_expected_is_no_answer(tmp_path: Path) -> None:
    with operators(tmp_path) as plain:
        url = plain.servers[ONE].url.replace("http:", "https:")
        with operators(tmp_path, secure=True, url=url) as played:
            assert played.state() is UNAVAILABLE
            assert played.outcomes() == ["unreachable"]


def test_a_wrong_secret_is_a_gap_and_reaches_no_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = secret_file(tmp_path, "wrong")
    secret = secret.rename(tmp_path / "wrong-secret")
    with operators(tmp_path, client_secret=secret) as played:
        assert played.state() is UNAVAILABLE
        assert played.outcomes() == ["no_token"]
    assert caplog.records == []


def test_a_hundred_payments_whose_operator_hangs_do_not_hold_the_other_operator_up(played: Played) -> None:
    played.behave(Behaviour.HANGS)
    crowd = [question(f"+8471110{last:04}") for last in range(1000, 1100)]
    readings = played.built.network.ask([*crowd, question(OF_TWO)], within=timedelta(seconds=3))
    assert {one.state for one in readings[:-1]} == {UNAVAILABLE}
    assert readings[-1].state is SignalState.OBSERVED
    assert played.ask(OF_TWO, within=PATIENT).state is SignalState.OBSERVED
