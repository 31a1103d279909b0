"""What the built-in signals are set to: one record a signal, each value with its unit in its type.

A policy must say every one of them; there is no default that nobody decided.
"""

from dataclasses import dataclass
from datetime import timedelta

from eidgate.core.terms import Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class SimParameters:
    """How long after a new SIM (`sim_swap`) or a new phone (`sim_device`) the number's owner is in doubt."""

    recent_swap: timedelta
    recent_device_change: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingParameters:
    """`payer_binding`, `payee_binding`: how long a binding counts as young."""

    young: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingParameters:
    """Whom to ask before deciding: the payer's operator from `sim_from` on, as an amount.

    The payee's bank is asked whose account it is from `payee_name_from` on, where a name was told.
    `same_subscriber` is for how long the number should have had one subscriber.
    """

    sim_from: Vnd
    payee_name_from: Vnd
    same_subscriber: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalParameters:
    """All of them; the name of a field is the name of its section in the policy's `parameters`."""

    asking: AskingParameters
    sim: SimParameters
    binding: BindingParameters
