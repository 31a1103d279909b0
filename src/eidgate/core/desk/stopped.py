"""What one stopped payment is: a payer who tries the same payment three times was stopped once. Pure.

A try belongs to the payment of the try before it when both are of the same relying party and payer, and of
the same reference (`end_to_end_id`), or without one of the same payee and sum, at most 24 hours apart.
So whether a try begins a payment is told by the 24 hours before it, and periods side by side add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from eidgate.core.desk.statistics import PaymentFact
from eidgate.core.terms import Instant, Vnd

SAME_PAYMENT_WITHIN: Final = timedelta(hours=24)
"""Between a try and the next one of the same payment; two reports are of one matter within as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One decision that stopped a payment: which, and whether it went through after all (`completed`)."""

    payment: tuple[str, ...]
    institution: str
    amount: Vnd
    at: Instant
    completed: bool


def stopped_payments(tries: Iterable[Try], start: Instant, end: Instant) -> list[PaymentFact]:
    """Return the payments first tried in [start, end) of which no try within 24 hours was completed.

    `tries` are all from 24 hours before `start` until 24 hours after `end`, in the order of time.
    """
    by_payment: defaultdict[tuple[str, ...], list[Try]] = defaultdict(list)
    for one in tries:
        by_payment[one.payment].append(one)
    return [
        PaymentFact(institution=first.institution, amount=first.amount)
        for same in by_payment.values()
        for number, first in _begun(same)
        if start <= first.at < end and not _completed(same[number:])
    ]


def _begun(same: Sequence[Try]) -> list[tuple[int, Try]]:
    """Return the tries with which a payment begins, each with its place."""
    later = [
        (number, after)
        for number, (before, after) in enumerate(pairwise(same), start=1)
        if after.at - before.at > SAME_PAYMENT_WITHIN
    ]
    return [(0, same[0]), *later]


def _completed(tries: Sequence[Try]) -> bool:
    latest = tries[0].at + SAME_PAYMENT_WITHIN
    return any(one.completed for one in tries if one.at <= latest)
