"""Latencies in buckets that grow by two percent: percentiles without keeping every value."""

from collections import Counter
from math import ceil, log
from typing import Final

_GROWTH: Final = log(1.02)
"""Buckets this wide tell percentiles apart to 2 %, finer than two runs agree."""


class Histogram:
    """Counts durations."""

    def __init__(self, counts: dict[int, int] | None = None) -> None:
        self._counts: Counter[int] = Counter(counts or {})

    def add(self, seconds: float) -> None:
        """Count one duration; less than a microsecond counts as one."""
        self._counts[ceil(log(max(seconds * 1e6, 1.0)) / _GROWTH)] += 1

    def percentile(self, share: float) -> float:
        """Return the milliseconds within which this share (0-1) of the durations lies; 0 without any."""
        wanted, seen = share * self._counts.total(), 0
        for bucket in sorted(self._counts):
            seen += self._counts[bucket]
            if seen >= wanted:
                return round(1.02**bucket / 1000, 3)
        return 0.0

    def as_dict(self) -> dict[int, int]:
        """Return the counts by bucket, for JSON."""
        return dict(self._counts)
