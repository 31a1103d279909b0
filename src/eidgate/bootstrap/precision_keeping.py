"""What the precision of reasons needs as time goes by: old days dropped, its figures shown."""

from datetime import timedelta
from typing import Final

from eidgate.adapters.metrics.precision import PrecisionGauges
from eidgate.bootstrap.rounds import Rounds
from eidgate.core.risk.precision import KEPT, first_day
from eidgate.core.terms import local_day
from eidgate.ports import Clock, PrecisionBook

INTERVAL: Final = timedelta(minutes=1)
"""Windows move by the day; a report is seen within the minute."""


def precision_keeping(book: PrecisionBook, clock: Clock, gauges: PrecisionGauges) -> Rounds:
    """Return the rounds in which precision is kept."""

    def keep() -> None:
        now = clock.now()
        book.forget(first_day(KEPT, today=local_day(now)))
        gauges.show(book, now)

    return Rounds("precision", keep, every=INTERVAL, failed="precision was not kept")
