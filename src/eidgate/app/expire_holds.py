"""Writing down what time did: holds past their end get their last version, receipt and alert."""

from functools import partial

from eidgate.core.desk.hold_steps import expire
from eidgate.core.terms import Instant
from eidgate.ports import HoldStore


def expire_holds(holds: HoldStore, *, at: Instant, receipt_key: str) -> list[str]:
    """Write down the ends that are due, however long ago they came; return each hold's ground.

    No decision waits for this: a hold past its end says nothing any more.

    Raises:
        UnavailableError: the store cannot be used; what is left is written down the next time.
    """
    grounds: list[str] = []
    step = partial(expire, at=at, receipt_key=receipt_key)
    while ended := holds.expire_due(at, step):
        grounds.extend(hold.ground.value for hold in ended)
    return grounds
