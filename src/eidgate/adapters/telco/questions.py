"""The questions about a number: which API of CAMARA answers each, and what its answer means.

SimSwap 2.1.0 (`sim-swap/v2`), DeviceSwap (`device-swap/v1`), NumberRecycling (`number-recycling/v0.2`) and
CallForwardingSignal (`call-forwarding-signal/v0.3`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol, TypeVar

from eidgate.adapters.telco.answers import (
    DeviceChange,
    Forwarding,
    Recycled,
    SimChange,
    SwapCheck,
    instant,
)
from eidgate.core.observation import Reading, SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Instant
from eidgate.ports.sim_network import SimQuery

T = TypeVar("T")

LONGEST_LOOK_BACK: Final = 2400
"""Hours; the most that `maxAge` may be (SimSwap 2.1.0)."""
_HOUR: Final = timedelta(hours=1)


class Asks(Protocol):
    """One call of one API: a path below the operator's root, a body, the form of the answer."""

    def __call__(self, path: str, body: dict[str, Any], kind: type[T]) -> T:
        """Return the answer, or raise `OutsideError`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How one operator answers: with dates or not; `now` is the instant of asking."""

    dates: bool
    now: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The API that answers one question."""

    scope: str
    answer: Callable[[SimQuery, Manner, Asks], Reading]


def _sim_swap(query: SimQuery, manner: Manner, ask: Asks) -> Reading:
    return _change("sim-swap/v2", SimChange, query, manner, ask)


def _device_swap(query: SimQuery, manner: Manner, ask: Asks) -> Reading:
    return _change("device-swap/v1", DeviceChange, query, manner, ask)


def _change(
    root: str, kind: type[SimChange | DeviceChange], query: SimQuery, manner: Manner, ask: Asks
) -> Reading:
    """Ask when; where that says too little, ask whether.

    Null means "not in the monitored window". Only a window that is known, and at least as long as ours, makes
    that a no: without its length it may be days or nothing at all.
    """
    if manner.dates:
        told = ask(f"{root}/retrieve-date", _number(query), kind)
        if told.at is not None:
            return _seen(True, manner, at=instant(told.at, now=manner.now))
        if told.monitored_days is not None and timedelta(days=told.monitored_days) >= query.window:
            return _seen(False, manner)
    hours = -(-query.window // _HOUR)
    if hours > LONGEST_LOOK_BACK:
        return Reading(state=SignalState.NOT_MONITORED, as_of=manner.now)
    checked = ask(f"{root}/check", {**_number(query), "maxAge": max(1, hours)}, SwapCheck)
    return _seen(checked.swapped, manner)


def _recycling(query: SimQuery, manner: Manner, ask: Asks) -> Reading:
    body = {**_number(query), "specifiedDate": query.since.isoformat()}
    return _seen(ask("number-recycling/v0.2/check", body, Recycled).recycled, manner)


def _forwarding(query: SimQuery, manner: Manner, ask: Asks) -> Reading:
    path = "call-forwarding-signal/v0.3/unconditional-call-forwardings"
    return _seen(ask(path, _number(query), Forwarding).active, manner)


def _number(query: SimQuery) -> dict[str, Any]:
    return {"phoneNumber": query.phone.reveal()}


def _seen(happened: bool, manner: Manner, *, at: Instant | None = None) -> Reading:  # noqa: FBT001 (the answer)
    state = SignalState.OBSERVED if happened else SignalState.NOT_OBSERVED
    return Reading(state=state, at=at, as_of=manner.now)


APIS: Final = {
    SimQuestion.SIM_SWAP: Api(scope="sim-swap", answer=_sim_swap),
    SimQuestion.DEVICE_SWAP: Api(scope="device-swap", answer=_device_swap),
    SimQuestion.NUMBER_RECYCLING: Api(scope="number-recycling:check", answer=_recycling),
    SimQuestion.CALL_FORWARDING: Api(
        scope="call-forwarding-signal:unconditional-call-forwardings:read", answer=_forwarding
    ),
}
"""A new question is a member of `SimQuestion` and a line here."""
