"""Forgetting: one-use claims that nobody could repeat any more are dropped, or the store would grow."""

from datetime import timedelta
from typing import Final

from eidgate.bootstrap.rounds import Rounds
from eidgate.core.assertion.trust import MAX_LEEWAY
from eidgate.ports import Clock, Ledger

INTERVAL: Final = timedelta(minutes=1)
"""Claims live 6 to 11 minutes, so that at most a sixth more is kept than is needed."""

LONGEST_CALL: Final = timedelta(minutes=1)
"""The longest deadline that can be configured."""

KEPT_LONGER: Final = MAX_LEEWAY + LONGEST_CALL
"""Hosts share a store: what is over by the clock of one is accepted by another whose clock is behind. And
what a call verified in the last instant, it claims when everybody whom it asked has answered."""


def forgetting(ledger: Ledger, clock: Clock) -> Rounds:
    """Return the rounds in which a ledger forgets."""

    def forget() -> None:
        ledger.forget(clock.now() - KEPT_LONGER)

    return Rounds("forgetting", forget, every=INTERVAL, failed="nothing forgotten")
