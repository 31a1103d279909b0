"""Every step from every state: where it leads, and that all others are refused."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from builders.facts import account
from builders.regulation import NOON
from eidgate.core.binding.disown import SUBJECT, disown
from eidgate.core.binding.lifecycle import (
    Binding,
    BindingState,
    Change,
    confirm,
    reinstate,
    revoke,
    suspend,
)
from eidgate.core.binding.registry import RegistryAnswer, RegistryResult
from eidgate.core.binding.transfer import hand_on
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.shape import replace
from eidgate.core.terms import BindingName, CustomerKind, IssuerId, RelyingPartyId, SubjectId

LATER = NOON + timedelta(days=1)
MATCH = RegistryAnswer(result=RegistryResult.MATCH, as_of=LATER)
CHANGE = Change(at=LATER, by="operator-one/an", reason="why")

SIM = Binding(
    name=BindingName("bindings/1"),
    issuer=IssuerId("https://idp.example"),
    subject_id=SubjectId("mai"),
    customer=CustomerKind.INDIVIDUAL,
    instrument=account("+84912345678", institution="operator-one", kind="sim"),
    attested_by=RelyingPartyId("operator-one"),
    institution="operator-one",
    account_level=2,
    assertion_digest="ab" * 32,
    created_at=NOON,
    updated_at=NOON,
    confirmed_at=NOON,
)

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


def test_what_was_disowned_can_only_be_revoked() -> None:
    disowned = disown(SIM, replace(CHANGE, by=SUBJECT))
    assert (disowned.disowned, disowned.changed_by) == (True, "subject")
    with pytest.raises(IllegalStateError, match="disowned"):
        reinstate(disowned, CHANGE)
    with pytest.raises(IllegalStateError, match="already"):
        disown(disowned, CHANGE)
    assert STEPS["revoke"](disowned, CHANGE).state is R


@pytest.mark.parametrize("kind", ["account", "wallet", "card"])
def test_only_a_sim_can_be_transferred(kind: str) -> None:
    with pytest.raises(IllegalStateError, match="only a SIM"):
        hand_on(replace(SIM, instrument=account(kind=kind)), CHANGE)
