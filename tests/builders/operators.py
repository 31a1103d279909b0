"""Two simulated operators over real HTTP or HTTPS, our client of them, and the registry of ported numbers."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from eidgate.adapters.outside.breaker import BreakerState
from eidgate.adapters.randomness import SystemRandomness
from eidgate.adapters.telco.build import Operators, build_operators
from eidgate.adapters.telco.operator import Surroundings
from eidgate.adapters.telco.ported_numbers import NumbersFile
from eidgate.adapters.telco.settings import FRAUD_PREVENTION, OperatorSection
from eidgate.core.observation import Reading, SignalState
from eidgate.core.sim_question import SimQuestion
from eidgate.core.terms import Instant, Masked
from eidgate.ports.sim_network import SimQuery
from eidgate.simulator.certificates import ensure_certificates
from eidgate.simulator.operator import SimulatedOperator
from eidgate.simulator.operator_server import Behaviour, OperatorServer
from eidgate.simulator.operator_tokens import CLIENT, SECRET

ONE, TWO = "operator-one", "operator-two"
QUIET = "+84711000001"
"""A number of operator one's to which nothing happened."""
SWAPPED, CHANGED, RECYCLED, FORWARDED = "+84711000002", "+84711000003", "+84711000030", "+84711000040"
OF_TWO = "+84722000002"
MOVED = "+84711770002"
"""A number with a prefix of operator one's that moved to operator two."""
NOBODYS = "+84733000001"
NUMBERS = f"""
# as of 2026-03-05
+84711* {ONE}
+84722* {TWO}
{MOVED} {TWO}
"""

START = datetime(2026, 3, 5, 5, 0, tzinfo=UTC)
WINDOW, SINCE = timedelta(hours=72), date(2025, 12, 5)
PATIENT = timedelta(seconds=30)
"""Longer than anything that is meant to end lasts on a busy machine."""


class MovingClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: Instant = START) -> None:
        self.at = at

    def now(self) -> Instant:
        return self.at

    def wait(self, **duration: float) -> None:
        self.at += timedelta(**duration)


@dataclass(slots=True)
class Watching:
    """A watcher that keeps what it was told."""

    answers: list[tuple[str, str, str]] = field(default_factory=list)
    sheds: list[tuple[str, str]] = field(default_factory=list)
    breakers: list[tuple[str, BreakerState]] = field(default_factory=list)
    recalls: list[tuple[str, str, timedelta]] = field(default_factory=list)

    def answered(self, operator: str, asked: str, outcome: str, seconds: float) -> None:
        self.answers.append((operator, asked, str(outcome)))

    def shed(self, operator: str, why: str) -> None:
        self.sheds.append((operator, why))

    def breaker(self, operator: str, state: BreakerState) -> None:
        self.breakers.append((operator, state))

    def recalled(self, operator: str, state: str, age: timedelta) -> None:
        self.recalls.append((operator, str(state), age))


def question(
    phone: str = SWAPPED, asked: SimQuestion = SimQuestion.SIM_SWAP, *, window: timedelta = WINDOW
) -> SimQuery:
    return SimQuery(phone=Masked(phone), question=asked, window=window, since=SINCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What a test sees of it all."""

    clock: MovingClock
    servers: dict[str, OperatorServer]
    built: Operators
    watching: Watching
    sections: list[OperatorSection]

    @property
    def one(self) -> SimulatedOperator:
        return self.servers[ONE].operator

    @property
    def two(self) -> SimulatedOperator:
        return self.servers[TWO].operator

    def behave(self, behaviour: Behaviour, operator: str = ONE) -> None:
        self.servers[operator].behaviour = behaviour

    def ask(
        self,
        phone: str = SWAPPED,
        asked: SimQuestion = SimQuestion.SIM_SWAP,
        *,
        within: timedelta = PATIENT,
        window: timedelta = WINDOW,
    ) -> Reading:
        [reading] = self.built.network.ask([question(phone, asked, window=window)], within=within)
        return reading

    def state(self, phone: str = SWAPPED, asked: SimQuestion = SimQuestion.SIM_SWAP) -> SignalState:
        return self.ask(phone, asked).state

    def outcomes(self, operator: str = ONE) -> list[str]:
        """What came of every question, in order."""
        return [outcome for asked, _, outcome in self.watching.answers if asked == operator]


@contextmanager
def operators(
    folder: Path, *, secure: bool = False, clock: MovingClock | None = None, **changes: Any
) -> Iterator[Played]:
    """Play two operators; `changes` are those of operator one's section."""
    clock, watching = clock or MovingClock(), Watching()
    with ExitStack() as stack:
        servers = {code: _server(code, clock, folder if secure else None) for code in (ONE, TWO)}
        for server in servers.values():
            server.start()
            stack.callback(server.close)
        sections = [_section(folder, servers[ONE], **changes), _section(folder, servers[TWO])]
        built = build_operators(
            sections,
            NumbersFile(numbers_file(folder)),
            Surroundings(clock=clock, randomness=SystemRandomness(), watcher=watching),
        )
        stack.callback(built.network.close)
        yield Played(clock=clock, servers=servers, built=built, watching=watching, sections=sections)


def numbers_file(folder: Path, text: str = NUMBERS) -> Path:
    path = folder / "numbers.txt"
    path.write_text(text)
    return path


def secret_file(folder: Path, secret: str = SECRET, *, mode: int = 0o600) -> Path:
    path = folder / "operator-secret"
    path.write_text(secret + "\n")
    path.chmod(mode)
    return path


def _server(code: str, clock: MovingClock, folder: Path | None) -> OperatorServer:
    certificate = None
    if folder is not None:
        made = ensure_certificates(folder / "https", at=datetime.now(UTC), relying_parties=())  # noqa: TID251 (TLS reads the real clock)
        certificate = (made.certificate("server"), made.key("server"))
    return OperatorServer(SimulatedOperator(code, now=clock.now), certificate=certificate)


def _section(
    folder: Path, server: OperatorServer, *, host: str = "127.0.0.1", **changes: Any
) -> OperatorSection:
    told = {
        "code": server.operator.code,
        "url": server.url.replace("127.0.0.1", host),
        "client_id": CLIENT,
        "client_secret": secret_file(folder),
        "questions": tuple(SimQuestion),
        "purposes": (FRAUD_PREVENTION,),
        "subscribers": True,
        "unsafe_plaintext": not server.secure,
        "authorities": folder / "https" / "ca.crt" if server.secure else None,
        "timeout_seconds": 20.0,
    }
    return OperatorSection(**(told | changes))
