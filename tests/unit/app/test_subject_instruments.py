"""What stands in a person's name, and "this is not mine"."""

import pytest

from builders.service import Scene, because, judged
from builders.stores import rows
from eidgate.app.identify import Presented
from eidgate.app.subject_instruments import (
    DisownInstrument,
    disown_instrument,
    list_subject_instruments,
)
from eidgate.app.suspend_binding import ChangeBinding, reinstate_binding
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.errors import (
    AssertionRefusedError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
)
from eidgate.core.reasons import Reason
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Masked
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, SHOP


def shown(scene: Scene, citizen: Citizen | None = None, *, caller: RelyingParty = OTHER_BANK) -> Presented:
    return Presented(assertion=Masked(scene.identify(citizen, caller=caller)))


def disowning(scene: Scene, binding: Binding, presented: Presented | None = None) -> DisownInstrument:
    return DisownInstrument(
        caller=OTHER_BANK,
        request=scene.request("DisownInstrument", caller=OTHER_BANK),
        name=binding.name,
        presented=presented or shown(scene),
    )


def test_a_person_sees_what_stands_in_their_name_everywhere_and_nothing_elses(scene: Scene) -> None:
    account, number = scene.bind(), scene.bind_sim()
    scene.bind(scene.stranger)
    page = list_subject_instruments(OTHER_BANK, shown(scene), 9, "", scene.service)
    assert page.bindings == (account, number)
    assert page.next_page_token == ""


def test_one_assertion_is_good_for_all_pages_and_for_disowning_after(scene: Scene) -> None:
    account, number = scene.bind(), scene.bind_sim()
    who = shown(scene)
    first = list_subject_instruments(OTHER_BANK, who, 1, "", scene.service)
    rest = list_subject_instruments(OTHER_BANK, who, 1, first.next_page_token, scene.service)
    assert first.bindings + rest.bindings == (account, number)
    assert disown_instrument(disowning(scene, number, who), scene.service).binding.disowned
    with pytest.raises(AssertionRefusedError) as refused:
        disown_instrument(disowning(scene, account, who), scene.service)
    assert refused.value.reason in {"JTI_REPLAYED", "NONCE_REUSED"}


def test_a_page_token_is_good_for_its_person_only(scene: Scene) -> None:
    scene.bind()
    scene.bind_sim()
    token = list_subject_instruments(OTHER_BANK, shown(scene), 1, "", scene.service).next_page_token
    other = shown(scene, scene.stranger.citizen)
    with pytest.raises(InvalidCommandError):
        list_subject_instruments(OTHER_BANK, other, 1, token, scene.service)


def test_what_ended_no_longer_stands_in_ones_name(scene: Scene) -> None:
    made = scene.bind()
    disown_instrument(disowning(scene, made), scene.service)
    [found] = list_subject_instruments(OTHER_BANK, shown(scene), 9, "", scene.service).bindings
    assert (found.state, found.disowned) == (BindingState.SUSPENDED, True)


def test_a_weak_or_forged_proof_shows_nothing(scene: Scene) -> None:
    weak = Presented(assertion=Masked(scene.identify(caller=OTHER_BANK, levels=Levels(authentication=2))))
    for presented in (weak, Presented(assertion=Masked(scene.forge()))):
        with pytest.raises(AssertionRefusedError):
            list_subject_instruments(OTHER_BANK, presented, 9, "", scene.service)
    with pytest.raises(NotPermittedError):
        list_subject_instruments(SHOP, shown(scene, caller=SHOP), 9, "", scene.service)


# --- "not mine" --------------------------------------------------------------------------------------------


def test_what_is_disowned_is_suspended_at_once_and_the_institution_is_told(scene: Scene) -> None:
    made = scene.bind()
    paid = scene.pay(1_000_000).record.name
    done = disown_instrument(disowning(scene, made), scene.service)
    assert (done.binding.state, done.binding.disowned, done.binding.changed_by) == (
        BindingState.SUSPENDED,
        True,
        "subject",
    )
    assert "bank-two" in done.binding.reason
    assert [one.decision for one in done.relying.decisions] == [paid]
    answered = scene.pay(1_000_000)
    assert (judged(answered)[0], because(answered)) == ("HOLD", {"BINDING_SUSPENDED"})
    told = rows(scene.store, "SELECT address, kind FROM alert ORDER BY cursor")
    assert ("institution:999901", "instrument_disowned") in told


def test_an_operator_is_told_of_its_number(scene: Scene) -> None:
    disown_instrument(disowning(scene, scene.bind_sim()), scene.service)
    told = rows(scene.store, "SELECT address FROM alert ORDER BY cursor")
    assert ("institution:operator-one",) in told


def test_a_repeated_disowning_is_answered_as_the_first_and_alerts_once(scene: Scene) -> None:
    command = disowning(scene, scene.bind())
    first = disown_instrument(command, scene.service)
    scene.clock.wait(days=3)
    assert disown_instrument(command, scene.service) == first
    assert len(rows(scene.store, "SELECT name FROM alert")) == 2


def test_nobody_disowns_anothers_and_it_reads_like_none(scene: Scene) -> None:
    made = scene.bind()
    command = disowning(scene, made, shown(scene, scene.stranger.citizen))
    with pytest.raises(NotFoundError):
        disown_instrument(command, scene.service)
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_the_institution_cannot_undo_it(scene: Scene) -> None:
    disowned = disown_instrument(disowning(scene, scene.bind()), scene.service).binding
    undoing = ChangeBinding(
        caller=BANK,
        request=scene.request("ReinstateBinding"),
        name=disowned.name,
        etag=disowned.etag,
        reason="a mistake",
    )
    with pytest.raises(IllegalStateError, match="disowned"):
        reinstate_binding(undoing, scene.service)


def test_an_operator_may_be_the_door_too(scene: Scene) -> None:
    made = scene.bind()
    page = list_subject_instruments(OPERATOR, shown(scene, caller=OPERATOR), 9, "", scene.service)
    assert page.bindings == (made,)


def paying_from(scene: Scene, number: str, amount: int = 4_000_000) -> set[Reason]:
    command = scene.payment(amount)
    told = replace(command, context=replace(command.context, phone=Masked(number)))
    answered = scene.ask(told)
    assert scene.stored(answered).facts == answered.record.facts
    return {one.reason for one in answered.record.decision.findings}


def test_a_payment_that_names_a_disowned_number_says_so_at_once(scene: Scene) -> None:
    scene.bind()
    number = scene.bind_sim()
    before = scene.clock.now()
    assert paying_from(scene, number.instrument.number).isdisjoint(
        {Reason.NUMBER_SUSPENDED, Reason.NUMBER_OF_ANOTHER}
    )
    scene.clock.wait(minutes=1)
    relying = disown_instrument(disowning(scene, number), scene.service).relying
    assert [one.at for one in relying.decisions] == [before]  # the payment that named it is listed
    assert Reason.NUMBER_SUSPENDED in paying_from(scene, number.instrument.number)


def test_a_payment_that_names_somebody_elses_number_says_so(scene: Scene) -> None:
    scene.bind()
    shown = scene.identify(scene.stranger.citizen, caller=OPERATOR)
    number = scene.bind_sim(assertion=shown)
    assert Reason.NUMBER_OF_ANOTHER in paying_from(scene, number.instrument.number)
