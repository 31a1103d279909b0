"""What the built-in signals are set to: one record a signal, each value with its unit in its type.

A policy must say every one of them; there is no default that nobody decided.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SimParameters:
    """`sim_swap`: how long after a new SIM the number's owner is in doubt."""

    recent_swap: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalParameters:
    """All of them; the name of a field is the name of its section in the policy's `parameters`."""

    sim: SimParameters
