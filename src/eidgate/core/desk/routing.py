"""Routing: from an event to one alert for each who can act on it. Pure, and one table.

Operators act on numbers, banks and wallets on accounts, platforms on sites and social accounts, the police on
cases; whoever asked for something is told what became of it (`domain.md` 10.19).
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from eidgate.core.desk.alert import (
    Action,
    Address,
    Alert,
    AlertKind,
    AlertName,
    ListNews,
    to_institution,
    to_role,
)
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.relying_party import Role
from eidgate.core.terms import Instant, Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a resource, at the moment at which its transaction makes it true.

    `event_id` (lower-case letters and digits, starting with a letter, at most 60) names the event among all
    events of any kind: the same event gives the same alerts. `concerned` are the institutions that asked for
    it or rely on it. `keeper` is the institution that keeps the identifier, where it is known better than
    from the identifier: a number does not tell its operator (`domain.md` F5.1). `others` are further
    identifiers of the same event: whoever keeps several gets one alert that names all of those. `receiver` is
    who is told instead of a keeper, where the event is about more identifiers than can be named (`news`).
    `authorities` are those of the concerned that are: where all authorities are told, they are told as such.
    """

    kind: AlertKind
    event_id: str
    about: str
    at: Instant
    identifier: Identifier | None = None
    concerned: tuple[str, ...] = ()
    keeper: str = ""
    amount: Vnd = Vnd(0)
    others: tuple[Identifier, ...] = ()
    receiver: Address | None = None
    news: ListNews | None = None
    authorities: frozenset[str] = frozenset()

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """All identifiers that it names."""
        return (self.identifier, *self.others) if self.identifier else ()


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
    AlertKind.APPEAL_FILED: ((Who.CONCERNED, Action.REVIEW), (Who.AUTHORITY, Action.REVIEW)),
    AlertKind.APPEAL_RESOLVED: ((Who.KEEPER, Action.NOTE), (Who.CONCERNED, Action.NOTE)),
    AlertKind.REPORT_CLOSED: (
        (Who.KEEPER, Action.NOTE),
        (Who.CONCERNED, Action.NOTE),
        (Who.AUTHORITY, Action.NOTE),
    ),
    AlertKind.SIM_OUTGOING_DUE: ((Who.KEEPER, Action.LIMIT_SERVICE),),
    AlertKind.SIM_BLOCK_DUE: ((Who.KEEPER, Action.LIMIT_SERVICE),),
    AlertKind.SIM_END_DUE: ((Who.KEEPER, Action.REVIEW),),
    AlertKind.LIST_IMPORTED: ((Who.KEEPER, Action.RESTRICT),),
    AlertKind.REVIEW_OVERDUE: ((Who.AUTHORITY, Action.REVIEW), (Who.CONCERNED, Action.REVIEW)),
    AlertKind.APPEAL_LAPSED: (
        (Who.AUTHORITY, Action.NOTE),
        (Who.KEEPER, Action.UNFREEZE),
        (Who.CONCERNED, Action.NOTE),
    ),
    AlertKind.NUMBER_MOVED: ((Who.KEEPER, Action.REVIEW),),
}

_OF_EVERYBODY: Final = {
    IdentifierKind.PHONE: Role.OPERATOR,
    IdentifierKind.WEBSITE: Role.PLATFORM,
    IdentifierKind.DEVICE: Role.AUTHORITY,
    IdentifierKind.PERSON: Role.AUTHORITY,
}
"""Kinds whose value does not say who keeps it: everybody of this role is told."""


def route(event: Event) -> tuple[Alert, ...]:
    """Return one alert for each who can act; whoever is met twice is told once, as first met, of all."""
    told: dict[Address, tuple[Action, dict[Identifier, None]]] = {}
    for who, action in _TOLD[event.kind]:
        for address, identifiers in _addresses(who, event).items():
            told.setdefault(address, (action, {}))[1].update(dict.fromkeys(identifiers))
    return tuple(
        _alert(event, number, address, action, tuple(identifiers))
        for number, (address, (action, identifiers)) in enumerate(told.items())
    )


def keeper_of(identifier: Identifier) -> Address:
    """Return who can act on an identifier, by what it says itself."""
    role = _OF_EVERYBODY.get(identifier.kind)
    return to_role(role) if role else to_institution(identifier.value.partition(":")[0])


_Addressed = dict[Address, tuple[Identifier, ...]]
"""Who is told, each of which identifiers."""


def _addresses(who: Who, event: Event) -> _Addressed:
    everything = event.identifiers
    match who:
        case Who.CONCERNED:
            return {to_institution(one): everything for one in _concerned(event) if one}
        case Who.AUTHORITY:
            return {to_role(Role.AUTHORITY): everything}
        case Who.KEEPER if event.receiver:
            return {event.receiver: everything}
        case Who.KEEPER if event.keeper:
            return {to_institution(event.keeper): everything}
        case Who.KEEPER:
            kept: _Addressed = {}
            for one in everything:
                kept[keeper_of(one)] = (*kept.get(keeper_of(one), ()), one)
            return kept


def _concerned(event: Event) -> tuple[str, ...]:
    """Leave out who hears of the event as one of the authorities: one event is one alert for each."""
    told = {who for who, _ in _TOLD[event.kind]}
    kept = Who.KEEPER in told and to_role(Role.AUTHORITY) in _addresses(Who.KEEPER, event)
    known = event.authorities if kept or Who.AUTHORITY in told else frozenset()
    return tuple(one for one in event.concerned if one not in known)


def _alert(
    event: Event, number: int, address: Address, action: Action, identifiers: tuple[Identifier, ...]
) -> Alert:
    return Alert(
        name=AlertName(f"alerts/{event.event_id}n{number}"),
        address=address,
        kind=event.kind,
        action=_unless_only_cleared(action, event.news),
        about=event.about,
        at=event.at,
        identifier=identifiers[0] if identifiers else None,
        others=identifiers[1:],
        amount=event.amount,
        news=event.news,
    )


def _unless_only_cleared(action: Action, news: ListNews | None) -> Action:
    return Action.UNFREEZE if news is not None and not news.listed else action
