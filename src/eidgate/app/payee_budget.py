"""What finding out about a payee costs: little when the name was known, much when it was a guess."""

from typing import Final

from eidgate.core.binding.payee import PayeeCheck, PayeeResult
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument
from eidgate.ports.look_ups import HIT_COST, MISS_COST

CLOSE_COST: Final = 5
"""Honest payers are close in one check of ten or so; who guesses is close far more rarely than wrong."""

_COSTS: Final = {PayeeResult.CLOSE: CLOSE_COST, PayeeResult.NO_MATCH: MISS_COST}


def cost_of(caller: RelyingParty, payee: Instrument, check: PayeeCheck) -> int:
    """Return what an answer costs: nobody finds out anything about accounts that they keep themselves."""
    return HIT_COST if caller.holds(payee) else _COSTS.get(check.result, HIT_COST)
