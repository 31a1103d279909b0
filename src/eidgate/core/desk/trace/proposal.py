"""What to hold: in each account that money rests in, the traced sum and nothing beyond it."""

from typing import NamedTuple

from eidgate.core.desk.trace.result import Traced


class Proposal(NamedTuple):
    """Hold this much in this account, which the money reached by so many transfers."""

    account: str
    amount: int
    hop: int


def propose_holds(found: Traced, *, least: int = 1) -> tuple[Proposal, ...]:
    """Propose a hold wherever at least `least` rests, the largest first.

    An account of which everything is traced is the one that was robbed: nothing is held there.
    """
    proposals = [
        Proposal(account=one.account, amount=one.traced, hop=one.hop)
        for one in found.reached
        if one.traced >= max(least, 1) and not one.source
    ]
    return tuple(sorted(proposals, key=lambda one: (-one.amount, one.account)))
