"""Shadows: who may be one, how much it sees, and when it ends."""

from datetime import timedelta

import pytest

from builders.regulation import NOON
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.risk.lifecycle import (
    PolicyAct,
    PolicyEvent,
    PolicyState,
    PolicyVersion,
    activate,
    approve,
    roll_back,
)
from eidgate.core.risk.shadowing import Shadow, end_shadow, share_of, slot, start_shadow
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, PolicyName

AN, BINH = "risk-team/an", "risk-team/binh"


def version() -> PolicyVersion:
    proposed = PolicyEvent(act=PolicyAct.PROPOSE, actor=AN, at=NOON, effective_at=NOON, note="why")
    return PolicyVersion(
        name=PolicyName("policies/p1"),
        line="vn-bank",
        version="own-1",
        digest="ab" * 32,
        approvals_needed=1,
        events=(proposed,),
    )


def after(of: PolicyVersion, event: PolicyEvent) -> PolicyVersion:
    return replace(of, events=(*of.events, event))


def started(of: PolicyVersion, per_mille: int = 100) -> PolicyVersion:
    event = start_shadow(of, actor=AN, at=NOON, etag=of.etag, per_mille=per_mille, note="try it")
    return after(of, event)


def approved(of: PolicyVersion) -> PolicyVersion:
    return after(of, approve(of, actor=BINH, at=NOON, etag=of.etag, note="read"))


def activated(of: PolicyVersion) -> PolicyVersion:
    return after(of, activate(of, actor=BINH, at=NOON, etag=of.etag, effective_at=None))


def test_a_proposed_version_shadows_and_is_still_proposed() -> None:
    shadow = started(version(), 250)
    assert (share_of(version()), share_of(shadow)) == (0, 250)
    assert (shadow.state, shadow.etag) == (PolicyState.PROPOSED, "v2")
    assert shadow.events[-1].actor == AN


def test_a_shadow_may_be_approved_and_shadows_on() -> None:
    both = approved(started(version()))
    assert (both.state, share_of(both)) == (PolicyState.APPROVED, 100)
    assert share_of(started(both, 900)) == 900


def test_a_shadow_ends_by_hand_and_by_activation() -> None:
    shadow = started(approved(version()))
    ended = after(shadow, end_shadow(shadow, actor=BINH, at=NOON, etag=shadow.etag, note="seen enough"))
    assert (share_of(ended), ended.state) == (0, PolicyState.APPROVED)
    assert share_of(activated(shadow)) == 0
    assert activated(shadow).state is PolicyState.ACTIVATED


def test_what_decides_or_did_cannot_shadow() -> None:
    live = activated(approved(version()))
    back = after(live, roll_back(live, actor=AN, at=NOON, etag=live.etag, note="no"))
    for one in (live, back):
        with pytest.raises(IllegalStateError, match="a proposed or approved one can shadow"):
            started(one)


@pytest.mark.parametrize("per_mille", [0, -1, 1_001])
def test_a_share_is_from_a_thousandth_to_all(per_mille: int) -> None:
    with pytest.raises(IllegalStateError, match="1 to 1000"):
        started(version(), per_mille)


def test_what_changed_meanwhile_or_shadows_not_is_refused() -> None:
    with pytest.raises(ConflictError):
        start_shadow(version(), actor=AN, at=NOON, etag="v7", per_mille=1, note="")
    with pytest.raises(IllegalStateError, match="is no shadow"):
        end_shadow(version(), actor=AN, at=NOON + timedelta(1), etag="", note="")


def test_a_share_is_about_so_many_decisions_and_a_smaller_one_is_part_of_a_larger() -> None:
    names = [DecisionName(f"decisions/x{number}") for number in range(4_000)]
    small, large = (shadow(share) for share in (100, 300))
    taken = {name for name in names if small.takes(slot(name))}
    assert 300 < len(taken) < 500
    assert taken <= {name for name in names if large.takes(slot(name))}
    assert all(shadow(1_000).takes(slot(name)) for name in names)


def shadow(per_mille: int) -> Shadow:
    return Shadow(
        name=PolicyName("policies/p1"),
        line="vn-bank",
        version="own-1",
        digest="ab" * 32,
        per_mille=per_mille,
    )


@pytest.mark.parametrize("per_mille", [1, 1_000])
def test_the_least_and_the_largest_share_can_be_given(per_mille: int) -> None:
    assert share_of(started(version(), per_mille)) == per_mille
