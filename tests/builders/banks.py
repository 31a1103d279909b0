"""Two simulated banks that tell whose an account is, and the directory that asks them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

from eidgate.adapters.banks.bank import Bank
from eidgate.adapters.banks.directory import BankDirectory
from eidgate.adapters.banks.settings import BankSection
from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.randomness import SystemRandomness
from eidgate.core.binding.registration import Registration
from eidgate.core.terms import Instrument
from eidgate.ports import Clock
from eidgate.simulator.account_names import SHOP_INDEX, AccountNames
from eidgate.simulator.bank_server import CLIENT, BankBehaviour, BankServer
from eidgate.simulator.certificates import Certificates, ensure_certificates
from eidgate.simulator.world import BANK, OTHER_BANK, World

SEED = 11
PATIENT = timedelta(seconds=20)
WORLD = World(SEED)
HERE, THERE = BANK.institution, OTHER_BANK.institution

PERSON = WORLD.account(77, bank=OTHER_BANK)
PERSON_NAME = WORLD.customer(77, bank=OTHER_BANK).citizen.full_name
ANOTHER = WORLD.account(78, bank=OTHER_BANK)
COMPANY = WORLD.account(SHOP_INDEX, bank=OTHER_BANK)
CLOSED = WORLD.account(SHOP_INDEX + 1, bank=OTHER_BANK)
OPTED_OUT = WORLD.account(SHOP_INDEX + 2, bank=OTHER_BANK)
NOT_TOLD = WORLD.account(SHOP_INDEX + 3, bank=OTHER_BANK)
NOBODY = WORLD.account(90_000, bank=OTHER_BANK)


@dataclass(slots=True)
class Watching:
    """A watcher that keeps what it was told."""

    outcomes: list[str] = field(default_factory=list)
    sheds: list[str] = field(default_factory=list)
    states: list[BreakerState] = field(default_factory=list)
    ages: list[timedelta] = field(default_factory=list)

    def asked(self, bank: str, outcome: str, seconds: float) -> None:
        self.outcomes.append(str(outcome))

    def shed(self, bank: str, why: str) -> None:
        self.sheds.append(why)

    def breaker(self, bank: str, state: BreakerState) -> None:
        self.states.append(state)

    def recalled(self, bank: str, age: timedelta) -> None:
        self.ages.append(age)


def certificates_in(folder: Path) -> Certificates:
    """Certificates of a server, of who asks, and of a relying party that may not."""
    now = datetime.now(UTC)  # noqa: TID251 (TLS reads the real clock)
    return ensure_certificates(folder, at=now, relying_parties=[CLIENT, str(BANK.relying_party_id)])


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedBanks:
    """What a test sees of it all."""

    servers: dict[str, BankServer]
    directory: BankDirectory
    watching: Watching

    def behave(self, behaviour: BankBehaviour, *, bank: str = THERE) -> None:
        self.servers[bank].behaviour = behaviour

    def ask(self, payee: Instrument = PERSON, *, within: timedelta = PATIENT) -> Registration:
        [told] = self.directory.begin([payee], within=within)()
        return told


@contextmanager
def banks(certificates: Certificates, clock: Clock, **changes: Any) -> Iterator[PlayedBanks]:
    """Play two banks; `changes` are those of both sections."""
    watching = Watching()
    with ExitStack() as stack:
        servers = {
            bank.institution: stack.enter_context(_serving(bank.institution, certificates, clock))
            for bank in (BANK, OTHER_BANK)
        }
        clients = [
            Bank(
                section(server, certificates, **changes),
                clock=clock,
                randomness=SystemRandomness(),
                watcher=watching,
            )
            for server in servers.values()
        ]
        directory = BankDirectory(clients, clock=clock)
        stack.callback(directory.close)
        yield PlayedBanks(servers=servers, directory=directory, watching=watching)


@contextmanager
def _serving(institution: str, certificates: Certificates, clock: Clock) -> Iterator[BankServer]:
    bank = BANK if institution == HERE else OTHER_BANK
    with BankServer(("127.0.0.1", 0), AccountNames(bank, seed=SEED), certificates, now=clock.now) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def section(server: BankServer, certificates: Certificates, **changes: Any) -> BankSection:
    """How a bank is configured; a long time, so that only what hangs is given up."""
    shown = changes.pop("as_party", CLIENT)
    told = {
        "code": f"bank-{server.names.institution}",
        "institutions": (server.names.institution,),
        "url": server.url,
        "certificate": certificates.certificate(shown),
        "key": certificates.key(shown),
        "authorities": certificates.authority,
        "timeout_seconds": 20.0,
    }
    return BankSection(**(told | changes))
