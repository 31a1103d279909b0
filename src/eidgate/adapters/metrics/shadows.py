"""Shadows in metrics: where a candidate would have decided otherwise, by outcome, ground and amount."""

import logging
from typing import Final

from prometheus_client import CollectorRegistry, Counter

from eidgate.adapters.metrics.children import Children
from eidgate.core.errors import EidgateError
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.trial.bands import BANDS
from eidgate.ports import ShadowSeen

_LOGGER: Final = logging.getLogger("eidgate.shadows")

_OUTCOMES: Final = frozenset(outcome.name for outcome in Outcome)
_ANY: Final[frozenset[str]] = frozenset()
_WHY: Final = frozenset({"queue", "policy", "fault"})


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
            limit=512,
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
            limit=512,
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
        self._failures = counter("shadow_store_failures", "Reading shadows or storing their counts failed.")

    def shadowed(self, seen: ShadowSeen) -> None:
        """Count one decision of one shadow."""
        self._decisions(seen.policy, seen.recorded, seen.candidate).inc()
        self._bands(seen.policy, seen.band, _direction(seen)).inc()
        for ground, change in seen.changes:
            self._changes(seen.policy, ground, change).inc()

    def shadow_dropped(self, why: str) -> None:
        """Count a decision that was not judged."""
        self._dropped(why).inc()

    def shadows_failed(self, error: EidgateError) -> None:
        """Count and log that the store did not serve."""
        self._failures.inc()
        _LOGGER.warning("shadows not served", extra={"fields": {"why": str(error)}})


def _direction(seen: ShadowSeen) -> str:
    recorded, candidate = Outcome[seen.recorded], Outcome[seen.candidate]
    if recorded is candidate:
        return "same"
    return "harder" if candidate > recorded else "softer"
