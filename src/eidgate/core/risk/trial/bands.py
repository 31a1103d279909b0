"""Bands of amounts: where the regulation and the payment systems draw lines, so that analysts know them."""

from bisect import bisect_right
from typing import Final

from eidgate.core.terms import Vnd

NO_MONEY: Final = "none"

_BANDS: Final = (
    (1, "0-5m"),
    (5_000_000, "5m-10m"),  # above 5 million a purchase is class B (Circular 50/2024 App. 01 I.2)
    (10_000_000, "10m-20m"),  # above 10 million a transfer takes biometrics (I.3)
    (20_000_000, "20m-100m"),  # and so does the sum of a day (I.3)
    (100_000_000, "100m-500m"),  # above 100 million a purchase is class C (I.2)
    (500_000_000, "500m-1500m"),  # the interbank high-value system begins (`domain.md` F1.15)
    (1_500_000_000, "1500m-"),  # class D by the day's total (I.2, I.3)
)
"""Lower ends in dong, each within its band, and names; `m` is a million."""

_STARTS: Final = [start for start, _ in _BANDS]
BANDS: Final = (NO_MONEY, *(name for _, name in _BANDS))
"""From the smallest to the largest."""


def band(amount: Vnd) -> str:
    """Return an amount's band; 0 where no money moves."""
    return BANDS[bisect_right(_STARTS, amount)]
