"""ConfirmHold, ExtendHold, ReleaseHold: each takes one step on exactly the version that the caller saw."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from eidgate.app.hold_answer import HoldAnswer, hold_answer, hold_of
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.hold import Hold, HoldName
from eidgate.core.desk.hold_steps import Stroke, confirm, extend, release
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Vnd
from eidgate.ports import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeHold:
    """What every change says: who, once, which hold at which version, and a note."""

    caller: RelyingParty
    request: RequestClaim
    name: HoldName
    etag: str
    note: str = ""


def confirm_hold(command: ChangeHold, frozen: Vnd, service: Service) -> HoldAnswer:
    """Record what the account's own institution froze.

    Raises:
        NotFoundError: there is none of this name, or it does not concern the caller's institution.
        NotPermittedError: the account is kept elsewhere.
        InvalidCommandError: more was frozen than is disputed.
        ConflictError: the hold changed since it was read.
        IllegalStateError: the hold is over.
    """
    return _change(command, partial(confirm, frozen=frozen), service)


def extend_hold(command: ChangeHold, until: Instant, order_number: str, service: Service) -> HoldAnswer:
    """Move the end, by order of an authority.

    Raises:
        NotFoundError, ConflictError, IllegalStateError: as for `confirm_hold`.
        NotPermittedError: the caller is no authority.
        InvalidCommandError: the new end is not later, or too late.
    """
    require(command.caller, Right.ORDER)
    return _change(command, partial(extend, until=until, order_number=order_number), service)


def release_hold(command: ChangeHold, service: Service) -> HoldAnswer:
    """Ask for the release; the second officer's request releases.

    Raises:
        NotFoundError, ConflictError, IllegalStateError: as for `confirm_hold`.
        NotPermittedError: no officer stands behind the certificate, or an authority must release it.
    """
    return _change(command, release, service)


def _change(command: ChangeHold, step: Callable[..., Hold], service: Service) -> HoldAnswer:
    require(command.caller, Right.HOLD)
    hold_of(command.caller, command.name, service)
    stroke = Stroke(
        by=command.caller,
        at=service.clock.now(),
        etag=command.etag,
        receipt_key=service.receipt_keys.current,
        note=command.note,
    )

    def take(hold: Hold) -> Hold:
        return step(hold, stroke)

    return hold_answer(service.holds.change(command.request, command.name, take), service)
