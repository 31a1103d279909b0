"""A past to decide with: a history in which only the named things happened."""

from datetime import timedelta
from typing import Any

from builders.facts import decided, facts, transaction
from builders.regulation import NOON
from eidgate.core.observation import SignalState
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.history import Credits, Flow, History
from eidgate.core.terms import Vnd

LONG_AGO = NOON - timedelta(days=200)

USUAL = History(
    payee_since=LONG_AGO,
    active_since=LONG_AGO,
    hour_since=LONG_AGO,
    places_since=LONG_AGO,
    place_since=LONG_AGO,
    largest=Vnd(10**12),
)
"""An old customer who does what they always did."""


def flow(payments: int = 1, amount: int = 1, others: int = 0, *, complete: bool = True) -> Flow:
    return Flow(payments=payments, amount=Vnd(amount), others=others, complete=complete)


def received(
    credits_: int = 1, amount: int = 1, payers: int = 1, listed: int = 0, *, complete: bool = True
) -> Credits:
    return Credits(credits=credits_, amount=Vnd(amount), payers=payers, listed=listed, complete=complete)


def after(amount: int = 4_000_000, *, of: dict[str, Any] | None = None, **happened: Any) -> Facts:
    """An's payment of this amount after the named things; `of` changes the facts."""
    usual = {name: getattr(USUAL, name) for name in USUAL.__slots__}
    told: dict[str, Any] = {"history": History(**{**usual, **happened}), **(of or {})}
    paying = told.pop("transaction", {})
    return facts(transaction(amount, **paying), **told)


def state(of: Facts, signal: str) -> SignalState:
    """What the named signal says it could see."""
    return {one.name: one.state for one in decided(of).signals}[signal]
