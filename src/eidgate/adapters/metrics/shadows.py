"""Shadows in metrics: where a candidate would have decided otherwise, by outcome, ground and amount."""

import logging
from typing import Final

from prometheus_client import CollectorRegistry, Counter

from eidgate.adapters.metrics.children import OTHER, Children
from eidgate.core.errors import EidgateError
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.bands import BANDS
from eidgate.ports import ShadowSeen

_LOGGER: Final = logging.getLogger("eidgate.shadows")

_OUTCOMES: Final = frozenset(outcome.name for outcome in Outcome)
_ANY: Final[frozenset[str]] = frozenset()
_WHY: Final = frozenset({"queue", "policy", "fault", "stopped"})

NAMED: Final = 32
"""Shadows with labels of their own in a process's life; what is above counts as `other` together. Reports
(`eidgate policy shadow report`) come from the store and know every one."""


class ShadowMetrics:
    """Implements `eidgate.ports.ShadowWatcher`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, help_text: str, *labels: str) -> Counter:
            return Counter(f"eidgate_{name}", help_text, labels, registry=registry)

        self._decisions = Children(
            counter(
                "shadow_decisions",
                "Decisions judged aside, by the outcome that was answered and the shadow's.",
                "policy",
                "recorded",
                "candidate",
            ),
            _ANY,
            _OUTCOMES,
            _OUTCOMES,
            limit=1024,
        )
        self._bands = Children(
            counter(
                "shadow_decision_bands",
                "Decisions judged aside, by amount and whether the shadow was harder, softer or the same.",
                "policy",
                "band",
                "direction",
            ),
            _ANY,
            frozenset(BANDS),
            frozenset({"harder", "softer", "same"}),
            limit=1024,
        )
        self._changes = Children(
            counter(
                "shadow_differences",
                "Grounds that a shadow added or removed, or weighed harder or softer.",
                "policy",
                "reason",
                "change",
            ),
            _ANY,
            _ANY,
            frozenset({"added", "removed", "harder", "softer"}),
            limit=1024,
        )
        self._dropped = Children(
            counter("shadow_dropped", "Decisions that shadows should have judged and did not.", "why"), _WHY
        )
        self._missed = Children(
            counter(
                "shadow_missed",
                "Decisions in a shadow's share that it did not judge, for want of time.",
                "policy",
            ),
            _ANY,
        )
        self._named: set[str] = set()
        self._failures = counter("shadow_store_failures", "Reading shadows or storing their counts failed.")

    def shadowed(self, seen: ShadowSeen) -> None:
        """Count one decision of one shadow."""
        policy = self._label(seen.policy)
        self._decisions(policy, seen.recorded, seen.candidate).inc()
        self._bands(policy, seen.band, _direction(seen)).inc()
        for ground, change in seen.changes:
            self._changes(policy, ground, change).inc()

    def shadow_dropped(self, why: str) -> None:
        """Count a decision that was not judged."""
        self._dropped(why).inc()

    def shadow_missed(self, policy: str, decisions: int) -> None:
        """Count what a shadow did not judge."""
        self._missed(self._label(policy)).inc(decisions)

    def _label(self, policy: str) -> str:
        if policy not in self._named:
            if len(self._named) >= NAMED:
                return OTHER
            self._named.add(policy)
        return policy

    def shadows_failed(self, error: EidgateError) -> None:
        """Count and log that the store did not serve."""
        self._failures.inc()
        _LOGGER.warning("shadows not served", extra={"fields": {"why": str(error)}})


def _direction(seen: ShadowSeen) -> str:
    recorded, candidate = Outcome[seen.recorded], Outcome[seen.candidate]
    if recorded is candidate:
        return "same"
    return "harder" if candidate > recorded else "softer"
