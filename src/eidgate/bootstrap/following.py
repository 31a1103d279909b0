"""Following: traces that were marked and did not go on at once go on here, also after a crash."""

from datetime import timedelta
from typing import Final

from eidgate.app.follow_traces import follow_traces
from eidgate.app.service import Service
from eidgate.bootstrap.rounds import Rounds

INTERVAL: Final = timedelta(seconds=5)
"""Recording lets traces go on by itself; what is left over waits no longer than this."""

PATIENCE: Final = timedelta(seconds=5)  # a round's time; what is not done stays marked
AT_ONCE: Final = 100  # traces a round


def following(service: Service) -> Rounds:
    """Return the rounds in which marked traces go on."""

    def follow() -> None:
        follow_traces(service, until=service.clock.now() + PATIENCE, limit=AT_ONCE)

    return Rounds("following", follow, every=INTERVAL, failed="traces did not go on")
