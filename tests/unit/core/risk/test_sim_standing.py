"""From a SIM's binding to a decision: the standing says what the clock says, at every instant."""

from datetime import timedelta

import pytest

from builders.ledger import binding
from builders.sim_clocks import NOON
from eidgate.core.binding.lifecycle import Binding, BindingState, Change
from eidgate.core.binding.sim_device import reverify, tell_device_change
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.binding.sim_service import SimService, service_at
from eidgate.core.desk.identifier import Identifier, identifier_of, phone
from eidgate.core.desk.standing import Standing
from eidgate.core.observation import SignalState
from eidgate.core.risk.facts import NO_SERVICE, SimServiceFacts
from eidgate.core.risk.parties import Party, against
from eidgate.core.risk.sim_standing import sim_service, sim_standing
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Instrument, InstrumentKind

NUMBER = "+84912345678"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def bound(number: str = NUMBER, *, old_paper: bool = False) -> Binding:
    sim = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number=number)
    made = replace(binding("b1", instrument=sim), institution="operator-one", created_at=NOON - DAY)
    return replace(made, sim=SimTerms(old_paper=old_paper))


def changed(of: Binding, at: Instant = NOON) -> Binding:
    return tell_device_change(of, Change(at=at), changed_at=at)


def standing(of: Binding) -> Standing:
    made = sim_standing(of)
    assert made is not None
    return made


def seen(*of: Binding, at: Instant, party: Party = Party.PHONE, number: str = NUMBER) -> SimServiceFacts:
    return sim_service([(party, phone(number))], [standing(one) for one in of], at)


@pytest.mark.parametrize("old_paper", [False, True])
@pytest.mark.parametrize("hours", [0, 1, 2, 24 * 30 + 2, 24 * 35 + 2, 24 * 60 + 2, 24 * 65 + 2])
def test_a_decision_sees_what_the_clock_says(*, old_paper: bool, hours: int) -> None:
    told, at = changed(bound(old_paper=old_paper)), NOON + hours * HOUR
    found = seen(told, at=at)
    assert told.clock is not None
    assert found.service is service_at(told.clock, at)
    assert (found.reading.state, found.reading.at) == (SignalState.OBSERVED, NOON)


def test_a_verified_change_is_not_observed() -> None:
    again = reverify(changed(bound()), Change(at=NOON + HOUR))
    found = seen(again, at=NOON + DAY)
    assert (found.reading.state, found.service) == (SignalState.NOT_OBSERVED, SimService.FULL)


def test_the_last_word_of_the_operator_has_its_time() -> None:
    told = changed(bound())
    later = tell_device_change(told, Change(at=NOON + 2 * HOUR), changed_at=NOON + HOUR)
    again = reverify(later, Change(at=NOON + 5 * HOUR))
    times = [seen(one, at=NOON + DAY).reading.as_of for one in (told, later, again)]
    assert times == [NOON, NOON + 2 * HOUR, NOON + 5 * HOUR]


def test_what_nobody_told_is_no_standing() -> None:
    assert sim_standing(bound()) is None
    assert sim_standing(reverify(bound(), Change(at=NOON))) is None
    assert sim_service([(Party.PHONE, phone(NUMBER))], [], NOON) is NO_SERVICE


@pytest.mark.parametrize("state", [BindingState.PROPOSED, BindingState.SUSPENDED])
def test_a_binding_that_is_not_relied_on_clears_nobody_but_still_warns(state: BindingState) -> None:
    waiting = replace(changed(bound()), state=state)
    assert seen(waiting, at=NOON).service is SimService.TO_BE_VERIFIED
    assert sim_standing(reverify(waiting, Change(at=NOON + HOUR))) is None


@pytest.mark.parametrize("state", [BindingState.REVOKED, BindingState.TRANSFERRED])
def test_an_ended_binding_says_nothing_any_more(state: BindingState) -> None:
    assert sim_standing(replace(changed(bound()), state=state)) is None


def test_of_two_operators_the_graver_word_counts() -> None:
    other = reverify(changed(bound()), Change(at=NOON))
    assert seen(other, changed(bound()), at=NOON + 3 * HOUR).service is SimService.OUTGOING_BLOCKED


def test_only_the_payers_number_counts() -> None:
    told = changed(bound())
    assert seen(told, at=NOON, party=Party.PAYEE) is NO_SERVICE
    assert seen(told, at=NOON, number="+84912345679") is NO_SERVICE
    assert seen(told, at=NOON, party=Party.PAYER).service is SimService.TO_BE_VERIFIED


def test_it_stands_against_nobody() -> None:
    party: list[tuple[Party, Identifier]] = [(Party.PHONE, identifier_of(bound().instrument))]
    assert against(party, [standing(changed(bound()))]) == ()
