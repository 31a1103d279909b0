"""Suspending, reinstating, confirming and transferring, as the institutions do it."""

from datetime import timedelta
from typing import Any

import pytest

from builders.facts import vn_bank
from builders.fixed_policies import FixedPolicies
from builders.service import NOON, Scene, because, judged
from eidgate.app.binding_decisions import list_binding_decisions, list_binding_versions
from eidgate.app.bindings import MOVED, RevokeBinding, create_binding, get_binding, revoke_binding
from eidgate.app.confirm_binding import ConfirmBinding, confirm_binding
from eidgate.app.identify import Presented
from eidgate.app.suspend_binding import ChangeBinding, reinstate_binding, suspend_binding
from eidgate.app.transfer_binding import TransferBinding, transfer_binding
from eidgate.core.binding.lifecycle import Binding, BindingState
from eidgate.core.binding.registry import RegistryResult
from eidgate.core.binding.sim_rules import SimChannel, SimTerms
from eidgate.core.errors import (
    AlreadyExistsError,
    AssertionRefusedError,
    ConflictError,
    EvidenceRefusedError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    SourceUnavailableError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked
from eidgate.ports import Transferred
from eidgate.simulator.identity_provider import Levels
from eidgate.simulator.population import Population, PopulationInProcess
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, OTHER_OPERATOR, SHOP, officer

CONTRACT = SimTerms(channel=SimChannel.FIXED_POINT, contract=True)


def changing(
    scene: Scene, binding: Binding, *, caller: RelyingParty = BANK, method: str = "SuspendBinding"
) -> ChangeBinding:
    return ChangeBinding(
        caller=caller,
        request=scene.request(method, caller=caller),
        name=binding.name,
        etag=binding.etag,
        reason="why",
    )


def registered(scene: Scene, *customers: Any) -> PopulationInProcess:
    """Give the scene a registry that knows these customers."""
    citizens = [one.citizen for one in customers or (scene.customer, scene.stranger)]
    registry = PopulationInProcess(Population(citizens), as_of=NOON)
    scene.service = replace(scene.service, registry=registry)
    return registry


# --- suspend, reinstate ------------------------------------------------------------------------------------


def test_a_suspended_binding_is_never_used_by_a_later_decision(scene: Scene) -> None:
    made = scene.bind()
    scene.clock.wait(seconds=5)
    suspended = suspend_binding(changing(scene, made, caller=officer(BANK, "an")), scene.service)
    assert (suspended.state, suspended.etag, suspended.changed_by) == (
        BindingState.SUSPENDED,
        "v2",
        "bank-one/an",
    )
    answered = scene.pay()
    assert (judged(answered)[0], because(answered)) == ("HOLD", {"BINDING_SUSPENDED"})
    facts = answered.record.facts.payer_binding
    assert facts is not None
    assert (facts.active, facts.state, facts.confirmed_at) == (False, BindingState.SUSPENDED, NOON)


def test_a_reinstated_binding_is_good_again_and_young(scene: Scene) -> None:
    suspended = suspend_binding(changing(scene, scene.bind()), scene.service)
    scene.clock.wait(days=1)
    command = changing(scene, suspended, method="ReinstateBinding")
    again = reinstate_binding(command, scene.service)
    assert (again.state, again.etag, again.confirmed_at) == (
        BindingState.CONFIRMED,
        "v3",
        NOON + timedelta(days=1),
    )
    assert reinstate_binding(command, scene.service) == again
    assert "BINDING_REVOKED" not in because(scene.pay())


def test_what_is_not_suspended_is_not_reinstated(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(IllegalStateError):
        reinstate_binding(changing(scene, made), scene.service)
    with pytest.raises(ConflictError):
        suspend_binding(replace(changing(scene, made), etag="v2"), scene.service)


def test_nobody_suspends_anothers_binding(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(NotFoundError):
        suspend_binding(changing(scene, made, caller=OTHER_BANK), scene.service)
    with pytest.raises(NotPermittedError):
        reinstate_binding(changing(scene, made, caller=SHOP), scene.service)


def test_every_version_can_be_read_by_the_institution_alone(scene: Scene) -> None:
    made = scene.bind()
    suspended = suspend_binding(changing(scene, made), scene.service)
    page = list_binding_versions(BANK, made.name, 1, "", scene.service)
    rest = list_binding_versions(BANK, made.name, 1, page.next_page_token, scene.service)
    assert (page.bindings, rest.bindings, rest.next_page_token) == ((made,), (suspended,), "")
    with pytest.raises(NotFoundError):
        list_binding_versions(OTHER_BANK, made.name, 1, "", scene.service)
    with pytest.raises(InvalidCommandError):
        list_binding_decisions(BANK, made.name, 1, page.next_page_token, scene.service)


def test_the_decisions_that_relied_on_a_binding_are_listed_newest_first(scene: Scene) -> None:
    made = scene.bind()
    asked = []
    for _ in range(3):
        scene.clock.wait(seconds=1)
        asked.append(scene.pay(1_000_000).record.name)
    suspend_binding(changing(scene, made), scene.service)
    scene.pay(1_000_000)
    page = list_binding_decisions(BANK, made.name, 2, "", scene.service)
    rest = list_binding_decisions(BANK, made.name, 2, page.next_page_token, scene.service)
    assert [one.decision for one in page.decisions + rest.decisions] == asked[::-1]
    assert rest.next_page_token == ""


# --- face and registry -------------------------------------------------------------------------------------


def test_a_match_confirms_and_is_kept_as_a_result_only(scene: Scene) -> None:
    registered(scene)
    made = scene.bind()
    assert (made.state, made.registry.result, made.registry.as_of) == (
        BindingState.CONFIRMED,
        RegistryResult.MATCH,
        NOON,
    )
    assert made.face_matched
    kept = repr(made)
    assert scene.customer.citizen.personal_number not in kept
    assert scene.customer.citizen.full_name not in kept


def test_a_mismatch_binds_nobody_and_names_the_field(scene: Scene) -> None:
    other = replace(scene.customer.citizen, full_name="Trần Giả Định")
    scene.service = replace(scene.service, registry=PopulationInProcess(Population([other]), as_of=NOON))
    shown = scene.identify()
    with pytest.raises(EvidenceRefusedError) as refused:
        create_binding(scene.binding(assertion=shown), scene.service)
    assert refused.value.fields == ("full_name",)
    assert scene.store.bindings.page(institution="999901", after=0, limit=9) == []
    assert judged(scene.meet(shown, caller=BANK)) == ("ALLOW", "")  # it was not used up


def test_without_a_registry_the_policy_says_what_that_means(scene: Scene) -> None:
    made = scene.bind()
    assert (made.registry.result, made.active) == (RegistryResult.NOT_MONITORED, True)


@pytest.mark.parametrize("down", [True, False])
def test_a_registry_that_cannot_tell_leaves_a_proposal_that_no_decision_uses(
    scene: Scene, *, down: bool
) -> None:
    registered(scene, scene.stranger).down = down
    made = scene.bind()
    assert (made.state, made.confirmed_at) == (BindingState.PROPOSED, None)
    assert made.registry.result is (RegistryResult.UNAVAILABLE if down else RegistryResult.UNKNOWN)
    answered = scene.pay()
    assert judged(answered)[0] == "STEP_UP"
    assert "BINDING_MISSING" in because(answered)
    with pytest.raises(AlreadyExistsError, match="proposed"):
        scene.bind()


def test_a_face_that_was_not_matched_binds_nothing(scene: Scene) -> None:
    policy = vn_bank()
    weaker = replace(policy, binding=replace(policy.binding, authentication=2))
    scene.service = replace(scene.service, policies=FixedPolicies(lambda _: weaker))
    with pytest.raises(EvidenceRefusedError) as refused:
        create_binding(scene.binding(levels=Levels(account=2, authentication=2)), scene.service)
    assert refused.value.fields == ("face",)


# --- confirm -----------------------------------------------------------------------------------------------


def confirming(scene: Scene, binding: Binding, *, assertion: str = "") -> ConfirmBinding:
    return ConfirmBinding(
        caller=BANK,
        request=scene.request("ConfirmBinding"),
        name=binding.name,
        etag=binding.etag,
        presented=Presented(assertion=Masked(assertion or scene.identify())),
    )


def test_a_proposal_is_confirmed_when_the_registry_is_back(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    made = scene.bind()
    with pytest.raises(SourceUnavailableError):
        confirm_binding(confirming(scene, made), scene.service)
    registry.down = False
    scene.clock.wait(hours=1)
    command = confirming(scene, made)
    confirmed = confirm_binding(command, scene.service)
    assert (confirmed.state, confirmed.etag, confirmed.confirmed_at) == (
        BindingState.CONFIRMED,
        "v2",
        NOON + timedelta(hours=1),
    )
    assert confirmed.registry.result is RegistryResult.MATCH
    scene.clock.wait(days=3)
    assert confirm_binding(command, scene.service) == confirmed
    assert judged(scene.pay()) == ("ALLOW", "B")


def test_only_the_subject_confirms_and_only_what_is_proposed(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    made = scene.bind()
    registry.down = False
    with pytest.raises(AssertionRefusedError) as refused:
        confirm_binding(
            confirming(scene, made, assertion=scene.identify(scene.stranger.citizen)), scene.service
        )
    assert (refused.value.reason, refused.value.step) == ("SUBJECT_MISMATCH", 12)
    shown = scene.identify()
    confirmed = confirm_binding(confirming(scene, made, assertion=shown), scene.service)
    with pytest.raises(IllegalStateError):
        confirm_binding(confirming(scene, confirmed), scene.service)


def test_an_unknown_person_is_not_confirmed(scene: Scene) -> None:
    registered(scene, scene.stranger)
    with pytest.raises(EvidenceRefusedError, match="unknown"):
        confirm_binding(confirming(scene, scene.bind()), scene.service)


def test_what_was_used_to_bind_confirms_nothing(scene: Scene) -> None:
    registry = registered(scene)
    registry.down = True
    shown = scene.identify()
    made = create_binding(scene.binding(assertion=shown), scene.service)
    registry.down = False
    with pytest.raises(AssertionRefusedError) as refused:
        confirm_binding(confirming(scene, made, assertion=shown), scene.service)
    assert refused.value.reason == "JTI_REPLAYED"


# --- SIMs --------------------------------------------------------------------------------------------------


def test_an_operator_binds_its_own_numbers_in_their_canonical_form(scene: Scene) -> None:
    made = scene.bind_sim("+841212345678")
    assert (made.instrument.number, made.institution) == ("+84792345678", "operator-one")
    assert made.sim == SimTerms()
    with pytest.raises(NotPermittedError):
        create_binding(scene.binding(caller=OTHER_OPERATOR, instrument=made.instrument), scene.service)
    with pytest.raises(InvalidCommandError, match="number plan"):
        scene.bind_sim("+842431234567")


def test_the_operators_word_counts_whatever_the_prefix_says(scene: Scene) -> None:
    assert scene.bind_sim("+84912345678", caller=OTHER_OPERATOR).institution == "operator-two"


class Ported:
    """A registry of ported numbers that knows one number."""

    def operator_of(self, phone: Masked) -> str | None:
        return "operator-two" if phone.reveal() == "+84792345678" else None


def test_the_registry_of_ported_numbers_outweighs_an_operators_word(scene: Scene) -> None:
    scene.service = replace(scene.service, ported_numbers=Ported())
    with pytest.raises(EvidenceRefusedError) as refused:
        scene.bind_sim("+841212345678")
    assert refused.value.fields == ("operator",)
    assert scene.bind_sim("+841212345678", caller=OTHER_OPERATOR).active
    assert scene.bind_sim("+84912345678").active  # of which it is silent


def test_a_number_that_the_registry_says_moved_takes_its_binding_along(scene: Scene) -> None:
    former = scene.bind_sim("+84792345678")
    scene.service = replace(scene.service, ported_numbers=Ported())
    made = scene.bind_sim("+84792345678", caller=OTHER_OPERATOR)
    ended = get_binding(OPERATOR, former.name, scene.service)
    assert (made.active, made.institution) == (True, "operator-two")
    assert (ended.state, ended.reason) == (BindingState.REVOKED, MOVED)
    assert (ended.updated_at, ended.changed_by) == (made.created_at, "operator-two")


def test_no_operator_takes_anothers_number_on_its_own_word(scene: Scene) -> None:
    """Not even where the registry is silent: a certificate is no proof that a number moved."""
    former = scene.bind_sim("+84912345678")
    for numbers in (None, Ported()):
        scene.service = replace(scene.service, ported_numbers=numbers)
        with pytest.raises(AlreadyExistsError):
            scene.bind_sim("+84912345678", caller=OTHER_OPERATOR)
    assert get_binding(OPERATOR, former.name, scene.service) == former
    asked = scene.request("RevokeBinding", caller=OPERATOR)
    ending = RevokeBinding(
        caller=OPERATOR, request=asked, name=former.name, etag=former.etag, reason="given back"
    )
    revoke_binding(ending, scene.service)
    assert scene.bind_sim("+84912345678", caller=OTHER_OPERATOR).active


def test_the_fourth_number_of_an_operator_needs_a_fixed_point_and_a_contract(scene: Scene) -> None:
    for last in range(3):
        scene.bind_sim(f"+8491234567{last}")
    with pytest.raises(EvidenceRefusedError) as refused:
        scene.bind_sim("+84912345673")
    assert refused.value.fields == ("fixed_point", "contract")
    assert scene.bind_sim("+84912345673", sim=CONTRACT).sim == CONTRACT
    assert scene.bind_sim("+84962345670", caller=OTHER_OPERATOR).active


# --- transfer ----------------------------------------------------------------------------------------------


def transferring(scene: Scene, binding: Binding, **changes: Any) -> TransferBinding:
    shown = scene.identify(scene.stranger.citizen, caller=OPERATOR)
    told = TransferBinding(
        caller=OPERATOR,
        request=scene.request("TransferBinding", caller=OPERATOR),
        name=binding.name,
        etag=binding.etag,
        reason="given to a sister",
        customer=CustomerKind.INDIVIDUAL,
        presented=Presented(assertion=Masked(shown)),
        device="device-2",
    )
    return replace(told, **changes)


def test_a_sim_changes_its_owner_in_one_step(scene: Scene) -> None:
    made = scene.bind_sim()
    scene.clock.wait(hours=1)
    command = transferring(scene, made)
    done = transfer_binding(command, scene.service)
    assert (done.former.state, done.former.etag) == (BindingState.TRANSFERRED, "v2")
    assert done.successor.subject_id == scene.stranger.citizen.subject_id
    assert (done.successor.previous, done.successor.confirmed_at) == (made.name, NOON + timedelta(hours=1))
    assert get_binding(OPERATOR, made.name, scene.service) == done.former
    scene.clock.wait(days=3)
    assert transfer_binding(command, scene.service) == Transferred(
        former=done.former, successor=done.successor
    )


def test_an_account_is_never_transferred(scene: Scene) -> None:
    made = scene.bind()
    with pytest.raises(IllegalStateError, match="only a SIM"):
        transfer_binding(transferring(scene, made, caller=BANK), scene.service)


def test_a_transfer_counts_for_who_takes_the_number(scene: Scene) -> None:
    made = scene.bind_sim()
    for last in range(3):
        create_binding(
            scene.binding(
                scene.stranger,
                caller=OPERATOR,
                instrument=Instrument(
                    kind=InstrumentKind.SIM, institution="operator-one", number=f"+8496234567{last}"
                ),
            ),
            scene.service,
        )
    with pytest.raises(EvidenceRefusedError):
        transfer_binding(transferring(scene, made), scene.service)
    assert get_binding(OPERATOR, made.name, scene.service) == made
    assert transfer_binding(transferring(scene, made, sim=CONTRACT), scene.service).successor.active


def test_nobody_transfers_anothers_number(scene: Scene) -> None:
    made = scene.bind_sim()
    with pytest.raises(NotFoundError):
        transfer_binding(transferring(scene, made, caller=OTHER_OPERATOR), scene.service)
