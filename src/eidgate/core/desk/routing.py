"""Routing: from an event to one alert for each who can act on it. Pure, and one table.

Operators act on numbers, banks and wallets on accounts, platforms on sites and social accounts, the police on
cases; whoever asked for something is told what became of it (`domain.md` 10.19).
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from eidgate.core.desk.alert import Action, Address, Alert, AlertKind, AlertName, to_institution, to_role
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.relying_party import Role
from eidgate.core.terms import Instant, Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a resource, at the moment at which its transaction makes it true.

    `event_id` (lower-case letters and digits, starting with a letter, at most 60) names the event among all
    events of any kind: the same event gives the same alerts. `concerned` are the institutions that asked for
    it or rely on it. `keeper` is the institution that keeps the identifier, where it is known better than
    from the identifier: a number does not tell its operator (`domain.md` F5.1).
    """

    kind: AlertKind
    event_id: str
    about: str
    at: Instant
    identifier: Identifier | None = None
    concerned: tuple[str, ...] = ()
    keeper: str = ""
    amount: Vnd = Vnd(0)


class Who(Enum):
    """In what capacity somebody is told."""

    KEEPER = auto()
    CONCERNED = auto()
    AUTHORITY = auto()


_TOLD: Final[dict[AlertKind, tuple[tuple[Who, Action], ...]]] = {
    AlertKind.LISTED: ((Who.KEEPER, Action.RESTRICT),),
    AlertKind.CLEARED: ((Who.KEEPER, Action.UNFREEZE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.REPORT_FILED: (
        (Who.KEEPER, Action.REVIEW),
        (Who.CONCERNED, Action.REVIEW),
        (Who.AUTHORITY, Action.OPEN_CASE),
    ),
    AlertKind.PAYMENT_STOPPED: ((Who.KEEPER, Action.REVIEW), (Who.CONCERNED, Action.NOTE)),
    AlertKind.MONEY_MOVED: ((Who.KEEPER, Action.FREEZE), (Who.CONCERNED, Action.REVIEW)),
    AlertKind.HOLD_PLACED: ((Who.KEEPER, Action.FREEZE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.HOLD_CONFIRMED: ((Who.CONCERNED, Action.NOTE),),
    AlertKind.HOLD_EXTENDED: ((Who.KEEPER, Action.FREEZE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.HOLD_RELEASED: ((Who.KEEPER, Action.UNFREEZE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.HOLD_EXPIRED: ((Who.KEEPER, Action.UNFREEZE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.INSTRUMENT_DISOWNED: ((Who.KEEPER, Action.REVIEW), (Who.AUTHORITY, Action.OPEN_CASE)),
    AlertKind.APPEAL_FILED: ((Who.CONCERNED, Action.REVIEW),),
    AlertKind.APPEAL_RESOLVED: ((Who.KEEPER, Action.NOTE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.REPORT_CLOSED: (
        (Who.KEEPER, Action.NOTE),
        (Who.CONCERNED, Action.NOTE),
        (Who.AUTHORITY, Action.NOTE),
    ),
    AlertKind.SIM_OUTGOING_DUE: ((Who.KEEPER, Action.LIMIT_SERVICE),),
    AlertKind.SIM_BLOCK_DUE: ((Who.KEEPER, Action.LIMIT_SERVICE),),
    AlertKind.SIM_END_DUE: ((Who.KEEPER, Action.REVIEW),),
}

_OF_EVERYBODY: Final = {
    IdentifierKind.PHONE: Role.OPERATOR,
    IdentifierKind.WEBSITE: Role.PLATFORM,
    IdentifierKind.DEVICE: Role.AUTHORITY,
    IdentifierKind.PERSON: Role.AUTHORITY,
}
"""Kinds whose value does not say who keeps it: everybody of this role is told."""


def route(event: Event) -> tuple[Alert, ...]:
    """Return one alert for each who can act; whoever is met twice is told once, as first met."""
    told: dict[Address, Action] = {}
    for who, action in _TOLD[event.kind]:
        for address in _addresses(who, event):
            told.setdefault(address, action)
    return tuple(_alert(event, number, *one) for number, one in enumerate(told.items()))


def keeper_of(identifier: Identifier) -> Address:
    """Return who can act on an identifier, by what it says itself."""
    role = _OF_EVERYBODY.get(identifier.kind)
    return to_role(role) if role else to_institution(identifier.value.partition(":")[0])


def _addresses(who: Who, event: Event) -> list[Address]:
    match who:
        case Who.CONCERNED:
            return [to_institution(one) for one in event.concerned if one]
        case Who.AUTHORITY:
            return [to_role(Role.AUTHORITY)]
        case Who.KEEPER if event.keeper:
            return [to_institution(event.keeper)]
        case Who.KEEPER:
            return [keeper_of(event.identifier)] if event.identifier else []


def _alert(event: Event, number: int, address: Address, action: Action) -> Alert:
    return Alert(
        name=AlertName(f"alerts/{event.event_id}n{number}"),
        address=address,
        kind=event.kind,
        action=action,
        about=event.about,
        at=event.at,
        identifier=event.identifier,
        amount=event.amount,
    )
