"""A SIM in another device: versions of its binding, in the state that it is in."""

from datetime import timedelta

import pytest

from builders.ledger import binding
from builders.sim_clocks import NOON
from eidgate.core.binding.disown import disown
from eidgate.core.binding.lifecycle import Binding, BindingState, Change, confirm
from eidgate.core.binding.registry import NOT_MONITORED
from eidgate.core.binding.sim_device import reverify, tell_device_change
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.binding.sim_service import SimService, service_at
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument, InstrumentKind

HOUR = timedelta(hours=1)
OPEN = [BindingState.PROPOSED, BindingState.CONFIRMED, BindingState.SUSPENDED]
SIM = Instrument(kind=InstrumentKind.SIM, institution="operator-one", number="+84912345678")


def bound(**differs: object) -> Binding:
    made = replace(binding("b1", instrument=SIM), institution="operator-one", created_at=NOON - HOUR)
    return replace(replace(made, sim=SimTerms()), **differs)  # type: ignore[arg-type]  # a test names fields freely


def told(of: Binding) -> Binding:
    return tell_device_change(of, Change(at=NOON, by="operator-one", reason="seen"), changed_at=NOON)


@pytest.mark.parametrize("state", OPEN)
def test_telling_moves_the_clock_and_nothing_else(state: BindingState) -> None:
    before = bound(state=state)
    after = told(before)
    assert after.clock is not None
    assert service_at(after.clock, NOON + 2 * HOUR) is SimService.OUTGOING_BLOCKED
    assert (after.state, after.version, after.changed_by) == (state, 2, "operator-one")
    assert after.confirmed_at == before.confirmed_at


@pytest.mark.parametrize("state", OPEN)
def test_a_proof_stops_the_clock(state: BindingState) -> None:
    after = reverify(told(bound(state=state)), Change(at=NOON + 3 * HOUR))
    assert after.clock is not None
    assert service_at(after.clock, NOON + 3 * HOUR) is SimService.FULL
    assert (after.state, after.version) == (state, 3)


@pytest.mark.parametrize("state", [BindingState.REVOKED, BindingState.TRANSFERRED])
def test_an_ended_binding_has_no_clock_to_move(state: BindingState) -> None:
    for step in (told, lambda of: reverify(of, Change(at=NOON))):
        with pytest.raises(IllegalStateError, match=r"already|cannot"):
            step(bound(state=state))


def test_an_account_has_no_device_of_its_own() -> None:
    with pytest.raises(IllegalStateError, match="only a SIM"):
        told(binding("b1"))


def test_who_disowned_a_number_does_not_verify_it() -> None:
    with pytest.raises(IllegalStateError, match="disowned"):
        reverify(disown(told(bound()), Change(at=NOON)), Change(at=NOON))


def test_another_version_is_refused() -> None:
    with pytest.raises(ConflictError):
        reverify(bound(), Change(at=NOON, etag="v7"))


def test_the_proof_that_confirms_a_binding_stops_its_clock_too() -> None:
    proposed = told(bound(state=BindingState.PROPOSED))
    confirmed = confirm(proposed, Change(at=NOON + HOUR), registry=NOT_MONITORED)
    assert confirmed.clock is not None
    assert confirmed.clock.open_since is None


def test_being_bound_was_the_last_proof() -> None:
    early = tell_device_change(bound(), Change(at=NOON), changed_at=NOON - HOUR)
    assert early.clock is not None
    assert early.clock.open_since is None


def test_the_terms_of_the_number_give_it_time() -> None:
    spared = told(bound(sim=SimTerms(level_two_number=True)))
    assert spared.clock is not None
    assert spared.clock.open_since is None
    old = told(bound(sim=SimTerms(old_paper=True)))
    assert old.clock is not None
    assert service_at(old.clock, NOON + timedelta(days=59)) is SimService.OUTGOING_BLOCKED
