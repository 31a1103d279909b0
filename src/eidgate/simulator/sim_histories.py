"""The books of a simulated operator: what happened to each number, drawn from a seed; all of it made up.

The last four digits of a number may ask for a story, so that a developer needs no set-up:

    0002 the SIM was swapped two hours ago        0403 the operator may not tell
    0003 the phone was changed yesterday          0404 the number is not one of its own
    0030 it was given to somebody else just now   0422 the service is not for this number
    0040 calls are forwarded                      0000 no SIM was ever in use
    0090 nothing in the time that is watched      0429 too many questions

Every other number has had its SIM, its phone and its subscriber for years.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from eidgate.core.terms import Instant, local_day

_ENDING: Final = 4
_YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class SimHistory:
    """What an operator knows of a number; None for what never happened, or not in the time it watches."""

    sim_changed_at: Instant | None
    device_changed_at: Instant | None
    held_since: date
    forwarding: bool = False
    watched_days: int | None = None
    refusal: str = ""
    """A code of CAMARA's that every question about it gets."""


_REFUSALS: Final = {
    "0403": "PERMISSION_DENIED",
    "0404": "IDENTIFIER_NOT_FOUND",
    "0422": "SERVICE_NOT_APPLICABLE",
    "0429": "TOO_MANY_REQUESTS",
}


class SimHistories:
    """Histories drawn from a seed, and those that a test sets."""

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._told: dict[str, SimHistory] = {}

    def tell(self, phone: str, history: SimHistory) -> None:
        """Set the history of one number (E.164)."""
        self._told[phone] = history

    def of(self, phone: str, *, at: Instant) -> SimHistory:
        """Return the history of a number as it is at an instant."""
        return self._told.get(phone) or self._story(phone, at)

    def _story(self, phone: str, at: Instant) -> SimHistory:
        draw = Random(f"{self._seed} {phone}")
        begun = at - draw.uniform(2, 12) * _YEAR
        sim, device, held = begun, begun + draw.uniform(0, 1) * _YEAR, begun.date()
        match phone[-_ENDING:]:
            case "0002":
                sim = at - timedelta(hours=2)
            case "0003":
                device = at - timedelta(days=1)
            case "0030":
                held = local_day(at) + timedelta(days=1)  # later than any day that one can ask about
            case "0040":
                return SimHistory(
                    sim_changed_at=sim, device_changed_at=device, held_since=held, forwarding=True
                )
            case "0090":
                return SimHistory(
                    sim_changed_at=None, device_changed_at=None, held_since=held, watched_days=90
                )
            case "0000":
                return SimHistory(sim_changed_at=None, device_changed_at=None, held_since=held)
        return SimHistory(
            sim_changed_at=sim,
            device_changed_at=device,
            held_since=held,
            refusal=_REFUSALS.get(phone[-_ENDING:], ""),
        )
