"""OAuth 2.0 client credentials: one token for everybody, renewed early, replaced when it is refused."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from builders.operators import ONE, PATIENT, Played
from eidgate.adapters.outside.deadline import after
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import Lines
from eidgate.adapters.telco.tokens import Client, Tokens
from eidgate.core.observation import SignalState
from eidgate.core.terms import Masked
from eidgate.simulator.operator_server import Behaviour
from eidgate.simulator.operator_tokens import CLIENT, SECRET

SCOPE = "dpv:FraudPreventionAndDetection sim-swap"


class Seconds:
    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def lines() -> Iterator[Lines]:
    made = Lines(None)
    yield made
    made.close()


def tokens(played: Played, lines: Lines, seconds: Seconds | None = None, *, secret: str = SECRET) -> Tokens:
    url = f"{played.servers[ONE].url}/oauth2/token"
    client = Client(token_url=url, client_id=CLIENT, secret=Masked(secret), scope=SCOPE)
    return Tokens(client, lines, seconds=seconds or Seconds())


def current(source: Tokens) -> str:
    return source.current(after(PATIENT)).reveal()


def test_a_token_is_kept_until_the_last_tenth_of_its_life(played: Played, lines: Lines) -> None:
    seconds = Seconds()
    source = tokens(played, lines, seconds)
    first = current(source)
    seconds.at += played.one.tokens.life.total_seconds() * 0.9 - 1
    assert current(source) == first
    seconds.at += 2
    assert current(source) != first


def test_many_callers_at_once_fetch_one_token(played: Played, lines: Lines) -> None:
    source = tokens(played, lines)
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _: current(source), range(32)))
    assert len(found) == 1


def test_the_old_token_serves_while_a_new_one_cannot_be_had(played: Played, lines: Lines) -> None:
    seconds = Seconds()
    source = tokens(played, lines, seconds)
    first = current(source)
    played.behave(Behaviour.NO_TOKENS)
    seconds.at += played.one.tokens.life.total_seconds() * 0.95
    assert current(source) == first
    seconds.at += played.one.tokens.life.total_seconds()
    with pytest.raises(OutsideError) as raised:
        current(source)
    assert raised.value.fault is Fault.FAILED


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ("unauthorized_client", Fault.NOT_PERMITTED),
        ("invalid_scope", Fault.NOT_PERMITTED),
        ("invalid_request", Fault.NO_TOKEN),
    ],
)
def test_a_refusal_says_whether_we_may_not_or_cannot(
    played: Played, lines: Lines, error: str, fault: Fault
) -> None:
    played.one.tokens.refuses = error
    with pytest.raises(OutsideError) as raised:
        current(tokens(played, lines))
    assert raised.value.fault is fault


def test_a_wrong_secret_is_no_token_and_is_not_repeated_in_the_error(played: Played, lines: Lines) -> None:
    with pytest.raises(OutsideError) as raised:
        current(tokens(played, lines, secret="not-the-secret"))
    assert raised.value.fault is Fault.NO_TOKEN
    assert "not-the-secret" not in str(raised.value)


def test_a_token_that_was_withdrawn_is_replaced_within_the_question(played: Played) -> None:
    assert played.state() is SignalState.OBSERVED
    played.one.tokens.withdraw()
    assert played.state("+84711010002") is SignalState.OBSERVED
    assert len(played.one.asked) == 3


def test_an_expired_token_is_refused_by_the_operator_and_renewed(played: Played) -> None:
    assert played.state() is SignalState.OBSERVED
    played.clock.at += played.one.tokens.life + timedelta(seconds=1)
    assert played.state() is SignalState.OBSERVED
    assert len(played.one.asked) == 3
