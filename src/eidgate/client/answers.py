"""What an answer means to the caller: go on, or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic, TypeVar

from eidgate.v1 import decision_pb2

Response = TypeVar("Response")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Generic[Response]):
    """An answer; `replayed` when an earlier call with the same request id had already been given it.

    `signal_times` are nanoseconds by signal, for a request `with_timings`.
    """

    response: Response
    replayed: bool
    signal_times: Mapping[str, int] = field(default_factory=dict)


def should_proceed(decision: decision_pb2.Decision, *, at: datetime | None = None) -> bool:
    """Whether the caller may act on this decision now: a recorded ALLOW and nothing else.

    An outcome that is missing, or that a newer server sends and this code does not know, counts as DENY. A
    dry run (`validate_only`) recorded nothing, so it has no receipt and is no ground to go on. With `at` (an
    aware datetime) an answer that has expired by then counts as DENY too.
    """
    if decision.outcome != decision_pb2.OUTCOME_ALLOW or not decision.HasField("receipt"):
        return False
    return at is None or at < decision.expire_time.ToDatetime(UTC)
