"""Following money through the book: read the accounts that it reached, follow it again, until none is new.

Each round asks one set of questions for all accounts that were reached for the first time. When no account
is new, every transfer from and to a reached account has been read, and the walk over these gives what a walk
over all transfers would give.
"""

from collections.abc import Sequence
from typing import Final

from eidgate.app.service import Service
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced, without_trail
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import LARGEST, Transfer, in_order
from eidgate.core.desk.trace.walk import trace
from eidgate.core.errors import DeadlineError
from eidgate.core.terms import Instant

MOST_OF_AN_ACCOUNT: Final = 5_000
"""Transfers of one account within a window; whoever has more is a shop or a pool, not a person."""

MOST_TRANSFERS: Final = 200_000
"""Transfers that one trace reads, 100 MB of memory and two seconds; accounts beyond stay unread."""


def gather(
    seeds: Sequence[Seed], bounds: Bounds, rule: Rule, service: Service, *, until: Instant
) -> tuple[Traced, tuple[str, ...]]:
    """Return what was found, and the accounts whose transfers are too many to be read.

    Raises:
        DeadlineError: `until` passed before all was read.
    """
    since = min(seed.at for seed in seeds)
    read: set[str] = set()
    crowded: set[str] = set()
    known: dict[int, Transfer] = {}
    while True:
        found = _followed(known, seeds, bounds, rule, crowded)
        new = sorted({one.account for one in found.reached} - read)
        if not new:
            return found, tuple(sorted(crowded))
        if service.clock.now() >= until:
            raise DeadlineError("the trace needs more time")
        most = min(MOST_OF_AN_ACCOUNT, MOST_TRANSFERS - len(known))
        around = service.transfers.around(new, since=since, until=LARGEST, most=max(most, 0))
        known |= around.transfers
        crowded |= around.crowded
        read.update(new)


def _followed(
    known: dict[int, Transfer], seeds: Sequence[Seed], bounds: Bounds, rule: Rule, crowded: set[str]
) -> Traced:
    """Follow the money; what a crowded account sends is not followed, for it was not all read."""
    usable = (one for one in known.values() if one.source not in crowded)
    transfers = in_order(usable, accounts=[seed.account for seed in seeds])
    return without_trail(trace(transfers, seeds, bounds, rule), crowded)
