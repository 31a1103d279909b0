"""When to fetch a key set again: as the server asks within bounds, backing off after failures."""

from datetime import timedelta
from typing import Final

SHORTEST: Final = timedelta(minutes=1)
"""Between two attempts, whatever the server or unknown keys ask for: OpenID providers count requests."""

USUAL: Final = timedelta(minutes=5)
"""When the server says nothing; how soon a withdrawn key is forgotten."""

LONGEST: Final = timedelta(hours=1)
"""Whatever the server says: a key that was stolen must not count for days because of a cache header."""

_FIRST_RETRY: Final = timedelta(seconds=5)
_LAST_RETRY: Final = timedelta(minutes=5)
_DOUBLINGS: Final = 6
"""5 s, 10 s, ... 320 s: the last one is cut to five minutes."""


def after_success(max_age: timedelta | None, *, maximum_key_age: timedelta) -> timedelta:
    """Return how long to wait: well before the keys are too old, so that a few failures do no harm."""
    wanted = min(max(max_age if max_age is not None else USUAL, SHORTEST), LONGEST)
    return min(wanted, max(maximum_key_age / 4, timedelta(seconds=1)))


def after_failure(failures: int, *, jitter: float) -> timedelta:
    """Return how long to wait after so many failures in a row; `jitter` (0 to 1) spreads the workers."""
    doubled = _FIRST_RETRY * (1 << min(failures - 1, _DOUBLINGS))
    return min(doubled, _LAST_RETRY) * (0.5 + jitter / 2)
