"""`ports.Observer` in Prometheus metrics."""

from eidgate.adapters.metrics.instruments import Instruments
from eidgate.ports import DecisionSeen, ReportSeen


class MetricsObserver:
    """Counts what it is told; a few microseconds a call, because every child is bound once."""

    def __init__(self, instruments: Instruments) -> None:
        self._is = instruments

    def rpc(self, method: str, code: str, seconds: float) -> None:
        """One call ended."""
        self._is.requests(method, code).inc()
        self._is.duration(method, code).observe(seconds)

    def in_flight(self, change: int) -> None:
        """Calls under way went up or down."""
        self._is.in_flight.inc(change)

    def streams(self, change: int) -> None:
        """Open streams went up or down."""
        self._is.streams.inc(change)

    def stream_ended(self, method: str, code: str) -> None:
        """One stream ended; it is counted as a call, but not timed."""
        self._is.requests(method, code).inc()

    def shed(self, why: str) -> None:
        """A call was refused."""
        self._is.shed(why).inc()

    def verified(self, verdict: str, seconds: float) -> None:
        """An assertion was judged."""
        self._is.verdicts(verdict).inc()
        self._is.verification.observe(seconds)

    def decided(self, seen: DecisionSeen) -> None:
        """A decision was answered; one that was answered before counts as a repeat only."""
        if seen.replayed:
            self._is.repeats.inc()
            return
        self._is.decisions(seen.outcome, seen.transaction_class or "none", seen.kind).inc()
        for reason in seen.reasons:
            self._is.reasons(reason).inc()
        for gap in seen.gaps:
            self._is.gaps(gap).inc()

    def tried(self, seen: DecisionSeen) -> None:
        """A dry run was answered."""
        self._is.dry_runs(seen.relying_party).inc()

    def committed(self, units: int, seconds: float) -> None:
        """The ledger made a batch durable."""
        self._is.commit.observe(seconds)
        self._is.batch.observe(units)

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        """An alert was sent to its receiver."""
        self._is.desk.alert_sent(relying_party, seconds)

    def report_filed(self, channel: str, scheme: str) -> None:
        """A victim's report was filed."""
        self._is.desk.reports.filed(channel, scheme)

    def case_held(self, seconds: float) -> None:
        """The first hold of a reported case was placed."""
        self._is.desk.reports.held(seconds)

    def recovered(self, amount: int) -> None:
        """A victim got something back."""
        self._is.desk.reports.recovered(amount)

    def transfers_recorded(self, recorded: int, known: int) -> None:
        """Settled transfers were recorded."""
        self._is.desk.traces.recorded(recorded, known)

    def trace_begun(self, start: str, seconds: float) -> None:
        """A trace was begun."""
        self._is.desk.traces.begun(start, seconds)

    def trace_advanced(self, movements: int) -> None:
        """A running trace changed."""
        self._is.desk.traces.advanced(movements)

    def replay_refused(self, kind: str) -> None:
        """A one-use claim had been used."""
        self._is.replays(kind).inc()

    def reported(self, seen: ReportSeen) -> None:
        """A decision's outcome was reported."""
        self._is.reports.reported(seen)
