"""Deciding: facts, policy and regulation in; one decision out; the worst finding wins.

Pure, deterministic and independent of the order of the signals: adding a finding never softens an outcome.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter

from eidgate.core.errors import ConfigurationError
from eidgate.core.observation import GAPS, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.forms import in_order
from eidgate.core.regulation.terms import Earlier, Regime, TransactionClass
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.case import NOT_MONITORED, NOTHING, Case, Seen, Signal
from eidgate.core.risk.decision import FIRST_REVISION, Consulted, Decision, Hold, Regulated, Revisions
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.prepare import group, prepare
from eidgate.core.risk.rules.judge import judge
from eidgate.core.risk.scoring import score
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.risk.signals.required_forms import lacking
from eidgate.core.risk.signals.revisions import DECIDING, revision
from eidgate.core.risk.softening import soften
from eidgate.core.risk.step_up import listed, step_up
from eidgate.core.terms import Vnd


def decide(
    facts: Facts, *, policy: Policy, regulation: Regulation, signals: Sequence[Signal] = SIGNALS
) -> Decision:
    """Decide one case.

    Raises:
        ConfigurationError: there is no signal, or no version of the regulation is in force at `facts.at`.
        InvalidCommandError: money moves, but the amount is not above zero.
    """
    if not signals:
        raise ConfigurationError("signals: must not be empty; who looks at nothing would allow everything")
    case = prepare(facts, policy, regulation)
    sorted_signals = _by_name(tuple(signals))
    seen = [signal(case) for signal in sorted_signals]
    findings = _worst_first(_findings(case, _speaking(sorted_signals, seen)))
    outcome = worst(findings)
    return Decision(
        outcome=outcome,
        findings=findings,
        score=score(findings),
        consulted=_by_state(sorted_signals, tuple([one.state for one in seen])),
        regulated=_regulated(case),
        step_up=step_up(case, findings) if outcome is Outcome.STEP_UP else None,
        hold=_hold(case) if outcome is Outcome.HOLD else None,
        payer_warning=next((one.reason for one in findings if one.reason.text.payer_vi), None),
        policy_version=policy.version,
        policy_digest=policy.digest,
        decided_at=facts.at,
        expires_at=facts.at + policy.valid_for,
        revisions=_revisions(sorted_signals),
        unsaid=_unsaid(facts, findings, policy) if policy.unsaid else (),
    )


def worst(findings: Iterable[Finding]) -> Outcome:
    """Return the worst outcome; no finding means that every signal looked and saw nothing."""
    return max((finding.outcome for finding in findings), default=Outcome.ALLOW)


def _speaking(signals: Sequence[Signal], seen: Sequence[Seen]) -> list[tuple[str, Seen]]:
    """Leave out the signals that have nothing to say, which are nearly all: no finding, and no gap."""
    return [
        (signal.__name__, one)
        for signal, one in zip(signals, seen, strict=True)
        if one is not NOTHING and one is not NOT_MONITORED
    ]


def _findings(case: Case, speaking: list[tuple[str, Seen]]) -> list[Finding]:
    """Gather what the signals found, what their gaps mean, what the rules say, and what it adds up to."""
    policy = case.policy
    findings = [finding for _, seen in speaking for finding in seen.findings]
    findings += [gap for name, seen in speaking if seen.state in GAPS for gap in _gap(case, name, seen)]
    if policy.rules:
        findings += judge(case)
    if case.version.version not in policy.regulation:
        findings.append(
            case.finding("regulation", Reason.REGULATION_NOT_REVIEWED, version=case.version.version)
        )
    findings = soften(findings, case.facts, policy.softening, policy.scoring.points)
    return findings + policy.scoring.hardening(score(findings), worst(findings))


def _gap(case: Case, signal: str, seen: Seen) -> list[Finding]:
    """Say what a missing source means, unless the signal itself already said as much."""
    outcome = case.policy.gap(signal, seen.state, case.column)
    if seen.findings and worst(seen.findings) >= outcome:
        return []
    return [
        Finding(
            reason=Reason.EVIDENCE_GAP,
            outcome=outcome,
            signal=signal,
            points=case.policy.scoring.of(Reason.EVIDENCE_GAP, outcome),
            evidence={"state": seen.state},
        )
    ]


def _unsaid(facts: Facts, findings: Iterable[Finding], policy: Policy) -> tuple[str, ...]:
    """Return the rows that were filled and that this decision rests on."""
    used = {
        row
        for one in findings
        for row in (f"outcomes.{one.reason}", f"gaps.{one.signal}", f"parameters.{one.signal}")
    }
    if facts.transaction is not None:
        used.add(f"judged_as.{facts.transaction.kind}")
    return tuple(sorted(used & policy.unsaid))


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


def _worst_first(findings: list[Finding]) -> tuple[Finding, ...]:
    if len(findings) > 1:
        findings.sort(key=lambda one: (-one.outcome, one.code, one.signal, str(one.evidence)))
    return tuple(findings)


@lru_cache(maxsize=16)
def _by_name(signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
    """Sort a registry once; there are as many as a process has policies."""
    return tuple(sorted(signals, key=attrgetter("__name__")))


@lru_cache(maxsize=16)
def _revisions(signals: tuple[Signal, ...]) -> Revisions:
    """Return the revisions that are not the first; as many registries as above."""
    names = sorted((DECIDING, *(signal.__name__ for signal in signals)))
    found = ((name, revision(name)) for name in names)
    return tuple((name, number) for name, number in found if number != FIRST_REVISION)


@lru_cache(maxsize=1024)  # the same few combinations come all day
def _by_state(signals: tuple[Signal, ...], states: tuple[SignalState, ...]) -> Consulted:
    names: dict[SignalState, list[str]] = {}
    for signal, state in zip(signals, states, strict=True):
        names.setdefault(state, []).append(signal.__name__)
    return tuple((state, " ".join(names[state])) for state in sorted(names))


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
        sufficient=listed(case.sufficient),
        usable=in_order(case.evidence.forms),
        missing=in_order(lacking(case)),
        confirmed_as=case.version.forms[regime].confirmed_as(case.evidence.forms),
    )


def _hold(case: Case) -> Hold | None:
    transaction, terms = case.facts.transaction, case.policy.hold
    if transaction is None:
        return None
    return Hold(amount=transaction.amount, expires_at=case.facts.at + terms.duration, ground=terms.ground)
