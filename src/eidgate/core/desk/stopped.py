"""What one payment is, for figures: a payer who tries the same payment three times was stopped once. Pure.

A try belongs to the payment of the try before it when both are of the same relying party and payer, and of
the same reference (`end_to_end_id`), or without one of the same payee and sum, at most 24 hours apart.
So whether a try begins a payment is told by the 24 hours before it, and periods side by side add up. What
payers did about warnings is told payment by payment in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from eidgate.core.desk.statistics import PaymentFact
from eidgate.core.terms import Instant, Vnd

SAME_PAYMENT_WITHIN: Final = timedelta(hours=24)
"""Between a try and the next one of the same payment; two reports are of one matter within as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One decision that stopped a payment, or one word about a warning: of which payment, and when.

    `went_ahead` is whether the payment was made all the same: completed, or in spite of the warning.
    """

    payment: tuple[str, ...]
    institution: str
    amount: Vnd
    at: Instant
    went_ahead: bool

    @property
    def last(self) -> Instant:
        """Until when what happens says of the payment that begins here whether it was stopped."""
        return self.at + SAME_PAYMENT_WITHIN

    @property
    def fact(self) -> PaymentFact:
        """What is counted of it."""
        return PaymentFact(institution=self.institution, amount=self.amount)


class Begun(NamedTuple):
    """A payment by its first try, and whether one of its tries within 24 hours went ahead."""

    first: Try
    went_ahead: bool


class Allowed(NamedTuple):
    """A decision that let a payment through, and that nobody reported as cancelled."""

    payment: tuple[str, ...]
    at: Instant


def begun_payments(tries: Iterable[Try], start: Instant, end: Instant) -> list[Begun]:
    """Return the payments first tried in [start, end).

    `tries` are all from 24 hours before `start` until 24 hours after `end`, in the order of time.
    """
    by_payment: defaultdict[tuple[str, ...], list[Try]] = defaultdict(list)
    for one in tries:
        by_payment[one.payment].append(one)
    return [
        Begun(first, _went_ahead(same[number:]))
        for same in by_payment.values()
        for number, first in _firsts(same)
        if start <= first.at < end
    ]


def stopped_payments(begun: Iterable[Begun], allowed: Iterable[Allowed]) -> list[PaymentFact]:
    """Return the payments that neither went ahead nor were allowed within 24 hours of their first try.

    `allowed` holds all of these payments in those hours. Who is stopped for want of a confirmation and then
    gives it has paid: nobody was kept from anything.
    """
    at: defaultdict[tuple[str, ...], list[Instant]] = defaultdict(list)
    for one in allowed:
        at[one.payment].append(one.at)
    return [
        first.fact
        for first, went_ahead in begun
        if not went_ahead and not any(first.at <= let <= first.last for let in at.get(first.payment, ()))
    ]


def _firsts(same: Sequence[Try]) -> list[tuple[int, Try]]:
    """Return the tries with which a payment begins, each with its place."""
    later = [
        (number, after)
        for number, (before, after) in enumerate(pairwise(same), start=1)
        if after.at - before.at > SAME_PAYMENT_WITHIN
    ]
    return [(0, same[0]), *later]


def _went_ahead(tries: Sequence[Try]) -> bool:
    return any(one.went_ahead for one in tries if one.at <= tries[0].last)
