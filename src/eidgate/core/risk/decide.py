"""Deciding: facts, policy and regulation in; one decision out; the worst finding wins.

Pure, deterministic and independent of the order of the signals: adding a finding never softens an outcome.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from eidgate.core.regulation.forms import Combinations, in_order, is_met, missing
from eidgate.core.regulation.terms import Earlier, Form, Regime, TransactionClass
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.case import Case, Seen, Signal
from eidgate.core.risk.decision import Decision, Hold, Regulated, SignalReading, StepUp
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.prepare import BIOMETRIC_LEVEL, group, prepare
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.signals.device import is_new
from eidgate.core.risk.signals.required_forms import shortest
from eidgate.core.terms import Vnd

HIGHEST_SCORE: Final = 100


def decide(
    facts: Facts, *, policy: Policy, regulation: Regulation, signals: Sequence[Signal] = SIGNALS
) -> Decision:
    """Decide one case.

    Raises:
        ConfigurationError: no version of the regulation is in force at `facts.at`.
    """
    case = prepare(facts, policy, regulation)
    readings = {signal.__name__: signal(case) for signal in signals}
    findings = _worst_first(finding for seen in readings.values() for finding in seen.findings)
    outcome = worst(findings)
    return Decision(
        outcome=outcome,
        findings=findings,
        score=score(findings),
        signals=_by_name(readings),
        regulated=_regulated(case),
        step_up=_step_up(case) if outcome is Outcome.STEP_UP else None,
        hold=_hold(case) if outcome is Outcome.HOLD else None,
        payer_warning=next((one.reason for one in findings if one.reason.text.payer_vi), None),
        policy_version=policy.version,
        policy_digest=policy.digest,
        decided_at=facts.at,
        expires_at=facts.at + policy.valid_for,
    )


def worst(findings: Iterable[Finding]) -> Outcome:
    """Return the worst outcome; no finding means that every signal looked and saw nothing."""
    return max((finding.outcome for finding in findings), default=Outcome.ALLOW)


def score(findings: Iterable[Finding]) -> int:
    """Add up the points of the findings, at most 100; more findings never lower it."""
    return min(HIGHEST_SCORE, sum(finding.points for finding in findings))


def entry(facts: Facts, decision: Decision) -> Earlier | None:
    """Return the row by which an allowed payment counts from now on, or None where none counts."""
    found, regulated = group(facts), decision.regulated
    if decision.outcome is not Outcome.ALLOW or found is None or regulated is None or not facts.transaction:
        return None
    return Earlier(
        group=found,
        amount=facts.transaction.amount,
        transaction_class=TransactionClass(regulated.transaction_class),
        confirmed_as=regulated.confirmed_as,
        at=facts.at,
    )


def _worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda one: (-one.outcome, one.reason, one.signal, str(one.evidence))))


def _by_name(readings: Mapping[str, Seen]) -> tuple[SignalReading, ...]:
    return tuple(SignalReading(name=name, state=readings[name].state) for name in sorted(readings))


def _regulated(case: Case) -> Regulated | None:
    transaction, assessment = case.facts.transaction, case.assessment
    if transaction is None:
        return None
    regime = assessment.group.regime if assessment else Regime(transaction.customer)
    return Regulated(
        version=case.version.version,
        rule=assessment.rule_id if assessment else "",
        group=assessment.group if assessment else "",
        transaction_class=case.column,
        t=assessment.t if assessment else Vnd(0),
        tksth=assessment.tksth if assessment else Vnd(0),
        sufficient=_listed(case.sufficient),
        usable=in_order(case.evidence.forms),
        missing=in_order(shortest(missing(case.sufficient, case.evidence.forms))),
        confirmed_as=case.version.forms[regime].confirmed_as(case.evidence.forms),
    )


def _step_up(case: Case) -> StepUp:
    ways = _ways_on(case)
    biometric = any(Form.FACE_MATCH in way for way in ways)
    least = case.policy.levels[case.column].authentication
    return StepUp(
        authentication_level=max(least, BIOMETRIC_LEVEL if biometric else 0),
        transaction_binding=case.policy.consent[case.column],
        forms=_listed(ways),
        maximum_age_seconds=case.policy.authentication_age // timedelta(seconds=1),
    )


def _ways_on(case: Case) -> Combinations:
    """Return the combinations that would do: those for another device while it is new, else the class's."""
    new = is_new(case.facts) and not is_met(case.first_use, case.evidence.forms)
    return case.first_use if new else case.sufficient


def _listed(ways: Combinations) -> tuple[tuple[Form, ...], ...]:
    return tuple(in_order(way) for way in ways)


def _hold(case: Case) -> Hold | None:
    transaction, terms = case.facts.transaction, case.policy.hold
    if transaction is None:
        return None
    return Hold(amount=transaction.amount, expires_at=case.facts.at + terms.duration, ground=terms.ground)
