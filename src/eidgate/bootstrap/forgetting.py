"""Forgetting: one-use claims that nobody could repeat any more are dropped, or the store would grow."""

from datetime import timedelta
from typing import Final

from eidgate.bootstrap.rounds import Rounds
from eidgate.ports import Clock, Ledger

INTERVAL: Final = timedelta(minutes=1)
"""Claims live 6 to 11 minutes, so that at most a sixth more is kept than is needed."""


def forgetting(ledger: Ledger, clock: Clock) -> Rounds:
    """Return the rounds in which a ledger forgets."""

    def forget() -> None:
        ledger.forget(clock.now())

    return Rounds("forgetting", forget, every=INTERVAL, failed="nothing forgotten")
