"""Preparing the case: which class, which forms would do, which were shown."""

from typing import Final

from eidgate.core.regulation.assess import Assessment, assess
from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.evidence import Confirmation, sift
from eidgate.core.regulation.forms import Combinations
from eidgate.core.regulation.groups import group_of
from eidgate.core.regulation.terms import Form, Group, Regime, TransactionClass
from eidgate.core.regulation.versions import Regulation, RegulationVersion
from eidgate.core.risk.case import Case
from eidgate.core.risk.facts import AssertionFacts, Facts, TransactionFacts
from eidgate.core.risk.policy import IDENTITY, Column, Policy
from eidgate.core.risk.signals.own_account import is_own_account

BIOMETRIC_LEVEL: Final = 3
"""The lowest authentication level with a biometric factor (Decree 69/2024; `domain.md` F4.3)."""

FACE: Final = "face"
"""`amr` of a face match (RFC 8176 section 2); the Circular's biometric match is one of the face."""


def prepare(facts: Facts, policy: Policy, regulation: Regulation) -> Case:
    """Lay out the facts with what the policy and the regulation make of them.

    Raises:
        ConfigurationError: no version of the regulation is in force at `facts.at`.
    """
    version = regulation.at(facts.at)
    assessment = _assessment(facts, regulation)
    column = _column(facts, policy, assessment)
    shown = (*facts.confirmations, *_face_match(facts.assertion))
    return Case(
        facts=facts,
        policy=policy,
        column=column,
        version=version,
        assessment=assessment,
        sufficient=_sufficient(facts.transaction, version, assessment, column),
        first_use=_first_use(facts.transaction, version),
        evidence=sift(shown, version.evidence, at=facts.at),
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


def _assessment(facts: Facts, regulation: Regulation) -> Assessment | None:
    transaction, found = facts.transaction, group(facts)
    if transaction is None or found is None:
        return None
    payment = Payment(
        group=found,
        amount=transaction.amount,
        linked_wallet=transaction.linked_wallet,
        new_organisation=transaction.new_organisation,
    )
    return assess(regulation, payment, facts.earlier, at=facts.at)


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


def _face_match(assertion: AssertionFacts) -> tuple[Confirmation, ...]:
    """Return the face match that a level 3 assertion proves (against the e-ID account: F1.9), once."""
    if (
        not assertion.verified
        or assertion.used_before
        or assertion.authenticated_at is None
        or (assertion.authentication_level or 0) < BIOMETRIC_LEVEL
        or FACE not in assertion.factors
    ):
        return ()
    return (Confirmation(form=Form.FACE_MATCH, performed_at=assertion.authenticated_at, passed=True),)
