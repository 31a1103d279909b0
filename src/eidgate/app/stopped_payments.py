"""A payment that was stopped is news for whoever keeps the payee, and for whoever warned of it. Pure."""

from collections.abc import Iterable
from typing import Final

from eidgate.core.desk.alert import Alert, AlertKind
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.routing import Event, route
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Concerned, Party
from eidgate.core.terms import DecisionName, Vnd

_STOPPED: Final = frozenset({Outcome.HOLD, Outcome.DENY})
_FAR_SIDE: Final = frozenset({Party.PAYEE, Party.MERCHANT})
"""Whose keeper learns of it: the payer's own institution asked for the decision and knows already."""


def stopped_payment_alerts(
    name: DecisionName, outcome: Outcome, facts: Facts, parties: Iterable[Concerned]
) -> tuple[Alert, ...]:
    """Return the alerts of a decision that stopped a payment to somebody against whom something stands."""
    if outcome not in _STOPPED or not facts.standings or facts.transaction is None:
        return ()
    events = (
        _event(name, number, identifier, facts, sources)
        for number, (party, identifier) in enumerate(parties)
        if party in _FAR_SIDE and (sources := _sources(party, facts))
    )
    return tuple(alert for event in events for alert in route(event))


def _sources(party: Party, facts: Facts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in facts.standings if one.party is party))


def _event(
    name: DecisionName, number: int, identifier: Identifier, facts: Facts, sources: tuple[str, ...]
) -> Event:
    return Event(
        kind=AlertKind.PAYMENT_STOPPED,
        event_id=f"{name.removeprefix('decisions/')}p{number}",
        about=name,
        at=facts.at,
        identifier=identifier,
        concerned=sources,
        amount=facts.transaction.amount if facts.transaction else Vnd(0),
    )
