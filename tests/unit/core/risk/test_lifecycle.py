"""A policy's version, step by step: who may take which from where, and what is in force when."""

from datetime import timedelta

import pytest

from builders.regulation import NOON
from eidgate.core.errors import ConflictError, IllegalStateError, NotPermittedError
from eidgate.core.risk.lifecycle import (
    FARTHEST,
    Activation,
    PolicyAct,
    PolicyEvent,
    PolicyState,
    PolicyVersion,
    activate,
    approve,
    in_force,
    roll_back,
)
from eidgate.core.shape import replace
from eidgate.core.terms import PolicyName

INSTANT = timedelta(microseconds=1)
AN, BINH, CHI = "risk/an", "risk/binh", "risk/chi"


def event(act: PolicyAct, actor: str = AN) -> PolicyEvent:
    return PolicyEvent(act=act, actor=actor, at=NOON, effective_at=NOON)


def version(*events: PolicyEvent, approvals: int = 1) -> PolicyVersion:
    return PolicyVersion(
        name=PolicyName("policies/p1"),
        line="vn-bank",
        version="vn-bank-2",
        digest="ab" * 32,
        approvals_needed=approvals,
        events=(event(PolicyAct.PROPOSE), *events),
    )


PROPOSED = version()
APPROVED = version(event(PolicyAct.APPROVE, BINH))
ACTIVATED = version(event(PolicyAct.APPROVE, BINH), event(PolicyAct.ACTIVATE, BINH))
ROLLED_BACK = replace(ACTIVATED, events=(*ACTIVATED.events, event(PolicyAct.ROLL_BACK, CHI)))
IN_STATE = {one.state: one for one in (PROPOSED, APPROVED, ACTIVATED, ROLLED_BACK)}


def test_every_state_is_reached() -> None:
    assert set(IN_STATE) == set(PolicyState)


@pytest.mark.parametrize("state", [one for one in PolicyState if one is not PolicyState.PROPOSED])
def test_only_what_is_proposed_is_approved(state: PolicyState) -> None:
    with pytest.raises(IllegalStateError, match=f"the policy is {state} already"):
        approve(IN_STATE[state], actor=CHI, at=NOON, etag="", note="")


@pytest.mark.parametrize("state", [one for one in PolicyState if one is not PolicyState.APPROVED])
def test_only_what_is_approved_is_activated(state: PolicyState) -> None:
    with pytest.raises(IllegalStateError, match=f"is {state}; an approved one"):
        activate(IN_STATE[state], actor=CHI, at=NOON, etag="", effective_at=None)


@pytest.mark.parametrize("state", [one for one in PolicyState if one is not PolicyState.ACTIVATED])
def test_only_what_is_activated_is_rolled_back(state: PolicyState) -> None:
    with pytest.raises(IllegalStateError, match=f"is {state}; an activated one"):
        roll_back(IN_STATE[state], actor=CHI, at=NOON, etag="", note="")


def test_nobody_approves_their_own_nor_twice() -> None:
    waiting = version(event(PolicyAct.APPROVE, BINH), approvals=2)
    for actor in (AN, BINH):
        with pytest.raises(NotPermittedError, match="another person"):
            approve(waiting, actor=actor, at=NOON, etag="", note="")
    approved = approve(waiting, actor=CHI, at=NOON, etag="v2", note="read")
    assert approved == replace(event(PolicyAct.APPROVE, CHI), note="read")


def test_two_approvals_are_two() -> None:
    assert version(event(PolicyAct.APPROVE, BINH), approvals=2).state is PolicyState.PROPOSED
    both = version(event(PolicyAct.APPROVE, BINH), event(PolicyAct.APPROVE, CHI), approvals=2)
    assert both.state is PolicyState.APPROVED


def test_looking_at_a_version_brings_it_no_further() -> None:
    for act in (PolicyAct.SHADOW, PolicyAct.END_SHADOW):
        assert version(event(act)).state is PolicyState.PROPOSED
        assert replace(ACTIVATED, events=(*ACTIVATED.events, event(act))).state is PolicyState.ACTIVATED


@pytest.mark.parametrize("ahead", [timedelta(0), FARTHEST])
def test_it_begins_from_now_to_ninety_days_ahead(ahead: timedelta) -> None:
    told = activate(APPROVED, actor=CHI, at=NOON, etag="v2", effective_at=NOON + ahead)
    assert (told.act, told.effective_at) == (PolicyAct.ACTIVATE, NOON + ahead)
    for beyond in (NOON - INSTANT, NOON + FARTHEST + INSTANT):
        with pytest.raises(IllegalStateError, match="from now to 90 days ahead"):
            activate(APPROVED, actor=CHI, at=NOON, etag="v2", effective_at=beyond)


def test_without_an_instant_it_begins_now() -> None:
    assert activate(APPROVED, actor=CHI, at=NOON, etag="", effective_at=None).effective_at == NOON


def test_an_act_on_another_state_than_was_seen_is_refused_first() -> None:
    """Even one that would be refused all the same."""
    with pytest.raises(ConflictError, match="at v1, not v2"):
        approve(PROPOSED, actor=AN, at=NOON, etag="v2", note="")
    with pytest.raises(ConflictError, match="at v1, not v2"):
        activate(PROPOSED, actor=AN, at=NOON, etag="v2", effective_at=None)
    with pytest.raises(ConflictError, match="at v1, not v2"):
        roll_back(PROPOSED, actor=AN, at=NOON, etag="v2", note="")


def activation(order: int, *, line: str = "vn-bank", hours: int = 0) -> Activation:
    return Activation(
        line=line,
        name=PolicyName(f"policies/p{order}"),
        digest=f"{order:064}",
        effective_at=NOON + timedelta(hours=hours),
        order=order,
    )


def test_the_last_that_began_on_its_line_is_in_force_from_its_very_instant() -> None:
    first, later = activation(2), activation(1, hours=1)
    assert in_force([first, later], "vn-bank", NOON + timedelta(hours=1) - INSTANT) == first
    assert in_force([first, later], "vn-bank", NOON + timedelta(hours=1)) == later
    assert in_force([first, later], "vn-bank", NOON - INSTANT) is None
    assert in_force([first, activation(9, line="own")], "vn-bank", NOON) == first


def test_of_two_that_began_together_the_later_order_is_in_force() -> None:
    assert in_force([activation(2), activation(1)], "vn-bank", NOON) == activation(2)
