"""What a running trace tells when traced money moves on: who should act now."""

from typing import NamedTuple

from eidgate.core.desk.trace.result import Traced


class Movement(NamedTuple):
    """Traced money came to an account since the trace was last looked at."""

    account: str
    arrived: int
    traced: int
    """What rests there now: the most that may be held."""
    hop: int


def movements(before: Traced, after: Traced) -> tuple[Movement, ...]:
    """Return where traced money arrived in between, in order of hop and account."""
    received = {one.account: one.received for one in before.reached}
    return tuple(
        Movement(account=one.account, arrived=one.received - known, traced=one.traced, hop=one.hop)
        for one in after.reached
        if one.received > (known := received.get(one.account, 0))
    )
