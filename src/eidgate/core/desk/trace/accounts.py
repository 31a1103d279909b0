"""Accounts of the service by the names that a trace knows them by."""

from eidgate.core.desk.trace.transfers import CASH
from eidgate.core.terms import Instrument, InstrumentKind


def account_of(instrument: Instrument | None) -> str:
    """Return the name of an instrument in a trace; without one, money was withdrawn."""
    return CASH if instrument is None else instrument.key


def instrument_of(account: str) -> Instrument:
    """Return the instrument of a name."""
    kind, institution, number = account.split(":", 2)
    return Instrument(kind=InstrumentKind(kind), institution=institution, number=number)


def keeper_of(account: str) -> str:
    """Return at which institution an account is kept; nobody keeps cash."""
    return "" if account == CASH else account.split(":", 2)[1]
