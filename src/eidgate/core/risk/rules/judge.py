"""Asking a policy's custom rules about a case: what applies is a finding, what cannot answer is one too."""

from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.rules.fault import RuleError
from eidgate.core.risk.rules.rule import Rule


def judge(case: Case) -> list[Finding]:
    """Return a finding for every rule that applies or fails; no rule sees what another found."""
    findings: list[Finding] = []
    for rule in case.policy.rules:
        try:
            if rule.test(case):
                findings.append(_matched(rule, case))
        except RuleError as error:
            findings.append(_failed(rule, case, error.why))
        except Exception as error:  # noqa: BLE001 (a fault of ours: no rule may keep a decision from being made)
            findings.append(_failed(rule, case, type(error).__name__))
    return findings


def _matched(rule: Rule, case: Case) -> Finding:
    return Finding(
        reason=Reason.RULE_MATCHED,
        outcome=rule.outcomes[case.column],
        signal=rule.signal,
        points=rule.points,
        evidence={"rule": rule.cited.rule, "version": str(rule.cited.version)},
        cited=rule.cited,
    )


def _failed(rule: Rule, case: Case, why: str) -> Finding:
    """Step up at least: what the rule would have said is not known, and may have been worse than silence."""
    version = str(rule.cited.version)
    return case.finding(rule.signal, Reason.RULE_FAILED, rule=rule.cited.rule, version=version, why=why)
