"""The steps of a hold: each a pure function from one version to the next."""

from dataclasses import dataclass
from typing import Any

from eidgate.core.desk.hold import Ground, Hold, HoldAct, HoldState
from eidgate.core.desk.hold_terms import check_extension
from eidgate.core.errors import (
    ConflictError,
    FieldViolation,
    IllegalStateError,
    InvalidCommandError,
    NotPermittedError,
)
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """Who takes a step, when, on which version that they saw, and which key will sign the new one."""

    by: RelyingParty
    at: Instant
    etag: str
    receipt_key: str
    note: str = ""


def confirm(hold: Hold, stroke: Stroke, *, frozen: Vnd) -> Hold:
    """Record what the account's own institution froze; it may say so again when more came in.

    Raises:
        NotPermittedError: the account is kept elsewhere.
        InvalidCommandError: more was frozen than is disputed.
        ConflictError, IllegalStateError: another version, or the hold is over.
    """
    _check_open(hold, stroke)
    if stroke.by.institution != hold.keeper:
        raise NotPermittedError("only who keeps the account can say what was frozen")
    if frozen > hold.amount:
        raise InvalidCommandError(
            FieldViolation(field="frozen", description="must not be above the disputed amount")
        )
    return _next(hold, stroke, HoldAct.CONFIRMED, state=HoldState.CONFIRMED, frozen=frozen)


def extend(hold: Hold, stroke: Stroke, *, until: Instant, order_number: str) -> Hold:
    """Move the end, by order of an authority; from now on the hold rests on that order.

    Raises:
        NotPermittedError: the caller is no authority.
        InvalidCommandError: the new end is not later, or too late.
        ConflictError, IllegalStateError: another version, or the hold is over.
    """
    _check_open(hold, stroke)
    if not stroke.by.has(Right.ORDER):
        raise NotPermittedError("only an authority extends a hold")
    check_extension(hold.until, until, at=stroke.at)
    return _next(
        hold,
        stroke,
        HoldAct.EXTENDED,
        until=until,
        ground=Ground.AUTHORITY_ORDER,
        order_number=order_number,
        ordered_by=stroke.by.institution,
        releasing=(),
    )


def release(hold: Hold, stroke: Stroke) -> Hold:
    """Ask for the release; it takes effect when a second officer of the same relying party asks too.

    Raises:
        NotPermittedError: the caller may not release it, or no officer stands behind the certificate.
        IllegalStateError: this officer has asked already, or the hold is over.
        ConflictError: another version.
    """
    _check_open(hold, stroke)
    if not stroke.by.officer:
        raise NotPermittedError("a release takes two officers; this certificate stands for none")
    if not may_release(hold, stroke.by):
        raise NotPermittedError("what an authority ordered, only an authority releases")
    if stroke.by.actor in hold.releasing:
        raise IllegalStateError("this officer has asked for the release already; it takes another one")
    releasing = (*hold.releasing, stroke.by.actor)
    if not any(_same_party(one, stroke.by) for one in hold.releasing):
        return _next(hold, stroke, HoldAct.RELEASE_ASKED, releasing=releasing)
    return _next(hold, stroke, HoldAct.RELEASED, state=HoldState.RELEASED, releasing=releasing)


def expire(hold: Hold, *, at: Instant, receipt_key: str) -> Hold:
    """Write down that the hold came to its end; true since `until`, however late it is written.

    Raises:
        IllegalStateError: it is over already, or its time is not.
    """
    if hold.state_at(at) is not HoldState.EXPIRED or not hold.active:
        raise IllegalStateError("the hold is over, or not at its end yet")
    return replace(
        hold,
        state=HoldState.EXPIRED,
        act=HoldAct.EXPIRED,
        actor="",
        note="",
        version=hold.version + 1,
        updated_at=at,
        receipt_key=receipt_key,
    )


def may_release(hold: Hold, party: RelyingParty) -> bool:
    """Whether its officers may release the hold: an authority's always, others' unless one ordered it."""
    if party.has(Right.ORDER):
        return True
    return not hold.ordered_by and party.institution in (hold.keeper, hold.requester)


def _check_open(hold: Hold, stroke: Stroke) -> None:
    if stroke.etag != hold.etag:
        raise ConflictError(f"the hold is at {hold.etag}, not {stroke.etag}")
    state = hold.state_at(stroke.at)
    if state in (HoldState.RELEASED, HoldState.EXPIRED):
        raise IllegalStateError(f"the hold is {state}")


def _same_party(actor: str, party: RelyingParty) -> bool:
    return actor.partition("/")[0] == party.relying_party_id


def _next(hold: Hold, stroke: Stroke, act: HoldAct, **changes: Any) -> Hold:
    return replace(
        hold,
        act=act,
        actor=stroke.by.actor,
        note=stroke.note,
        version=hold.version + 1,
        updated_at=stroke.at,
        receipt_key=stroke.receipt_key,
        **changes,
    )
