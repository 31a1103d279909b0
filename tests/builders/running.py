"""The real thing: `eidgate serve` as a child process, on an installation of its own, and desks that call."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

from builders.desk import Desk
from builders.supervised import children, workers_of
from eidgate.adapters.clock import SystemClock
from eidgate.cli.demo.operators import PlayedOperators
from eidgate.client import Client, ClientCertificates, RetryPolicy, connect
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant, local_day_start
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Installation, Settings, install
from eidgate.simulator.world import BANK, World

SEED = 11
PATIENCE_SECONDS = 60
MIDNIGHT_MARGIN = timedelta(minutes=1)
SERVE = [sys.executable, "-m", "eidgate.cli", "serve", "--config"]
_TOLD = re.compile(r"serving on .*:(\d+) with .*:(\d+)/metrics")


@dataclass(kw_only=True)
class Running:
    """A running server; `restart` is its operator."""

    installation: Installation
    environment: dict[str, str] = field(default_factory=dict)
    identity_provider: IdentityProvider = field(default_factory=lambda: IdentityProvider(SEED))
    world: World = field(default_factory=lambda: World(SEED))
    clock: SystemClock = field(default_factory=SystemClock)
    operators: PlayedOperators | None = None

    def __post_init__(self) -> None:
        self._customers = count(1)
        self._clients = ExitStack()

    # --- the process -----------------------------------------------------------------------------------

    def start(self) -> None:
        _wait_out_midnight(self.clock.now())
        with self.log_path.open("a") as errors:
            self.process = subprocess.Popen(
                [*SERVE, str(self.installation.configuration)],
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                env=os.environ | self.environment,
            )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        told = _TOLD.search(said)
        assert told, said + self.log_path.read_text()
        self.port, self.metrics_port = int(told[1]), int(told[2])

    def end(self) -> int:
        """Ask it to end, and wait for it."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE_SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code

    def close(self) -> None:
        self._clients.close()
        if self.process.poll() is None:
            self.end()
        elif self.process.stdout is not None:
            self.process.stdout.close()

    def workers(self) -> list[int]:
        """Process ids of the workers that live."""
        return workers_of(self.process.pid)

    def nursery(self) -> list[int]:
        """The process that workers are forked from."""
        return children(self.process.pid)

    # --- callers ---------------------------------------------------------------------------------------

    @property
    def target(self) -> str:
        return f"localhost:{self.port}"

    def certificates(self, caller: RelyingParty = BANK) -> ClientCertificates:
        made = self.installation.certificates
        name = f"{caller.relying_party_id}{'.' if caller.officer else ''}{caller.officer}"
        return ClientCertificates(ca=made.authority, certificate=made.certificate(name), key=made.key(name))

    def client(self, caller: RelyingParty = BANK, *, retry: RetryPolicy | None = None) -> Client:
        """Connect as a relying party; closed with the server."""
        made = connect(self.target, certificates=self.certificates(caller), language="en", retry=retry)
        return self._clients.enter_context(made)

    def desk(self, caller: RelyingParty = BANK, *, bound: bool = True) -> Desk:
        """A desk with a customer that nobody had before."""
        customer = self.world.customer(next(self._customers), bank=caller)
        desk = Desk(
            client=self.client(caller),
            caller=caller,
            customer=customer,
            world=self.world,
            identity_provider=self.identity_provider,
        )
        if bound:
            desk.bind()
        return desk

    # --- what operators see ----------------------------------------------------------------------------

    @property
    def log_path(self) -> Path:
        return self.installation.folder / "server.log"

    def log_lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log_path.read_text().splitlines()]

    def decision_lines(self) -> dict[str, dict[str, Any]]:
        """The log's decisions by name."""
        lines = [line["decision"] for line in self.log_lines() if line["event"] == "decision"]
        return {line["name"]: line for line in lines}

    def page(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics_port}{path}", timeout=5) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def metrics(self) -> dict[str, float]:
        """Every sample by its name and labels."""
        lines = self.page("/metrics")[1].splitlines()
        samples = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
        return {name: float(value) for name, _, value in samples}


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port that stays ours between restarts; held as the supervisor holds its own."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def _wait_out_midnight(now: Instant) -> None:
    """Totals belong to one banking day: a test that begins in one must not end in the next."""
    left = local_day_start(now) + timedelta(days=1) - now
    if left < MIDNIGHT_MARGIN:
        time.sleep(left.total_seconds())


@contextmanager
def running(
    folder: Path,
    *,
    store: str = "sqlite:///eidgate.db",
    operators: PlayedOperators | None = None,
    registry: str = "",
    banks: Mapping[str, str] | None = None,
    **server: Any,
) -> Iterator[Running]:
    """Serve until the end of the block."""
    made = prepared(folder, store=store, operators=operators, registry=registry, banks=banks, **server)
    made.start()
    try:
        yield made
    finally:
        made.close()


def prepared(
    folder: Path,
    *,
    store: str = "sqlite:///eidgate.db",
    operators: PlayedOperators | None = None,
    registry: str = "",
    banks: Mapping[str, str] | None = None,
    **server: Any,
) -> Running:
    """An installation whose server is not started yet."""
    identity_provider, clock = IdentityProvider(SEED), SystemClock()
    settings = Settings(
        store=store,
        server={"workers": 2, "pin": False} | server,
        operators=operators.urls if operators else {},
        registry=registry,
        banks=banks or {},
    )
    installation = install(folder, identity_provider, at=clock.now(), settings=settings)
    return Running(installation=installation, identity_provider=identity_provider, operators=operators)
