"""Where and when money starts to be traced: at an account, or with one transfer's arrival."""

from collections.abc import Sequence
from dataclasses import dataclass

from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.shape import replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Money that is traced from an account on, from `at` on; a transfer in that very instant counts.

    Without an `amount`, everything that leaves the account from then on is traced. `arrival` is the transfer
    that brought the money: it is not followed a second time.
    """

    account: str
    at: int
    amount: int | None = None
    arrival: Transfer | None = None


def from_transfer(transfer: Transfer, *, amount: int | None = None) -> Seed:
    """Trace a transfer's money, or the disputed part of it, from its arrival on.

    Transfers that one trace starts from must be of different money, or it is counted once for each.
    """
    disputed = transfer.amount if amount is None else min(amount, transfer.amount)
    return Seed(account=transfer.target, at=transfer.at, amount=disputed, arrival=transfer)


def capped(seeds: Sequence[Seed], disputed: int | None) -> tuple[Seed, ...]:
    """Return the seeds in their order with no more than the disputed sum in all; None means all of it."""
    left, kept = disputed, list[Seed]()
    for seed in seeds:
        amount = seed.amount if left is None or seed.amount is None else min(seed.amount, left)
        left = None if left is None or amount is None else left - amount
        kept += [replace(seed, amount=amount)] if amount != 0 else []
    return tuple(kept)
