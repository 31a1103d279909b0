"""Forgetting what no window of the past reads any more."""

from datetime import timedelta
from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import MICROSECOND
from eidgate.core.risk.history import WEEK

CREDITS_KEPT: Final = WEEK + timedelta(days=1)
"""The longest window that reads credits is the week of a payee's (`History.payee_received`); a day more is
for decisions whose clock is behind ours. Who paid whom is personal data: it goes when it serves nobody."""

FORGOTTEN_AT_ONCE: Final = 1_000
"""Credits dropped per transaction: some milliseconds, so that no decision waits long for it."""

_OLDEST: Final = "SELECT account_key, at, decision FROM credit WHERE at < ? ORDER BY at LIMIT ?"
_DROP: Final = "DELETE FROM credit WHERE account_key = ? AND at = ? AND decision = ?"


def forget_credits(session: Session, now: int) -> int:
    """Drop a bounded number of the credits that are too old to be read; return how many."""
    before = now - CREDITS_KEPT // MICROSECOND
    rows = session.rows(_OLDEST, before, FORGOTTEN_AT_ONCE)
    session.write_many(_DROP, [(key, at, decision) for key, at, decision in rows])
    return len(rows)
