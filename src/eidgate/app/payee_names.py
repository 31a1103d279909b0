"""The payees' names of payments, asked beside the payers' numbers: begun before them, waited for after.

Only where it matters (the policy's `asking`). A grade and its reason become facts; no name ever does.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from enum import Enum
from typing import Final, NamedTuple, TypeAlias

from eidgate.app.payee_budget import cost_of
from eidgate.app.service import Service
from eidgate.core.binding.payee import PayeeCheck, PayeeResult, PayeeWhy, check_payee_name, grade_of
from eidgate.core.binding.registration import NOT_PERMITTED, Registration
from eidgate.core.errors import BudgetSpentError
from eidgate.core.observation import Reading, SignalState
from eidgate.core.relying_party import RelyingParty
from eidgate.core.risk.facts import NO_NAME, PayeeNameFacts
from eidgate.core.risk.policy import Policy
from eidgate.core.terms import Instrument, InstrumentKind, TransactionKind
from eidgate.core.transaction import Transaction
from eidgate.ports.look_ups import HIT_COST


class PayeeAsked(NamedTuple):
    """Whose payment, which, under which policy, and what the caller says of an account of its own."""

    caller: RelyingParty
    transaction: Transaction
    policy: Policy
    told: Registration | None = None


class _Plan(Enum):
    NOBODY = "nobody is asked"
    THE_BANK = "the payee's bank is asked"


_Planned: TypeAlias = tuple[PayeeAsked, Registration | _Plan]

_STATES: Final = {
    PayeeWhy.ACCOUNT_SWITCHED: SignalState.UNAVAILABLE,
    PayeeWhy.BANK_UNAVAILABLE: SignalState.UNAVAILABLE,
    PayeeWhy.OPTED_OUT: SignalState.NOT_PERMITTED,
    PayeeWhy.NOT_PERMITTED: SignalState.NOT_PERMITTED,
    PayeeWhy.NOT_SUPPORTED: SignalState.NOT_MONITORED,
    PayeeWhy.BANK_NOT_ASKED: SignalState.NOT_MONITORED,
}
"""What each check that could not be made is worth to a decision."""


def begin_names(
    payments: Sequence[PayeeAsked], service: Service, *, within: timedelta
) -> Callable[[], list[PayeeNameFacts]]:
    """Ask about all payees at once; the function that is returned waits for the facts, in order.

    What a caller tells of its own accounts costs nobody's time, so it counts at any amount. Whoever has
    guessed too much learns nothing here either: nobody is asked, and the facts say that it is not permitted.
    """
    planned = [(one, _plan(one, service)) for one in payments]
    payees = [one.transaction.payee for one, plan in planned if plan is _Plan.THE_BANK]
    waiting = _begin([payee for payee in payees if payee is not None], service, within)
    return lambda: _facts(planned, iter(waiting()), service)


def asks_name(payment: PayeeAsked, service: Service) -> bool:
    """Whether `begin_names` would do anything for this payment: ask its bank, or compare what is told."""
    return _plan(payment, service) is not _Plan.NOBODY


def _begin(
    payees: Sequence[Instrument], service: Service, within: timedelta
) -> Callable[[], list[Registration]]:
    if service.payee_directory is None or not payees:
        return list
    return service.payee_directory.begin(payees, within=within)


def _plan(one: PayeeAsked, service: Service) -> Registration | _Plan:
    transaction = one.transaction
    if not transaction.payee_name or not _has_a_name(transaction):
        return _Plan.NOBODY
    if one.told is not None:
        return one.told
    if service.payee_directory is None or not _matters(one):
        return _Plan.NOBODY
    return _Plan.THE_BANK if _has_budget(one.caller, service) else NOT_PERMITTED


def _has_a_name(transaction: Transaction) -> bool:
    """Whether somebody else's account is paid; whose an own one is, `own_account` looks at."""
    payee = transaction.payee
    return (
        payee is not None
        and payee.kind is not InstrumentKind.SIM
        and transaction.kind.moves_money
        and transaction.kind is not TransactionKind.TRANSFER_OWN
    )


def _matters(one: PayeeAsked) -> bool:
    return one.transaction.amount >= one.policy.parameters.asking.payee_name_from


def _has_budget(caller: RelyingParty, service: Service) -> bool:
    try:
        service.payee_checks.check(caller, HIT_COST)
    except BudgetSpentError:
        return False
    return True


def _facts(
    planned: Sequence[_Planned], answers: Iterator[Registration], service: Service
) -> list[PayeeNameFacts]:
    facts = []
    for one, plan in planned:
        if plan is _Plan.NOBODY:
            facts.append(NO_NAME)
            continue
        registration = next(answers) if isinstance(plan, _Plan) else plan
        check = check_payee_name(one.transaction.payee_name, registration)
        _pay(one, check, service)
        facts.append(_name_facts(check))
    return facts


def _pay(one: PayeeAsked, check: PayeeCheck, service: Service) -> None:
    payee = one.transaction.payee
    if payee is not None:
        service.payee_checks.take(one.caller, cost_of(one.caller, payee, check))


def _name_facts(check: PayeeCheck) -> PayeeNameFacts:
    compared = check.result is not PayeeResult.UNAVAILABLE
    state = SignalState.OBSERVED if compared else _STATES[check.why]
    return PayeeNameFacts(
        reading=Reading(state=state, as_of=check.as_of), grade=grade_of(check), why=check.why
    )
