"""The case that signals look at: the facts, and what the policy and the regulation make of them."""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from msgspec import Struct

from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.assess import Assessment
from eidgate.core.regulation.evidence import Evidence
from eidgate.core.regulation.forms import Combinations
from eidgate.core.regulation.versions import RegulationVersion
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding
from eidgate.core.risk.personal import PersonalPayment
from eidgate.core.risk.policy import Column, Policy


class Case(Struct, frozen=True, kw_only=True):
    """One decision in the making.

    `personal` is the payment where it is a person's to somebody else, `column` the policy's column.
    `sufficient` are the form combinations that the regulation accepts, empty where no form is demanded.
    `first_use` are those for another device (Art. 8(6)).
    """

    facts: Facts
    personal: PersonalPayment | None
    policy: Policy
    column: Column
    version: RegulationVersion
    assessment: Assessment | None
    sufficient: Combinations
    first_use: Combinations
    evidence: Evidence

    def finding(self, signal: str, reason: Reason, **evidence: str) -> Finding:
        """Make a finding with the outcome that the policy gives this reason here."""
        outcome, points = self.policy.verdict(reason, self.column)
        return Finding(reason=reason, outcome=outcome, signal=signal, points=points, evidence=evidence)


class Seen(Struct, frozen=True, kw_only=True):
    """What one signal saw."""

    state: SignalState
    findings: tuple[Finding, ...] = ()


Signal: TypeAlias = Callable[[Case], Seen]
"""Pure; looks at the case only, and finds the same whatever the other signals find."""


def seen(findings: Iterable[Finding]) -> Seen:
    """Return OBSERVED with the findings, or NOT_OBSERVED when there are none."""
    found = tuple(findings)
    return Seen(state=SignalState.OBSERVED, findings=found) if found else NOTHING


NOTHING = Seen(state=SignalState.NOT_OBSERVED)
NOT_MONITORED = Seen(state=SignalState.NOT_MONITORED)
