"""The life of a binding: confirmed once, revoked once, every version counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from builders.facts import AN, ISSUER, OURS, account
from builders.regulation import NOON
from builders.sim_binding import CHANGE, LATER, SIM
from eidgate.core.binding.disown import disown
from eidgate.core.binding.lifecycle import Binding, BindingState, Change, confirm, reinstate, revoke, suspend
from eidgate.core.binding.registry import RegistryAnswer, RegistryResult
from eidgate.core.binding.sim_rules import SimTerms
from eidgate.core.binding.transfer import hand_on
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, CustomerKind, IssuerId, RelyingPartyId, SubjectId

BINDING = Binding(
    name=BindingName("bindings/1"),
    issuer=IssuerId(ISSUER),
    subject_id=SubjectId(AN),
    customer=CustomerKind.INDIVIDUAL,
    instrument=account(),
    attested_by=RelyingPartyId("bank-1"),
    institution=OURS,
    account_level=2,
    assertion_digest="ab" * 32,
    created_at=NOON,
    updated_at=NOON,
)


def test_a_new_binding_is_confirmed_and_may_be_relied_on() -> None:
    assert BINDING.active
    assert BINDING.etag == "v1"


def test_revoking_ends_it_and_counts_a_version() -> None:
    ended = revoke(BINDING, at=LATER, reason="the account was sold")
    assert ended.state is BindingState.REVOKED
    assert not ended.active
    assert ended.etag == "v2"
    assert ended.updated_at == LATER
    assert ended.reason == "the account was sold"


def test_revoking_leaves_what_it_was_and_the_older_version_alone() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    assert ended.created_at == NOON
    assert (ended.name, ended.subject_id, ended.instrument) == (
        BINDING.name,
        BINDING.subject_id,
        BINDING.instrument,
    )
    assert BINDING.active


def test_revokes_the_version_that_was_named() -> None:
    assert not revoke(BINDING, at=LATER, reason="", etag="v1").active


def test_refuses_to_revoke_another_version_than_was_named() -> None:
    with pytest.raises(ConflictError, match="at v1, not v2"):
        revoke(BINDING, at=LATER, reason="", etag="v2")


def test_refuses_to_revoke_twice() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    with pytest.raises(IllegalStateError, match="revoked already"):
        revoke(ended, at=LATER, reason="")


def test_a_stale_etag_is_told_before_the_state() -> None:
    ended = revoke(BINDING, at=LATER, reason="")
    with pytest.raises(ConflictError):
        revoke(ended, at=LATER, reason="", etag="v1")


def test_the_printed_form_hides_the_account_number() -> None:
    assert "0011" not in repr(BINDING)


# --- every step from every state: where it leads, and that all others are refused ---------------------------

MATCH = RegistryAnswer(result=RegistryResult.MATCH, as_of=LATER)


Step = Callable[[Binding, Change], Binding]
STEPS: dict[str, Step] = {
    "confirm": lambda binding, change: confirm(binding, change, registry=MATCH),
    "suspend": suspend,
    "reinstate": reinstate,
    "disown": disown,
    "transfer": hand_on,
    "revoke": lambda binding, change: revoke(
        binding, at=change.at, reason=change.reason, etag=change.etag, by=change.by
    ),
}
P, C, S, R, T = (
    BindingState.PROPOSED,
    BindingState.CONFIRMED,
    BindingState.SUSPENDED,
    BindingState.REVOKED,
    BindingState.TRANSFERRED,
)
LEADS = {
    ("confirm", P): C,
    ("suspend", C): S,
    ("reinstate", S): C,
    ("disown", P): S,
    ("disown", C): S,
    ("disown", S): S,
    ("transfer", C): T,
    ("revoke", P): R,
    ("revoke", C): R,
    ("revoke", S): R,
}
EVERY = [(step, state) for step in STEPS for state in BindingState]


def at(state: BindingState) -> Binding:
    return replace(SIM, state=state, version=3)


@pytest.mark.parametrize(("step", "state"), [one for one in EVERY if one in LEADS])
def test_a_step_leads_to_the_next_version_in_its_state(step: str, state: BindingState) -> None:
    changed = STEPS[step](at(state), CHANGE)
    assert (changed.state, changed.etag) == (LEADS[step, state], "v4")
    assert (changed.updated_at, changed.changed_by, changed.reason) == (LATER, "operator-one/an", "why")
    assert changed.active == (changed.state is C)


@pytest.mark.parametrize(("step", "state"), [one for one in EVERY if one not in LEADS])
def test_every_other_step_is_illegal(step: str, state: BindingState) -> None:
    with pytest.raises(IllegalStateError):
        STEPS[step](at(state), CHANGE)


@pytest.mark.parametrize(("step", "state"), EVERY)
def test_a_stale_etag_is_told_first(step: str, state: BindingState) -> None:
    with pytest.raises(ConflictError, match="at v3, not v2"):
        STEPS[step](at(state), replace(CHANGE, etag="v2"))


def test_ended_is_ended() -> None:
    assert {state for state in BindingState if not state.is_open} == {R, T}
    assert not any(state in {R, T} for _, state in LEADS)


def test_whoever_is_reinstated_is_as_young_as_a_new_one() -> None:
    suspended = suspend(SIM, CHANGE)
    assert suspended.confirmed_at == NOON
    assert reinstate(
        suspended, replace(CHANGE, at=LATER + timedelta(days=1))
    ).confirmed_at == LATER + timedelta(days=1)


def test_a_confirmed_binding_keeps_the_registrys_later_answer() -> None:
    made = confirm(replace(SIM, state=P, confirmed_at=None), CHANGE, registry=MATCH)
    assert (made.registry, made.confirmed_at) == (MATCH, LATER)


def test_confirming_a_sim_is_a_proof_of_its_holder_and_starts_its_clock_anew() -> None:
    proposed = replace(SIM, state=P, confirmed_at=None, sim=SimTerms())
    made = confirm(proposed, CHANGE, registry=MATCH)
    assert made.clock is not None
    assert made.clock.verified_at == LATER
    assert confirm(replace(proposed, sim=None), CHANGE, registry=MATCH).clock is None
