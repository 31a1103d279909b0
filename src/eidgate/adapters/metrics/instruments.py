"""Every metric of a worker: its name, unit, labels and what it is for. None holds a personal value."""

import platform
from importlib.metadata import version
from typing import Final

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram

from eidgate.adapters.metrics.children import Children
from eidgate.adapters.metrics.desk import DeskInstruments
from eidgate.adapters.metrics.issuers import IssuerInstruments
from eidgate.adapters.metrics.outcomes import OutcomeMetrics
from eidgate.adapters.metrics.shadows import ShadowMetrics
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import Instant, TransactionKind

_SECONDS: Final = (0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.125, 0.25, 0.5, 1, 2, 4)
"""From 1 ms, below which no durable answer comes, past the deadline cap of 3 s, in steps of about two."""
_FINE_SECONDS: Final = (0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5)
"""A signature costs 0.1 ms, a commit 1-20 ms."""
_UNITS: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256)

_OUTCOMES: Final = frozenset(outcome.name for outcome in Outcome)
_CLASSES: Final = frozenset({*"ABCDEFG", "none"})
_KINDS: Final = frozenset({*(kind.value for kind in TransactionKind), "identity"})
_REASONS: Final = frozenset(reason.value for reason in Reason)
_ANY: Final[frozenset[str]] = frozenset()


class Instruments:
    """One process's metrics; `Observer` calls move most, the facts of configuration are set here."""

    def __init__(self, registry: CollectorRegistry = REGISTRY) -> None:
        def counter(name: str, help_text: str, *labels: str) -> Counter:
            return Counter(f"eidgate_{name}", help_text, labels, registry=registry)

        def histogram(
            name: str, help_text: str, *labels: str, buckets: tuple[float, ...] = _FINE_SECONDS
        ) -> Histogram:
            return Histogram(f"eidgate_{name}", help_text, labels, buckets=buckets, registry=registry)

        def gauge(name: str, help_text: str, *labels: str, mode: str) -> Gauge:
            return Gauge(f"eidgate_{name}", help_text, labels, multiprocess_mode=mode, registry=registry)  # type: ignore[arg-type]  # a literal in the stubs

        self.requests = Children(
            counter("rpc_requests", "Calls that ended, by method and gRPC code.", "method", "code"),
            _ANY,
            _ANY,
        )
        self.duration = Children(
            histogram(
                "rpc_duration_seconds",
                "Time from a call's arrival, waiting included, to its answer.",
                "method",
                "code",
                buckets=_SECONDS,
            ),
            _ANY,
            _ANY,
        )
        self.in_flight = gauge("rpc_in_flight", "Calls that a handler works on now.", mode="livesum")
        self.streams = gauge("rpc_streams_open", "Streams that are open now.", mode="livesum")
        self.shed = Children(
            counter("rpc_shed", "Calls refused to protect the rest.", "why"),
            frozenset({"queue", "quota", "draining"}),
        )
        self.decisions = Children(
            counter(
                "decisions",
                "Decisions answered, by outcome, transaction class and kind.",
                "outcome",
                "class",
                "kind",
            ),
            _OUTCOMES,
            _CLASSES,
            _KINDS,
            limit=512,
        )
        self.reasons = Children(
            counter("decision_reasons", "Reasons given in decisions.", "reason"), _REASONS
        )
        self.gaps = Children(
            counter("signal_gaps", "Sources that could not say what a decision asked.", "signal"),
            _ANY,
            limit=64,
        )
        self.repeats = counter("decisions_repeated", "Decisions answered from the record of an earlier call.")
        self.dry_runs = Children(
            counter(
                "dry_runs", "Dry runs answered, which nothing but this and the log tells of.", "relying_party"
            ),
            _ANY,
            limit=512,
        )
        self.verdicts = Children(
            counter("assertions", "Assertions judged, by verdict: verified or the reason's code.", "verdict"),
            _REASONS | {"verified"},
        )
        self.verification = histogram("verification_seconds", "Time to judge one assertion.")
        self.commit = histogram("ledger_commit_seconds", "Time to make one batch of decisions durable.")
        self.batch = histogram("ledger_batch_units", "Decisions made durable in one batch.", buckets=_UNITS)
        self.replays = Children(
            counter("replays_refused", "One-use claims that had been used before.", "kind"),
            frozenset({"assertion", "nonce"}),
        )
        self.reports = OutcomeMetrics(registry)
        self.reloads = Children(
            counter("config_reloads", "Reloads of a configuration file, by result.", "file", "result"),
            _ANY,
            frozenset({"applied", "refused"}),
            limit=32,
        )
        self._policy_rows = Children(
            gauge(
                "policy_rows_missing",
                "Rows that an activated policy lacks since an upgrade; each asks for more at least.",
                "line",
                mode="livemax",
            ),
            _ANY,
            limit=64,
        )
        self.lines_dropped = counter("log_lines_dropped", "Log lines that could not be written in time.")
        self._expiry = gauge(
            "certificate_expiry_timestamp_seconds", "When the server certificate expires.", mode="livemin"
        )
        self._quota = Children(
            gauge("quota_calls_per_second", "Configured quota.", "relying_party", mode="livemax"),
            _ANY,
            limit=512,
        )
        build = gauge("build_info", "The running version; always 1.", "version", "python", mode="livemax")
        build.labels(version("eidgate"), platform.python_version()).set(1)
        self.issuers = IssuerInstruments(registry)
        self.desk = DeskInstruments(registry)
        self.shadows = ShadowMetrics(registry)
        self.in_flight.set(0)
        self.streams.set(0)

    def certificate_expires(self, at: Instant) -> None:
        """Tell when the server certificate expires."""
        self._expiry.set(at.timestamp())

    def quota(self, relying_party: str, per_second: float) -> None:
        """Tell a relying party's configured quota."""
        self._quota(relying_party).set(per_second)

    def policy_rows(self, line: str, missing: int) -> None:
        """Tell how many rows the activated policies of a line lack."""
        self._policy_rows(line).set(missing)

    def reloaded(self, file: str, *, applied: bool) -> None:
        """Tell that a changed file was put in force, or refused."""
        self.reloads(file, "applied" if applied else "refused").inc()
