"""How far money is followed, and what the bounds cut off: each names the account and the sum."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_HOPS: Final = 100
"""Transfers in a row; layering of real cases ends below ten, so that more is a slip of the hand."""

MOST_ACCOUNTS: Final = 1_000_000
"""Accounts; a trace of so many points at nobody any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """`hops` transfers in a row, not after `until`, no sum below `least`, at most so many accounts.

    `least` is of the traced part of a transfer. With 0, an account is reached also by a transfer that carries
    nothing of the traced money. `accounts` counts those where the trace starts as well.

    Raises:
        ValueError: a bound beyond what makes sense.
    """

    hops: int
    until: int | None = None
    least: int = 1
    accounts: int = MOST_ACCOUNTS

    def __post_init__(self) -> None:
        if not 0 <= self.hops <= MOST_HOPS:
            raise ValueError(f"hops must be from 0 to {MOST_HOPS}")
        if self.least < 0:
            raise ValueError("the least sum must not be negative")
        if not 1 <= self.accounts <= MOST_ACCOUNTS:
            raise ValueError(f"accounts must be from 1 to {MOST_ACCOUNTS}")


class Exit(StrEnum):
    """Why money is not followed any further."""

    HOPS = "hops"
    WINDOW = "window"
    AMOUNT = "amount"
    ACCOUNTS = "accounts"
    CASH = "cash"
    """It was withdrawn: no bound of ours, but the end of the trail."""
    TRANSFERS = "transfers"
    """The account has more transfers than are read."""
