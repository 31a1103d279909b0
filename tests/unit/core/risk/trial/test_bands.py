"""Amounts fall into the bands in which the regulation draws its lines."""

import pytest

from eidgate.core.risk.trial.bands import BANDS, band
from eidgate.core.terms import Vnd


@pytest.mark.parametrize(
    ("amount", "name"),
    [
        (0, "none"),
        (1, "0-5m"),
        (4_999_999, "0-5m"),
        (5_000_000, "5m-10m"),
        (10_000_000, "10m-20m"),
        (20_000_000, "20m-100m"),
        (100_000_000, "100m-500m"),
        (500_000_000, "500m-1500m"),
        (1_500_000_000, "1500m-"),
        (2**62, "1500m-"),
    ],
)
def test_an_amount_is_in_the_band_that_begins_with_it(amount: int, name: str) -> None:
    assert band(Vnd(amount)) == name
    assert name in BANDS
