"""A directory that tells what a test wants, and keeps what it was asked and when."""

from collections.abc import Sequence
from datetime import timedelta

from builders.service import NOON
from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.observation import NOT_ASKED, Reading
from eidgate.core.terms import CustomerKind, Instrument, Masked
from eidgate.ports.payee_directory import Answers
from eidgate.ports.sim_network import SimQuery

AN = Registration(
    standing=AccountStanding.OPEN,
    name=Masked("NGUYEN VAN GIA DINH"),
    kind=CustomerKind.INDIVIDUAL,
    as_of=NOON - timedelta(seconds=90),
)


def registered(name: str) -> Registration:
    """A person's account."""
    return Registration(
        standing=AccountStanding.OPEN, name=Masked(name), kind=CustomerKind.INDIVIDUAL, as_of=NOON
    )


class KeepingDirectory:
    """A directory that keeps what it was asked, and for how long; `order` is when it was waited for."""

    def __init__(self, told: Registration = AN) -> None:
        self.told = told
        self.payees: list[Instrument] = []
        self.within: list[timedelta] = []
        self.order: list[str] = []

    def begin(self, payees: Sequence[Instrument], *, within: timedelta) -> Answers:
        self.payees += payees
        self.within.append(within)
        self.order.append("bank asked")

        def wait() -> list[Registration]:
            self.order.append("bank waited for")
            return [self.told for _ in payees]

        return wait


class NotingNetwork:
    """Operators that note in the same `order` when they are asked, and say nothing."""

    def __init__(self, order: list[str]) -> None:
        self.order = order

    def ask(self, queries: Sequence[SimQuery], *, within: timedelta) -> list[Reading]:
        self.order.append("operator asked and waited for")
        return [NOT_ASKED for _ in queries]
