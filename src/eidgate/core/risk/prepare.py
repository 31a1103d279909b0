"""Preparing the case: which class, which forms would do, which were shown."""

from eidgate.core.regulation.assess import Assessment, classify
from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.evidence import sift
from eidgate.core.regulation.forms import Combinations
from eidgate.core.regulation.groups import group_of
from eidgate.core.regulation.terms import Group, Regime, TransactionClass
from eidgate.core.regulation.totals import totals
from eidgate.core.regulation.versions import Regulation, RegulationVersion
from eidgate.core.risk.case import Case
from eidgate.core.risk.face_match import face_match
from eidgate.core.risk.facts import Facts, TransactionFacts
from eidgate.core.risk.personal import is_own_account, personal_payment
from eidgate.core.risk.policy import IDENTITY, Column, Policy
from eidgate.core.terms import InstrumentKind, local_day


def prepare(facts: Facts, policy: Policy, regulation: Regulation) -> Case:
    """Lay out the facts with what the policy and the regulation make of them.

    Raises:
        ConfigurationError: no version of the regulation is in force at `facts.at`.
        InvalidCommandError: money moves, but the amount is not above zero.
    """
    version = regulation.at(facts.at)
    assessment = _assessment(facts, version)
    column = _column(facts, policy, assessment)
    return Case(
        facts=facts,
        personal=personal_payment(facts),
        policy=policy,
        column=column,
        version=version,
        assessment=assessment,
        sufficient=_sufficient(facts.transaction, version, assessment, column),
        first_use=_first_use(facts.transaction, version),
        evidence=sift((*facts.confirmations, *face_match(facts)), version.evidence, at=facts.at),
    )


def group(facts: Facts) -> Group | None:
    """Return the transaction's group, or None where no money moves."""
    transaction = facts.transaction
    if transaction is None:
        return None
    payee = transaction.payee
    return group_of(
        transaction.kind,
        transaction.customer,
        same_provider=payee is not None and payee.institution == transaction.payer.institution,
        own_account=is_own_account(facts),
    )


def _assessment(facts: Facts, version: RegulationVersion) -> Assessment | None:
    transaction, found = facts.transaction, group(facts)
    if transaction is None or found is None:
        return None
    payment = Payment(
        group=found,
        amount=transaction.amount,
        linked_wallet=_is_linked_wallet(transaction),
        new_organisation=transaction.new_organisation,
    )
    return classify(version, payment, totals(facts.earlier, found, local_day(facts.at)))


def _is_linked_wallet(transaction: TransactionFacts) -> bool:
    """Whether the provider says so, and it is between a wallet and an account at all (App. 01 I.3)."""
    payer, payee = transaction.payer, transaction.payee
    kinds = {InstrumentKind.WALLET, InstrumentKind.ACCOUNT}
    return transaction.linked_wallet and payee is not None and {payer.kind, payee.kind} == kinds


def _column(facts: Facts, policy: Policy, assessment: Assessment | None) -> Column:
    if assessment is not None:
        return assessment.transaction_class
    return IDENTITY if facts.transaction is None else policy.judged_as[facts.transaction.kind]


def _sufficient(
    transaction: TransactionFacts | None,
    version: RegulationVersion,
    assessment: Assessment | None,
    column: Column,
) -> Combinations:
    if assessment is not None:
        return assessment.sufficient
    if transaction is None:
        return ()
    return version.forms[Regime(transaction.customer)].sufficient[TransactionClass(column)]


def _first_use(transaction: TransactionFacts | None, version: RegulationVersion) -> Combinations:
    return () if transaction is None else version.first_use[transaction.customer] or ()
