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
class FlowLimit:
    """The most that may leave an account in one window, with the payment at hand."""

    payments: int
    amount: Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class VelocityParameters:
    """`velocity`: limits for the last hour, 24 hours and 7 days."""

    hour: FlowLimit
    day: FlowLimit
    week: FlowLimit


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeesParameters:
    """`many_payees`: the most different payees in the last hour, 24 hours and 7 days."""

    hour: int
    day: int
    week: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPayeeParameters:
    """`new_payee`: how long after the first payment a payee is known, and the least amount that matters."""

    settled_after: timedelta
    least_amount: Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLargeParameters:
    """`first_large`: what is large, and how many times the largest before it must be."""

    least_amount: Vnd
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DrainedParameters:
    """`drained_balance`: the percentage that may leave in 24 hours, of balances from the least one on."""

    least_balance: Vnd
    share_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitParameters:
    """`split_amount`: what pieces to one payee may not reach together within 24 hours."""

    total: Vnd


@dataclass(frozen=True, slots=True, kw_only=True)
class PassingParameters:
    """`passing_through`: how many payers in 24 hours are many, and which share (percent) sent on is most."""

    payers: int
    share_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCreditsParameters:
    """`listed_credits`: the most credits from listed accounts within 7 days."""

    credits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDeviceParameters:
    """`shared_device`: the most people on one device."""

    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualHourParameters:
    """`unusual_hour`: how long an account must have been used before an hour is unusual."""

    least_history: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualPlaceParameters:
    """`unusual_place`: for how long an account's countries must have been told before one is unusual."""

    least_history: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class PayeeFraudsParameters:
    """`payee_frauds`: how many confirmed frauds are too many."""

    frauds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingParameters:
    """Whom to ask before deciding: the payer's operator from `sim_from` on, in classes C, D and G at any sum.

    The payee's bank is asked whose account it is from `payee_name_from` on, where a name was told.
    `same_subscriber` is for how long the number should have had one subscriber, where no binding says since
    when.
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
    velocity: VelocityParameters
    payees: PayeesParameters
    new_payee: NewPayeeParameters
    first_large: FirstLargeParameters
    drained: DrainedParameters
    split: SplitParameters
    passing: PassingParameters
    listed_credits: ListedCreditsParameters
    shared_device: SharedDeviceParameters
    unusual_hour: UnusualHourParameters
    unusual_place: UnusualPlaceParameters
    payee_frauds: PayeeFraudsParameters
