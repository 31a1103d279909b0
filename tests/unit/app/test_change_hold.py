"""Confirming, extending and releasing: on the version that was seen, by who may, and with a receipt."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from builders.holding import asked
from builders.holds import AN, BINH, KEEPER, POLICE_AN, POLICE_BINH
from builders.service import Scene
from eidgate.app.change_hold import ChangeHold, confirm_hold, extend_hold, release_hold
from eidgate.app.hold_answer import HoldAnswer
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.hold import Hold, HoldName, HoldState
from eidgate.core.errors import ConflictError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.core.transparency.canonical import canonical
from eidgate.core.transparency.receipt import check
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, SHOP, WALLET

Step = Callable[[ChangeHold, Scene], HoldAnswer]


def confirmed(command: ChangeHold, scene: Scene) -> HoldAnswer:
    return confirm_hold(command, Vnd(2_000_000), scene.service)


def extended(command: ChangeHold, scene: Scene) -> HoldAnswer:
    return extend_hold(command, scene.clock.now() + timedelta(days=30), "9/QD", scene.service)


def released(command: ChangeHold, scene: Scene) -> HoldAnswer:
    return release_hold(command, scene.service)


STEPS: list[tuple[Step, RelyingParty]] = [(confirmed, KEEPER), (extended, POLICE_AN), (released, AN)]


@pytest.fixture
def held(bound: Scene) -> Hold:
    return place_hold(asked(bound), bound.service).hold


def change(scene: Scene, hold: Hold, caller: RelyingParty, etag: str = "v1") -> ChangeHold:
    return ChangeHold(
        caller=caller,
        request=scene.request("ChangeHold", caller=caller),
        name=hold.name,
        etag=etag,
        note="as agreed",
    )


@pytest.mark.parametrize(("step", "caller"), STEPS)
def test_a_step_is_answered_with_a_receipt_for_its_version(
    bound: Scene, held: Hold, step: Step, caller: RelyingParty
) -> None:
    answer = step(change(bound, held, caller), bound)
    keys = {name: key.public_key() for name, key in bound.service.receipt_keys.keys.items()}
    assert check(held.name, answer.receipt, keys, record=canonical(answer.hold))
    assert not check(held.name, answer.receipt, keys, record=canonical(held))
    assert bound.store.holds.get(held.name) == answer.hold


@pytest.mark.parametrize(("step", "caller"), STEPS)
def test_a_step_on_another_version_is_a_conflict(
    bound: Scene, held: Hold, step: Step, caller: RelyingParty
) -> None:
    with pytest.raises(ConflictError):
        step(change(bound, held, caller, "v2"), bound)


@pytest.mark.parametrize(("step", "caller"), STEPS)
def test_a_retry_is_answered_as_the_first_time(
    bound: Scene, held: Hold, step: Step, caller: RelyingParty
) -> None:
    command = change(bound, held, caller)
    first = step(command, bound)
    bound.clock.wait(days=40)
    again = step(command, bound)
    assert (again.hold, again.receipt) == (first.hold, first.receipt)


@pytest.mark.parametrize(("step", "_"), STEPS)
def test_a_stranger_cannot_tell_it_from_none(bound: Scene, held: Hold, step: Step, _: RelyingParty) -> None:
    caller = POLICE if step is extended else WALLET
    told = set()
    for name in (HoldName("holds/none"), held.name) if caller is WALLET else (HoldName("holds/none"),):
        command = ChangeHold(
            caller=caller, request=bound.request("ChangeHold", caller=caller), name=name, etag="v1"
        )
        with pytest.raises(NotFoundError) as error:
            step(command, bound)
        told.add(str(error.value))
    assert len(told) == 1


@pytest.mark.parametrize("caller", [BANK, OTHER_BANK, SHOP])
def test_only_an_authority_extends(bound: Scene, held: Hold, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        extended(change(bound, held, caller), bound)


def test_two_officers_release_and_the_next_decision_knows(bound: Scene, held: Hold) -> None:
    released(change(bound, held, AN), bound)
    assert bound.pay().record.facts.standings
    answer = released(change(bound, held, BINH, "v2"), bound)
    assert answer.hold.state is HoldState.RELEASED
    assert bound.pay().record.facts.standings == ()


def test_the_police_release_what_they_ordered(bound: Scene, held: Hold) -> None:
    extended(change(bound, held, POLICE_AN), bound)
    with pytest.raises(NotPermittedError):
        released(change(bound, held, AN, "v2"), bound)
    released(change(bound, held, POLICE_AN, "v2"), bound)
    answer = released(change(bound, held, POLICE_BINH, "v3"), bound)
    assert answer.hold.releasing == ("police/an", "police/binh")
