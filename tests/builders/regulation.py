"""Payments, earlier rows and confirmations of one account on one day, for tests of the regulation."""

from datetime import UTC, datetime, timedelta
from functools import cache

from eidgate.adapters.regulation_tables import load_regulation
from eidgate.core.regulation.assess import Assessment, assess
from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Earlier, Form, Group, TransactionClass
from eidgate.core.regulation.totals import Totals
from eidgate.core.regulation.versions import Regulation, RegulationVersion
from eidgate.core.terms import Instant, Vnd

NOON = datetime(2026, 3, 5, 5, tzinfo=UTC)
"""Noon in Ho Chi Minh City, under Circular 77/2025."""

BEFORE_77 = datetime(2026, 2, 10, 5, tzinfo=UTC)
"""Noon in Ho Chi Minh City, under Circular 50/2024 as first in force."""


@cache
def shipped() -> Regulation:
    return load_regulation()


def version_at(at: Instant = NOON) -> RegulationVersion:
    return shipped().at(at)


def payment(
    group: str, amount: int, *, linked_wallet: bool = False, new_organisation: bool = False
) -> Payment:
    return Payment(
        group=Group(group), amount=Vnd(amount), linked_wallet=linked_wallet, new_organisation=new_organisation
    )


def day_totals(t: int = 0, tksth: int = 0, account: int | None = None) -> Totals:
    return Totals(t=Vnd(t), tksth=Vnd(tksth), account=Vnd(t if account is None else account))


def row(
    group: str,
    amount: int,
    transaction_class: str,
    confirmed_as: str | None = None,
    at: Instant | None = None,
) -> Earlier:
    return Earlier(
        group=Group(group),
        amount=Vnd(amount),
        transaction_class=TransactionClass(transaction_class),
        confirmed_as=TransactionClass(confirmed_as or transaction_class),
        at=at or NOON - timedelta(hours=1),
    )


def assessed(case: Payment, *earlier: Earlier, at: Instant = NOON) -> Assessment:
    return assess(shipped(), case, earlier, at=at)


def forms(*names: str) -> frozenset[Form]:
    return frozenset(map(Form, names))


def confirmation(
    form: str,
    *,
    age: timedelta = timedelta(0),
    passed: bool = True,
    login_method: bool = False,
    failures_before: int = 0,
) -> Confirmation:
    """One that is performed `age` before noon."""
    return Confirmation(
        form=Form(form),
        performed_at=NOON - age,
        passed=passed,
        login_method=login_method,
        failures_before=failures_before,
    )
