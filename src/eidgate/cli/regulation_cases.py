"""Cases of `eidgate regulation classify`: one JSON object a line in, one out."""

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import TypeVar

from eidgate.cli.json_lines import Value
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.assess import Assessment, assess
from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.forms import in_order
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.regulation.versions import Regulation
from eidgate.core.terms import CustomerKind, Instant, Vnd

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One line: a payment, the account's earlier rows in order, and the moment."""

    case_id: str | int
    payment: Payment
    earlier: tuple[Earlier, ...]
    at: Instant


def judge(line: Value, regulation: Regulation) -> dict[str, object]:
    """Classify the case of one line.

    Raises:
        BadInputError: naming the field.
    """
    case = read_case(line)
    try:
        assessment = assess(regulation, case.payment, case.earlier, at=case.at)
    except ConfigurationError as error:
        raise Value(None, "at").fault(str(error)) from error
    return answer(case, assessment)


def answer(case: Case, assessment: Assessment) -> dict[str, object]:
    """Return what is written for a case; forms of a combination are in the order of the vocabulary."""
    return {
        "id": case.case_id,
        "class": assessment.transaction_class,
        "t": assessment.t,
        "tksth": assessment.tksth,
        "regulation_version": assessment.regulation_version,
        "forms": [list(in_order(combination)) for combination in assessment.sufficient],
    }


def read_case(line: Value) -> Case:
    """Read one line strictly.

    `linked_wallet` may be absent (false, the stricter), and so may an individual's `new_organisation`, which
    is of no weight there. Of the earlier rows, those after `at` are left out; the rest are put in the order
    of time, and rows of one instant keep the order given.

    Raises:
        BadInputError: naming the field.
    """
    fields = line.record(
        ("id", "customer", "group", "amount", "at", "earlier"), ("linked_wallet", "new_organisation")
    )
    customer = _word(fields["customer"], CustomerKind)
    if customer is CustomerKind.ORGANISATION and "new_organisation" not in fields:
        raise Value(None, "new_organisation").fault("missing; an organisation needs it")
    at = fields["at"].instant()
    rows = [_earlier(row, customer) for row in fields["earlier"].items()]
    return Case(
        case_id=fields["id"].label(),
        payment=Payment(
            group=_group(fields["group"], customer),
            amount=Vnd(fields["amount"].positive()),
            linked_wallet="linked_wallet" in fields and fields["linked_wallet"].flag(),
            new_organisation="new_organisation" in fields and fields["new_organisation"].flag(),
        ),
        earlier=tuple(sorted((row for row in rows if row.at <= at), key=attrgetter("at"))),
        at=at,
    )


def _earlier(row: Value, customer: CustomerKind) -> Earlier:
    fields = row.record(("group", "amount", "class", "confirmed_as", "at"))
    group = _group(fields["group"], customer)
    confirmed = fields["confirmed_as"]
    return Earlier(
        group=group,
        amount=Vnd(fields["amount"].positive()),
        transaction_class=_class(fields["class"], group),
        confirmed_as=None if confirmed.content is None else _class(confirmed, group),
        at=fields["at"].instant(),
    )


def _group(field: Value, customer: CustomerKind) -> Group:
    group = _word(field, Group)
    if not group.open_to(customer):
        raise field.fault(f"{group} is not a group of customer {customer}")
    return group


def _class(field: Value, group: Group) -> TransactionClass:
    transaction_class = _word(field, TransactionClass)
    if transaction_class not in group.regime.ladder:
        raise field.fault(f"group {group} has no class {transaction_class}")
    return transaction_class


def _word(field: Value, vocabulary: type[_Word]) -> _Word:
    try:
        return vocabulary(field.text())
    except ValueError as error:
        raise field.fault(f"must be one of {', '.join(vocabulary)}") from error
