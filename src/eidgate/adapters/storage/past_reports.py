"""What an outcome report changes about the past: cancelled payments leave it, confirmed frauds enter it."""

from typing import Final

from eidgate.adapters.storage.engine import Session, Value
from eidgate.adapters.storage.past_keys import HOUR_ITEMS, LARGEST, START, payee_item, place_items
from eidgate.adapters.storage.rows import identifier_key, lock_key, to_micros
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.risk.history import HOURS, hour_of_day
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.terms import DecisionName, Instrument
from eidgate.ports import Decided

LEARNT: Final = frozenset(
    {
        OutcomeKind.FRAUD_CONFIRMED,
        OutcomeKind.FALSE_ALARM,
        OutcomeKind.COMPLETED,
        OutcomeKind.WARNING_OVERRIDDEN,
    }
)
"""What later decisions count; a cancelled payment leaves the past instead, and a reversed one stays in it."""

_LIVE: Final = (
    " FROM entry AS e WHERE scope = ? AND transaction_group <> ''"
    " AND NOT EXISTS (SELECT 1 FROM outcome_report WHERE decision = e.decision AND kind = 'cancelled')"
)
_MICROS_PER_HOUR: Final = 3_600_000_000
_OFFSET: Final = 7 * _MICROS_PER_HOUR  # Viet Nam is UTC+7 all year
_HOUR: Final = f"((at + {_OFFSET}) / {_MICROS_PER_HOUR})"
_HOUR_OF_DAY: Final = f"{_HOUR} - {_HOUR} / {HOURS} * {HOURS}"
"""`hour_of_day` in SQL; the remainder is spelt out, as the engines spell it differently."""

ADD_EXPERIENCE: Final = (
    "INSERT INTO experience (account_key, part, kind, decisions) VALUES (?, ?, ?, 1)"
    " ON CONFLICT (account_key, part, kind) DO UPDATE SET decisions = experience.decisions + 1"
)


def locks_of(about: Decided | None) -> list[bytes]:
    """Return what must stand still while a report changes the past."""
    if about is None:
        return []
    accounts = [lock_key(f"experience:{identifier_of(one).key}") for one in _instruments(about)]
    return [lock_key(f"scope:{about.scope}"), *accounts]


def learn(session: Session, kind: OutcomeKind, about: Decided) -> None:
    """Count a decision among those that were reported so; only from who keeps the paying account."""
    if kind not in LEARNT or not about.kept_by_reporter:
        return
    session.write(ADD_EXPERIENCE, identifier_key(identifier_of(about.payer)), "payer", kind.value)
    if about.payee is not None:
        session.write(ADD_EXPERIENCE, identifier_key(identifier_of(about.payee)), "payee", kind.value)


def forget_cancelled(session: Session, decision: DecisionName, about: Decided) -> None:
    """Take a payment's rows back; its entry stays, and no longer counts by its report."""
    scope, hour = about.scope, hour_of_day(about.at)
    _again(session, scope, START, "SELECT min(at), 0" + _LIVE)
    _again(session, scope, LARGEST, "SELECT min(at), max(amount)" + _LIVE)
    _again(session, scope, HOUR_ITEMS[hour], f"SELECT min(at), 0{_LIVE} AND {_HOUR_OF_DAY} = ?", hour)
    if about.place:
        _forget_place(session, scope, about.place)
    if about.payee is not None:
        _forget_payee(session, decision, about, identifier_key(identifier_of(about.payee)))


def _forget_place(session: Session, scope: str, place: str) -> None:
    told, here = place_items(place)
    _again(session, scope, told, f"SELECT min(at), 0{_LIVE} AND place <> ''")
    _again(session, scope, here, f"SELECT min(at), 0{_LIVE} AND place = ?", place)


def _forget_payee(session: Session, decision: DecisionName, about: Decided, payee: bytes) -> None:
    credit = "DELETE FROM credit WHERE account_key = ? AND at = ? AND decision = ?"
    session.write(credit, payee, to_micros(about.at), decision)
    of_payee = "SELECT min(at), 0" + _LIVE + " AND payee_key = ?"
    _again(session, about.scope, payee_item(payee), of_payee, payee)


def _again(session: Session, scope: str, item: bytes, statement: str, *values: Value) -> None:
    """Make one habit anew from the entries that still count, or remove it."""
    session.write("DELETE FROM habit WHERE scope = ? AND item = ?", scope, item)
    [(since, amount)] = session.rows(statement, scope, *values)
    if since is not None:
        session.write(
            "INSERT INTO habit (scope, item, since, amount) VALUES (?, ?, ?, ?)", scope, item, since, amount
        )


def _instruments(about: Decided) -> list[Instrument]:
    return [about.payer] if about.payee is None else [about.payer, about.payee]
