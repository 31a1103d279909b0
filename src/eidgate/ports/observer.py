"""Who watches."""

from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct

from eidgate.core.terms import DecisionName, RelyingPartyId


class DecisionSeen(Struct, frozen=True, kw_only=True):
    """What metrics and logs may know of a decision: codes and names, nothing personal."""

    name: DecisionName
    relying_party: RelyingPartyId
    method: str
    correlation_id: str
    outcome: str
    transaction_class: str
    kind: str
    reasons: tuple[str, ...]
    gaps: tuple[str, ...]
    transaction_binding: str
    policy_version: str
    replayed: bool
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSeen:
    """What metrics may know of an outcome report: what became of a decision, and what had been found in it.

    `sources` are the institutions whose listings spoke in the decision, `rules` the custom rules that did.
    """

    kind: str
    outcome: str
    reasons: tuple[str, ...]
    sources: tuple[str, ...]
    rules: tuple[str, ...] = ()


class Observer(Protocol):
    """Who watches: metrics and logs. It never fails, never blocks and sees no personal value."""

    def rpc(self, method: str, code: str, seconds: float) -> None:
        """One call ended."""
        ...

    def in_flight(self, change: int) -> None:
        """Calls under way went up or down by `change`."""
        ...

    def streams(self, change: int) -> None:
        """Open streams went up or down by `change`."""
        ...

    def stream_ended(self, method: str, code: str) -> None:
        """One stream ended; how long it was open says nothing about the service."""
        ...

    def shed(self, why: str) -> None:
        """A call was refused to protect the rest: `queue`, `quota` or `draining`."""
        ...

    def verified(self, verdict: str, seconds: float) -> None:
        """An assertion was judged: `verified` or the reason's code."""
        ...

    def decided(self, seen: DecisionSeen) -> None:
        """A decision was answered."""
        ...

    def tried(self, seen: DecisionSeen) -> None:
        """A dry run was answered: nothing was decided, so no record has its name."""
        ...

    def committed(self, units: int, seconds: float) -> None:
        """The ledger made a batch durable."""
        ...

    def alert_sent(self, relying_party: str, seconds: float) -> None:
        """An alert was sent to its receiver, so long after its event."""
        ...

    def report_filed(self, channel: str, scheme: str) -> None:
        """A victim's report was filed."""
        ...

    def case_held(self, seconds: float) -> None:
        """The first hold of a reported case was placed, so long after the report."""
        ...

    def recovered(self, amount: int) -> None:
        """A report says that its victim got so much more back, in VND."""
        ...

    def transfers_recorded(self, recorded: int, known: int) -> None:
        """Settled transfers were recorded: so many new ones, and so many that had been before."""
        ...

    def trace_begun(self, start: str, seconds: float) -> None:
        """A trace was begun at a `transfer`, an `account` or a `report`, and answered so soon."""
        ...

    def trace_advanced(self, movements: int) -> None:
        """A running trace changed; so much money moved to an account that its alerts tell of."""
        ...

    def replay_refused(self, kind: str) -> None:
        """A one-use claim had been used: `assertion` or `nonce`."""
        ...

    def reported(self, seen: ReportSeen) -> None:
        """Something became of a decision, for the first time that this was said of it."""
        ...
