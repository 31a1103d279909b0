"""Facts that are worked out for rules: a new one is one line in `DERIVED`.

Each reads the case and never fails; None means that it is not known, and `has()` says so in a rule.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from eidgate.core.regulation.forms import in_order
from eidgate.core.regulation.terms import Form, Group
from eidgate.core.risk.case import Case
from eidgate.core.risk.policy import COLUMNS
from eidgate.core.risk.rules.types import ListOf, Scalar, Type, Word
from eidgate.core.terms import HO_CHI_MINH, local_day


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived fact: `optional` when `read` may answer None."""

    name: str
    type: Type
    read: Callable[[Case], object]
    doc: str
    optional: bool = False


def _local(case: Case) -> datetime:
    return case.facts.at.astimezone(HO_CHI_MINH)


def _day_total(case: Case) -> int | None:
    return case.assessment.t if case.assessment else None


def _since_strong(case: Case) -> int | None:
    return case.assessment.tksth if case.assessment else None


def _group(case: Case) -> str | None:
    return case.assessment.group if case.assessment else None


def _authentication_age(case: Case) -> timedelta | None:
    at = case.facts.assertion.authenticated_at
    return None if at is None else case.facts.at - at


def _document_days(case: Case) -> int | None:
    expires: date | None = case.facts.assertion.document_expires_on
    return None if expires is None else (expires - local_day(case.facts.at)).days


def _swap_age(case: Case) -> timedelta | None:
    at = case.facts.sim.swap.at
    return None if at is None else case.facts.at - at


def _same_device(case: Case) -> bool | None:
    here, last = case.facts.device, case.facts.known_device
    return here == last if here and last else None


def _same_institution(case: Case) -> bool | None:
    transaction = case.facts.transaction
    if transaction is None or transaction.payee is None:
        return None
    return transaction.payer.institution == transaction.payee.institution


DERIVED: Final = (
    Derived("class", Word(tuple(COLUMNS)), lambda case: case.column, "Transaction class, or `identity`."),
    Derived("group", Word(tuple(Group)), _group, "Group of Circular 50/2024 App. 01.", optional=True),
    Derived(
        "day.total", Scalar.INT, _day_total, "T: what the group did today before this, dong.", optional=True
    ),
    Derived(
        "day.since_strong",
        Scalar.INT,
        _since_strong,
        "TKSth: the same since the last C or D form, dong.",
        optional=True,
    ),
    Derived(
        "forms", ListOf(Word(tuple(Form))), lambda case: in_order(case.evidence.forms), "Forms that count."
    ),
    Derived("local.hour", Scalar.INT, lambda case: _local(case).hour, "Hour in Viet Nam, 0-23."),
    Derived("local.weekday", Scalar.INT, lambda case: _local(case).isoweekday(), "1 Monday to 7 Sunday."),
    Derived(
        "assertion.verified", Scalar.BOOL, lambda case: case.facts.assertion.verified, "Passed every step."
    ),
    Derived(
        "assertion.age", Scalar.DURATION, _authentication_age, "Since the authentication.", optional=True
    ),
    Derived("document.days_left", Scalar.INT, _document_days, "Until the document expires.", optional=True),
    Derived("sim.swap.age", Scalar.DURATION, _swap_age, "Since the SIM was swapped.", optional=True),
    Derived("device_is_known", Scalar.BOOL, _same_device, "The device is the one used last.", optional=True),
    Derived(
        "same_institution", Scalar.BOOL, _same_institution, "Payer's and payee's are one.", optional=True
    ),
)
"""In the order of the documented page."""
