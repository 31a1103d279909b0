"""Transfers of the service: accounts at three institutions, and a book full of what moved among them."""

from datetime import datetime, timedelta
from random import Random

from builders.ledger import NOON
from eidgate.core.desk.trace.accounts import account_of, keeper_of
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.transfers import CASH, Transfer
from eidgate.core.terms import Instrument, InstrumentKind
from eidgate.ports import Settled
from eidgate.simulator.world import BANK, OTHER_BANK, WALLET

KEEPERS = (BANK, OTHER_BANK, WALLET)


def instrument(number: int, institution: str = "") -> Instrument:
    """Account number n: kept at the bank, the other bank or the wallet in turn."""
    kept = institution or KEEPERS[number % 3].institution
    kind = InstrumentKind.WALLET if kept == WALLET.institution else InstrumentKind.ACCOUNT
    return Instrument(kind=kind, institution=kept, number=f"{number:08}")


def account(number: int) -> str:
    return account_of(instrument(number))


def moved(
    number: int, source: str, target: str, amount: int = 100, *, at: datetime = NOON, minutes: float = 0
) -> Transfer:
    """Transfer number n; `minutes` after `at`."""
    return Transfer(
        at=to_ticks(at + timedelta(minutes=minutes)),
        source=source,
        target=target,
        amount=amount,
        transfer_id=f"FT-{number}",
    )


def settled(*transfers: Transfer) -> list[Settled]:
    return [Settled(institution=keeper_of(one.source), transfer=one) for one in transfers]


def random_transfers(random: Random, count: int, *, accounts: int = 12) -> list[Transfer]:
    """Whatever may move among a few accounts: rings, splits, merges, withdrawals, the same instant often."""
    found = []
    for number in range(count):
        source = account(random.randrange(accounts))
        target = account(random.randrange(accounts)) if random.random() < 0.9 else CASH
        if source != target:
            found.append(
                moved(number, source, target, random.randrange(1, 200), minutes=random.randrange(count // 2))
            )
    return found
