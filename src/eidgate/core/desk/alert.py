"""The alert: one event, addressed to one who can act on it, with the action that is expected of them.

Alerts are rows of the transactional outbox: each is committed together with its event, or not at all.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final, NewType

from eidgate.core.desk.identifier import Identifier
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.terms import Instant, Vnd

AlertName = NewType("AlertName", str)
"""Resource name of an alert, `alerts/{id}`; the same at every delivery, so that a receiver knows it again."""

Address = NewType("Address", str)
"""Whose alert it is: `institution:{BIN or code}`, or `role:{role}` for everybody of that role."""

ALERTS_KEPT: Final = timedelta(days=30)
"""How long an alert can be replayed. A subscriber that was away for longer reconciles with lists, not alerts;
alerts hold identifiers, which are personal data, and are dropped as soon as they serve nobody (Decree
356/2025)."""


class AlertKind(StrEnum):
    """What happened; append-only, as subscribers switch on it."""

    LISTED = "listed"
    CLEARED = "cleared"
    REPORT_FILED = "report_filed"
    PAYMENT_STOPPED = "payment_stopped"
    MONEY_MOVED = "money_moved"
    HOLD_PLACED = "hold_placed"
    HOLD_CONFIRMED = "hold_confirmed"
    HOLD_EXTENDED = "hold_extended"
    HOLD_RELEASED = "hold_released"
    HOLD_EXPIRED = "hold_expired"
    INSTRUMENT_DISOWNED = "instrument_disowned"
    APPEAL_FILED = "appeal_filed"
    APPEAL_RESOLVED = "appeal_resolved"
    REPORT_CLOSED = "report_closed"
    SIM_OUTGOING_DUE = "sim_outgoing_due"
    SIM_BLOCK_DUE = "sim_block_due"
    SIM_END_DUE = "sim_end_due"
    LIST_IMPORTED = "list_imported"
    REVIEW_OVERDUE = "review_overdue"
    APPEAL_LAPSED = "appeal_lapsed"
    NUMBER_MOVED = "number_moved"


class Action(StrEnum):
    """What the receiver is expected to do."""

    RESTRICT = "restrict"
    """Block the number, site or social account, or warn its users; stop serving the account."""
    FREEZE = "freeze"
    """Freeze the disputed sum and confirm what was frozen (`ConfirmHold`)."""
    UNFREEZE = "unfreeze"
    """Let go of what was frozen or restricted."""
    REVIEW = "review"
    """Look into the identifier or the listing, and answer."""
    OPEN_CASE = "open_case"
    """Open a case, or add it to one."""
    LIMIT_SERVICE = "limit_service"
    """Take from a number's service what the notice says, unless its subscriber verified themselves."""
    NOTE = "note"
    """Know it; nothing else is expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListNews:
    """What a whole list that came into force means for one receiver, in numbers.

    `listed` counts what was listed or became graver, `cleared` what the list took back. `after` is the
    feed's cursor before it: the changes that follow it are the entries meant.
    """

    listed: int
    cleared: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert. `about` is the resource whose event it is; `amount` is 0 where no sum is meant.

    `identifier` and `others` are personal data: they are there because who can act on them must know them.
    """

    name: AlertName
    address: Address
    kind: AlertKind
    action: Action
    about: str
    at: Instant
    identifier: Identifier | None = None
    others: tuple[Identifier, ...] = ()
    amount: Vnd = Vnd(0)
    news: ListNews | None = None


def to_institution(code: str) -> Address:
    """Address one institution: a bank's or wallet's BIN, an operator's, platform's or authority's code."""
    return Address(f"institution:{code}")


def to_role(role: Role) -> Address:
    """Address everybody of a role."""
    return Address(f"role:{role}")


def addresses_of(party: RelyingParty) -> tuple[Address, ...]:
    """Return the addresses whose alerts are this relying party's."""
    everybody = to_role(party.role)
    return (to_institution(party.institution), everybody) if party.institution else (everybody,)
