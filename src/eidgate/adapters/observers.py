"""Several observers as one."""

from collections.abc import Sequence

from eidgate.ports import DecisionSeen, Observer, ReportSeen


class FanOut:
    """Tells every observer the same, in order."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = tuple(observers)

    def rpc(self, method: str, code: str, seconds: float) -> None:
        """One call ended."""
        for observer in self._observers:
            observer.rpc(method, code, seconds)

    def in_flight(self, change: int) -> None:
        """Calls under way went up or down."""
        for observer in self._observers:
            observer.in_flight(change)

    def streams(self, change: int) -> None:
        """Open streams went up or down."""
        for observer in self._observers:
            observer.streams(change)

    def stream_ended(self, method: str, code: str) -> None:
        """One stream ended."""
        for observer in self._observers:
            observer.stream_ended(method, code)

    def shed(self, why: str) -> None:
        """A call was refused."""
        for observer in self._observers:
            observer.shed(why)

    def verified(self, verdict: str, seconds: float) -> None:
        """An assertion was judged."""
        for observer in self._observers:
            observer.verified(verdict, seconds)

    def decided(self, seen: DecisionSeen) -> None:
        """A decision was answered."""
        for observer in self._observers:
            observer.decided(seen)

    def tried(self, seen: DecisionSeen) -> None:
        """A dry run was answered."""
        for observer in self._observers:
            observer.tried(seen)

    def committed(self, units: int, seconds: float) -> None:
        """The ledger made a batch durable."""
        for observer in self._observers:
            observer.committed(units, seconds)

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        """An alert was sent to its receiver."""
        for observer in self._observers:
            observer.alert_sent(relying_party, seconds)

    def report_filed(self, channel: str, scheme: str) -> None:
        """A victim's report was filed."""
        for observer in self._observers:
            observer.report_filed(channel, scheme)

    def case_held(self, seconds: float) -> None:
        """The first hold of a reported case was placed."""
        for observer in self._observers:
            observer.case_held(seconds)

    def recovered(self, amount: int) -> None:
        """A victim got something back."""
        for observer in self._observers:
            observer.recovered(amount)

    def transfers_recorded(self, recorded: int, known: int) -> None:
        """Settled transfers were recorded."""
        for observer in self._observers:
            observer.transfers_recorded(recorded, known)

    def trace_begun(self, start: str, seconds: float) -> None:
        """A trace was begun."""
        for observer in self._observers:
            observer.trace_begun(start, seconds)

    def trace_advanced(self, movements: int) -> None:
        """A running trace changed."""
        for observer in self._observers:
            observer.trace_advanced(movements)

    def replay_refused(self, kind: str) -> None:
        """A one-use claim had been used."""
        for observer in self._observers:
            observer.replay_refused(kind)

    def reported(self, seen: ReportSeen) -> None:
        """A decision's outcome was reported."""
        for observer in self._observers:
            observer.reported(seen)
