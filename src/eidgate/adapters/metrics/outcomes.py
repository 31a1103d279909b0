"""What became of decisions, in metrics: how often each reason, rule and list source was right."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter

from eidgate.adapters.metrics.children import Children
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.ports import ReportSeen

_OUTCOMES: Final = frozenset(outcome.name for outcome in Outcome)
_REASONS: Final = frozenset(reason.value for reason in Reason)
_KINDS: Final = frozenset(kind.value for kind in OutcomeKind)
_ANY: Final[frozenset[str]] = frozenset()


class OutcomeMetrics:
    """Counted once a decision and kind; precision is a quotient of these (`docs/policies.md`)."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, help_text: str, *labels: str) -> Counter:
            return Counter(f"eidgate_{name}", help_text, labels, registry=registry)

        self._reports = Children(
            counter(
                "outcome_reports",
                "Decisions reported on, by what became of them and their outcome.",
                "kind",
                "outcome",
            ),
            _KINDS,
            _OUTCOMES,
        )
        self._reasons = Children(
            counter(
                "outcome_report_reasons",
                "Reasons found in the decisions reported on, by what became of them.",
                "kind",
                "reason",
            ),
            _KINDS,
            _REASONS,
            limit=1024,
        )
        self._rules = Children(
            counter(
                "outcome_report_rules",
                "Custom rules that applied in the decisions reported on, by what became of them.",
                "kind",
                "rule",
            ),
            _KINDS,
            _ANY,
            limit=1024,
        )
        self._sources = Children(
            counter(
                "outcome_report_list_sources",
                "Listings in the decisions reported on, by what became of them and who listed.",
                "kind",
                "source",
            ),
            _KINDS,
            _ANY,
            limit=512,
        )

    def reported(self, seen: ReportSeen) -> None:
        """Count what became of a decision."""
        self._reports(seen.kind, seen.outcome).inc()
        for reason in seen.reasons:
            self._reasons(seen.kind, reason).inc()
        for rule in seen.rules:
            self._rules(seen.kind, rule).inc()
        for source in seen.sources:
            self._sources(seen.kind, source).inc()
