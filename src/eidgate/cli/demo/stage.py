"""The stage of the demo: an installation in a folder, a serving process, and its callers."""

import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.request import urlopen

import click

from eidgate.adapters.clock import SystemClock
from eidgate.cli.demo.operators import playing_operators
from eidgate.cli.demo.partners import playing
from eidgate.client import Client, ClientCertificates, connect
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import local_day_start
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import CERTIFICATES, Installation, Settings, install
from eidgate.simulator.world import World

SEED: Final = 2026
PATIENCE: Final = timedelta(seconds=60)  # to start on a busy machine
MIDNIGHT_MARGIN: Final = timedelta(minutes=1)  # the story's totals belong to one banking day
_SERVING: Final = re.compile(r"serving on (\S+):(\d+) .*metrics on (http://\S+)")


class Stage:
    """Starts a server on entering, ends it on leaving, whatever happens between."""

    def __init__(self, folder: Path, *, store: str = "") -> None:
        self._folder, self._store = folder, store
        self._stack = ExitStack()
        self.clock = SystemClock()
        self.identity_provider = IdentityProvider(SEED)
        self.world = World(SEED)
        self.target = ""
        self.metrics_url = ""

    def __enter__(self) -> Self:
        self._wait_out_midnight()
        self.operators = self._stack.enter_context(playing_operators(self._folder / CERTIFICATES))
        banks = self._stack.enter_context(playing("banks", self._folder / CERTIFICATES, "--seed", str(SEED)))
        settings = Settings(
            store=self._store or "sqlite:///eidgate.db",
            server={"workers": 1},
            operators=self.operators.urls,
            banks=banks,
        )
        self.installation = install(
            self._folder, self.identity_provider, at=self.clock.now(), settings=settings
        )
        self._serve(self.installation)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def client(self, caller: RelyingParty) -> Client:
        """Connect as a relying party, with its own or its officer's certificate."""
        made = self.installation.certificates
        name = ".".join(part for part in (caller.relying_party_id, caller.officer) if part)
        certificates = ClientCertificates(
            ca=made.authority, certificate=made.certificate(name), key=made.key(name)
        )
        return self._stack.enter_context(connect(self.target, certificates=certificates, language="en"))

    def metrics(self) -> dict[str, float]:
        """Return the present value of every sample, by its name and labels."""
        with urlopen(self.metrics_url, timeout=PATIENCE.total_seconds()) as page:  # noqa: S310 (loopback)
            lines = page.read().decode().splitlines()
        samples = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
        return {name: float(value) for name, _, value in samples}

    def _serve(self, installation: Installation) -> None:
        command = [sys.executable, "-m", "eidgate.cli", "serve", "--config", str(installation.configuration)]
        log = self._stack.enter_context((self._folder / "server.log").open("w"))
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, stdout=subprocess.PIPE, stderr=log, text=True
        )
        self._stack.callback(_end, process)
        self._read_addresses(process)

    def _read_addresses(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None  # it was asked for
        for line in process.stdout:
            if said := _SERVING.search(line):
                self.target = f"localhost:{said[2]}"
                self.metrics_url = said[3]
                return
        log = (self._folder / "server.log").read_text().strip()
        raise click.ClickException(f"the server did not start:\n{log}")

    def _wait_out_midnight(self) -> None:
        now = self.clock.now()
        left = local_day_start(now) + timedelta(days=1) - now
        if left < MIDNIGHT_MARGIN:
            time.sleep(left.total_seconds())


def _end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(PATIENCE.total_seconds())
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()
