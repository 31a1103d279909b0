"""Every word from outside has its time, and nothing else has one."""

from datetime import timedelta
from typing import Any

import pytest

from builders.regulation import NOON
from builders.wire import facts
from eidgate.core.observation import Reading, SignalState
from eidgate.core.risk.facts import Facts, PayeeNameFacts, SimFacts, SimServiceFacts
from eidgate.core.risk.said import READINGS, said
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.shape import field_names, has_fields

EARLIER = NOON - timedelta(minutes=3)


def spoken(state: SignalState = SignalState.NOT_OBSERVED) -> Reading:
    return Reading(state=state, as_of=EARLIER)


def all_spoken() -> Facts:
    return facts(
        sim=SimFacts(**{name: spoken() for name in field_names(SimFacts)}),
        payee_name=PayeeNameFacts(reading=spoken()),
        sim_service=SimServiceFacts(reading=spoken()),
    )


def words(value: object) -> list[Reading]:
    """All readings in it, at any depth."""
    if isinstance(value, Reading):
        return [value]
    if not has_fields(type(value)):
        return []
    return [one for name in field_names(type(value)) for one in words(getattr(value, name))]


def test_where_nobody_was_asked_nothing_has_an_age() -> None:
    assert said(facts()) == ()


def test_no_word_that_the_facts_hold_is_left_without_its_time() -> None:
    known = all_spoken()
    assert said(known) == tuple((name, EARLIER) for name in sorted(READINGS))
    assert len(words(known)) == len(READINGS)


def test_only_signals_that_exist_have_a_time() -> None:
    assert set(READINGS) <= {signal.__name__ for signal in SIGNALS}


@pytest.mark.parametrize("state", [SignalState.UNAVAILABLE, SignalState.NOT_PERMITTED])
def test_a_source_that_did_not_say_has_no_time(state: SignalState) -> None:
    assert said(facts(sim=SimFacts(swap=Reading(state=state), recycled=spoken()))) == (
        ("number_recycled", EARLIER),
    )


@pytest.mark.parametrize(
    ("told", "signal"),
    [
        ({"sim": SimFacts(swap=spoken())}, "sim_swap"),
        ({"payee_name": PayeeNameFacts(reading=spoken())}, "payee_name"),
        ({"sim_service": SimServiceFacts(reading=spoken())}, "sim_service"),
    ],
)
def test_a_source_that_spoke_alone_has_its_time(told: dict[str, Any], signal: str) -> None:
    assert said(facts(**told)) == ((signal, EARLIER),)
