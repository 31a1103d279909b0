"""What a batch knows of the past, and what it adds: read by an engine, folded by the core, then written.

As with the rest of a batch, a later case sees what an earlier one added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.past_keys import person_key
from eidgate.adapters.storage.rows import MICROSECOND, to_instant
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.risk.history import (
    DAY,
    WEEK,
    Credit,
    History,
    Payment,
    Reports,
    credits_of,
    flows,
    pieces,
)
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.terms import Instant, Vnd

PAYMENTS_READ: Final = 1_000
"""Newest payments of an account that a decision looks at, within a week: a person makes some twenty;
reading a thousand costs about a millisecond, and only accounts that make so many pay for it."""

CREDITS_READ: Final = 50
"""Newest credits of an account that a decision looks at: more than any limit on persons, and a shop's
thousands must not slow down each of its customers."""

_WEEK: Final = WEEK // MICROSECOND

USERS_READ: Final = 50
"""Users of a device that a decision looks at: far above a policy's limit, so the bound is over it."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is stored about the past of one batch's cases; what it lacks is not there.

    `payments` by scope, `habits` by scope and item (since, amount), `credits` by account key, `users` of a
    device (account key, person key) and `reports` by account key: (part, kind) to how many decisions.
    """

    payments: dict[str, tuple[list[Payment], int]] = field(default_factory=dict)
    habits: dict[tuple[str, bytes], tuple[int, int]] = field(default_factory=dict)
    credits: dict[bytes, tuple[list[Credit], int]] = field(default_factory=dict)
    users: dict[bytes, set[tuple[bytes, bytes]]] = field(default_factory=dict)
    reports: dict[bytes, dict[tuple[str, str], int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PastAdded:
    """What a batch adds to the past, in order; habits replace those of the same scope and item."""

    habits: dict[tuple[str, bytes], tuple[int, int]] = field(default_factory=dict)
    credits: list[tuple[bytes, int, str, int, bytes]] = field(default_factory=list)
    users: list[tuple[bytes, bytes, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a batch asks of the past, each thing once."""

    payments: dict[str, int]
    """Scope → earliest instant, in microseconds."""
    habits: dict[tuple[str, tuple[bytes, ...]], None]
    """Scope and items, in an order of their own."""
    places: set[tuple[str, bytes]]
    """Scope and item."""
    credits: dict[bytes, int]
    devices: set[bytes]
    now: int


def asked_of(cases: Sequence[Case]) -> Asked:
    """Gather what the cases ask; a case without a scope concerns no account and asks nothing."""
    asked = Asked({}, {}, set(), {}, set(), min([case.at for case in cases], default=0))
    for case in cases:
        scope, week = case.unit.claim.scope, case.at - _WEEK
        if not scope:
            continue
        asked.payments[scope] = min(week, asked.payments.get(scope, week))
        asked.habits[scope, case.items] = None
        asked.places.update([(scope, item) for item in case.places])
        for account in case.accounts:
            asked.credits[account] = min(week, asked.credits.get(account, week))
        if case.device_key:
            asked.devices.add(case.device_key)
    return asked


def keep_payments(past: Past, scope: str, since: int, rows: list[Payment]) -> None:
    """Keep what was read of a scope, newest first, at most one row more than `PAYMENTS_READ`."""
    known_from = rows[-1][0] if len(rows) > PAYMENTS_READ else since
    past.payments[scope] = (rows, known_from)


def keep_credits(past: Past, account: bytes, since: int, rows: list[Credit]) -> None:
    """Keep what was read of an account, newest first, at most one row more than `CREDITS_READ`."""
    known_from = rows[-1][0] if len(rows) > CREDITS_READ else since
    past.credits[account] = (rows, known_from)


_NO_PAYMENTS: Final[tuple[list[Payment], int]] = ([], 0)
_NO_PLACES: Final = (None, None)
_NO_CREDITS: Final[tuple[list[Credit], int]] = ([], 0)
"""What is not asked about has no rows, and none is missing."""


def history_of(case: Case, past: Past, binding: Binding | None) -> History | None:
    """Fold what is known of a case's past; None where it concerns no account."""
    scope, payee, now = case.unit.claim.scope, case.payee_key, case.at
    if not scope:
        return None
    rows, known_from = past.payments.get(scope, _NO_PAYMENTS)
    hour, day, week = flows(rows, payee=payee, now=now, known_from=known_from)
    start, largest, *hours, payee_item = [past.habits.get((scope, item)) for item in case.items]
    places, place = [past.habits.get((scope, item)) for item in case.places] or _NO_PLACES
    received = past.credits.get(case.payer_key, _NO_CREDITS)
    payee_received = past.credits.get(payee, _NO_CREDITS)
    return History(
        hour=hour,
        day=day,
        week=week,
        pieces=pieces(rows, payee=payee, now=now, known_from=known_from),
        payee_since=_since(payee_item),
        active_since=_since(start),
        hour_since=_since(min([one for one in hours if one is not None], default=None)),
        places_since=_since(places),
        place_since=_since(place),
        largest=Vnd(0 if largest is None else largest[1]),
        received=credits_of(received[0], window=DAY, now=now, known_from=received[1]),
        payee_received=credits_of(payee_received[0], window=WEEK, now=now, known_from=payee_received[1]),
        device_others=_others(case, past, binding),
        payer_reports=_reports(past, case.payer_key, "payer"),
        payee_reports=_reports(past, payee, "payee"),
    )


def _since(habit: tuple[int, int] | None) -> Instant | None:
    return None if habit is None else to_instant(habit[0])


def _others(case: Case, past: Past, binding: Binding | None) -> int:
    """Count the people who used the device and are not this payer; an account bound to nobody is one."""
    users = past.users.get(case.device_key)
    if not users:
        return 0
    others = {who or used for used, who in users if used != case.user_key}
    return len(others - {person_of(binding)})


def person_of(binding: Binding | None) -> bytes:
    """Return the key of whom an account is bound to, whatever the binding's state; empty for nobody."""
    return b"" if binding is None else person_key(f"{binding.issuer}|{binding.subject_id}")


_NO_REPORTS: Final = Reports()


def _reports(past: Past, account: bytes, part: str) -> Reports:
    known = past.reports.get(account)
    if not known:
        return _NO_REPORTS
    return Reports(
        frauds=known.get((part, OutcomeKind.FRAUD_CONFIRMED), 0),
        false_alarms=known.get((part, OutcomeKind.FALSE_ALARM), 0),
        completed=known.get((part, OutcomeKind.COMPLETED), 0),
        overridden=known.get((part, OutcomeKind.WARNING_OVERRIDDEN), 0),
    )
