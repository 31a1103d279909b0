"""A process that decides without pause: `python -m builders.deciding URL SEED ACCOUNTS`.

Each decision is about one of a few accounts and prints one line when it was answered: when it began (the
machine's monotonic clock, the same in every process), which account, and the holds that it saw.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from itertools import count
from time import monotonic

from builders.holds import MULE
from builders.ledger import name_of, unit
from eidgate.adapters.storage.open import Store, open_store
from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.shape import replace
from eidgate.core.terms import Instrument
from eidgate.ports import LedgerFacts, Unit, Weighed


def account(number: int) -> Instrument:
    return replace(MULE, number=f"{number:04}")


def asking(request_id: str, identifier: Identifier) -> Unit:
    """A decision whose record tells the names of the holds that it saw."""

    def weigh(facts: LedgerFacts) -> Weighed:
        names = sorted(one.name for one in facts.standings)
        return Weighed(name=name_of(request_id), record=json.dumps(names).encode(), outcome="DENY")

    made = unit(request_id, scope=request_id, weigh=weigh)
    return replace(made, claim=replace(made.claim, identifiers=(identifier,)))


def decide(
    store: Store, seed: str, accounts: int, told: Callable[[str], object], going_on: Callable[[], bool]
) -> None:
    chance = random.Random(seed)
    for number in count():
        if not going_on():
            return
        which = chance.randrange(accounts)
        asked = asking(f"{seed}-{number}", identifier_of(account(which)))
        began = monotonic()
        seen = json.loads(store.ledger.decide(asked).record)
        told(json.dumps([began, which, seen]))


def main(url: str, seed: str, accounts: str) -> None:
    def print_line(line: str) -> None:
        os.write(1, f"{line}\n".encode())

    decide(open_store(url), seed, int(accounts), print_line, lambda: True)


if __name__ == "__main__":
    main(*sys.argv[1:])
