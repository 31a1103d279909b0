"""On which terms a hold may be placed: who may use which ground, for how much, and until when."""

from datetime import timedelta
from typing import Final

from eidgate.core.desk.hold import Ground
from eidgate.core.desk.working_days import WorkingDays
from eidgate.core.errors import FieldViolation, InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant, Vnd

LONGEST_HOLD: Final = timedelta(hours=72)
"""Without an authority: the default and, but for a postponement, the most. Pix MED and the United Kingdom's
payment delay draw the same line (`domain.md` F7.1-F7.4)."""

POSTPONEMENT_DAYS: Final = 3
"""Working days, from Law 14/2022 (`domain.md` F2.7)."""

LONGEST_EXTENSION: Final = timedelta(days=90)
"""From one order; India lifts a lien after 90 days without a new one (`domain.md` F7.1)."""

_ORDERED: Final = frozenset({Ground.AUTHORITY_ORDER})
_ELSEWHERE: Final = frozenset({Ground.AGREEMENT, Ground.MISTAKEN_CREDIT})
"""What one institution can ask another for; of the rest, only who keeps the account can know."""


def check_ground(caller: RelyingParty, keeper: str, ground: Ground, order_number: str) -> None:
    """Refuse a ground that is not the caller's to use.

    An authority orders. A bank or wallet that holds its own customer's account may pass on a written order;
    at another institution it can ask for what the account's terms or a mistaken credit allow.

    Raises:
        NotPermittedError: the ground is another's to use.
        InvalidCommandError: the order's number is missing, or given without an order.
    """
    if ground not in _grounds(caller, keeper):
        raise NotPermittedError(f"the role {caller.role} may not hold this account on the ground {ground}")
    if bool(order_number) != (ground is Ground.AUTHORITY_ORDER):
        raise _wrong("order_number", "is given exactly with the ground of an authority's order")


def _grounds(caller: RelyingParty, keeper: str) -> frozenset[Ground]:
    if caller.has(Right.ORDER):
        return _ORDERED
    return frozenset(Ground) if caller.institution == keeper else _ELSEWHERE


def check_stands_alone(basis: str, ground: Ground) -> None:
    """Refuse a hold without a basis, unless an authority's order is its own.

    Raises:
        InvalidCommandError: the basis is missing.
    """
    if not basis and ground is not Ground.AUTHORITY_ORDER:
        raise _wrong("basis", "is missing: only an authority's order says by itself how much is disputed")


def check_amount(amount: Vnd, ceiling: Vnd) -> None:
    """Refuse to hold more than is tainted there.

    Raises:
        InvalidCommandError: the amount is above the ceiling.
    """
    if amount > ceiling:
        raise _wrong("amount", "must not be above what is disputed in this account")


def end_of(ground: Ground, wanted: Instant | None, days: WorkingDays, *, at: Instant) -> Instant:
    """Return when a new hold ends: 72 hours from now unless the caller wants another end that is allowed.

    Raises:
        InvalidCommandError: the wanted end is in the past or later than allowed.
        SourceUnavailableError: the calendar does not reach so far.
    """
    if wanted is None:
        return at + LONGEST_HOLD
    if wanted <= at:
        raise _wrong("expire_time", "must be in the future")
    if wanted > at + LONGEST_HOLD and (
        ground is not Ground.AML_POSTPONEMENT or wanted > days.end_of_nth_after(at, POSTPONEMENT_DAYS)
    ):
        raise _wrong("expire_time", "is at most 72 hours away; a postponement at most three working days")
    return wanted


def check_extension(until: Instant, wanted: Instant, *, at: Instant) -> None:
    """Refuse an extension that does not extend, or reaches beyond 90 days from now.

    Raises:
        InvalidCommandError: it does.
    """
    if not until < wanted <= at + LONGEST_EXTENSION:
        raise _wrong("expire_time", "must be later than the present end, and at most 90 days from now")


def _wrong(field: str, description: str) -> InvalidCommandError:
    return InvalidCommandError(FieldViolation(field=field, description=description))
