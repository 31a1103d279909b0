"""The steps of a hold: who may take them, on which version, and what becomes of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from builders.holds import AN, AT, BINH, KEEPER, POLICE_AN, POLICE_BINH, hold, stroke
from eidgate.core.desk.hold import Ground, Hold, HoldAct, HoldState
from eidgate.core.desk.hold_steps import Stroke, confirm, expire, extend, release
from eidgate.core.errors import ConflictError, IllegalStateError, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE, WALLET, officer

ORDER = "77/QD-CA"
LATER = AT + timedelta(days=30)


def confirmed(held: Hold, taken: Stroke) -> Hold:
    return confirm(held, taken, frozen=Vnd(1))


def extended(held: Hold, taken: Stroke) -> Hold:
    return extend(held, taken, until=LATER, order_number=ORDER)


STEPS: list[tuple[Callable[[Hold, Stroke], Hold], RelyingParty]] = [
    (confirmed, OTHER_BANK),
    (extended, POLICE),
    (release, AN),
]


@pytest.mark.parametrize(("step", "by"), STEPS)
def test_a_step_is_taken_on_the_version_that_was_seen(
    step: Callable[[Hold, Stroke], Hold], by: RelyingParty
) -> None:
    changed = step(hold(), stroke(by))
    assert (changed.version, changed.actor, changed.note) == (2, by.actor, "as agreed by phone")
    assert changed.updated_at == AT + timedelta(hours=1)
    with pytest.raises(ConflictError):
        step(hold(), stroke(by, "v2"))


@pytest.mark.parametrize(("step", "by"), STEPS)
def test_what_is_over_cannot_be_changed(step: Callable[[Hold, Stroke], Hold], by: RelyingParty) -> None:
    with pytest.raises(IllegalStateError):
        step(hold(), stroke(by, at=hold().until))
    for state in (HoldState.RELEASED, HoldState.EXPIRED):
        with pytest.raises(IllegalStateError):
            step(hold(state=state), stroke(by))


def test_the_accounts_own_institution_says_what_it_froze() -> None:
    changed = confirm(hold(), stroke(KEEPER), frozen=Vnd(4_000_000))
    assert (changed.state, changed.act, changed.frozen) == (
        HoldState.CONFIRMED,
        HoldAct.CONFIRMED,
        4_000_000,
    )
    assert confirm(changed, stroke(KEEPER, "v2"), frozen=Vnd(0)).frozen == 0


def test_nobody_else_can_say_it_and_nobody_more_than_is_disputed() -> None:
    for by in (BANK, WALLET, POLICE):
        with pytest.raises(NotPermittedError):
            confirm(hold(), stroke(by), frozen=Vnd(1))
    with pytest.raises(InvalidCommandError):
        confirm(hold(), stroke(KEEPER), frozen=Vnd(4_000_001))


def test_only_an_authority_extends_and_then_the_hold_rests_on_its_order() -> None:
    changed = extended(hold(releasing=("bank-one/an",)), stroke(POLICE_AN))
    assert (changed.until, changed.ground, changed.order_number) == (LATER, Ground.AUTHORITY_ORDER, ORDER)
    assert (changed.ordered_by, changed.act) == ("police", HoldAct.EXTENDED)
    assert changed.releasing == ()  # who asked for a release did not know of the order
    for by in (AN, KEEPER):
        with pytest.raises(NotPermittedError):
            extended(hold(), stroke(by))


@pytest.mark.parametrize(
    ("first", "second"),
    [(AN, BINH), (KEEPER, officer(OTHER_BANK, "binh")), (POLICE_AN, POLICE_BINH)],
)
def test_two_officers_of_one_relying_party_release(first: RelyingParty, second: RelyingParty) -> None:
    asked = release(hold(), stroke(first))
    assert (asked.state, asked.act, asked.active) == (HoldState.PLACED, HoldAct.RELEASE_ASKED, True)
    done = release(asked, stroke(second, "v2"))
    assert (done.state, done.act, done.active) == (HoldState.RELEASED, HoldAct.RELEASED, False)
    assert done.releasing == (first.actor, second.actor)


def test_one_officer_alone_never_releases() -> None:
    asked = release(hold(), stroke(AN))
    with pytest.raises(IllegalStateError):
        release(asked, stroke(AN, "v2"))


def test_officers_of_two_relying_parties_are_not_two_of_one() -> None:
    asked = release(release(hold(), stroke(AN)), stroke(KEEPER, "v2"))
    assert asked.state is HoldState.PLACED
    assert release(asked, stroke(BINH, "v3")).state is HoldState.RELEASED


def test_a_party_whose_name_begins_like_anothers_is_another() -> None:
    other = replace(BANK, relying_party_id="bank-one/an", officer="x")  # type: ignore[arg-type]  # a NewType
    asked = release(hold(), stroke(AN))
    assert release(asked, stroke(other, "v2")).state is HoldState.PLACED


@pytest.mark.parametrize("by", [BANK, OTHER_BANK, POLICE])
def test_a_system_without_an_officer_cannot_release(by: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        release(hold(), stroke(by))


def test_what_an_authority_ordered_only_an_authority_releases() -> None:
    ordered = extended(hold(), stroke(POLICE_AN))
    for by in (AN, KEEPER):
        with pytest.raises(NotPermittedError):
            release(ordered, stroke(by, "v2"))
    assert release(ordered, stroke(POLICE_AN, "v2")).act is HoldAct.RELEASE_ASKED


def test_a_stranger_cannot_release() -> None:
    with pytest.raises(NotPermittedError):
        release(hold(), stroke(officer(WALLET, "an")))


def test_an_end_is_written_down_once_and_not_early() -> None:
    ended = expire(hold(), at=LATER, receipt_key="r2")
    assert (ended.state, ended.act, ended.version) == (HoldState.EXPIRED, HoldAct.EXPIRED, 2)
    assert (ended.updated_at, ended.receipt_key, ended.actor) == (LATER, "r2", "")
    for held, at in ((hold(), AT), (ended, LATER), (hold(state=HoldState.RELEASED), LATER)):
        with pytest.raises(IllegalStateError):
            expire(held, at=at, receipt_key="r2")
