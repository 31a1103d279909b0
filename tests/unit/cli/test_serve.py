"""`eidgate serve`: what cannot be served is said once, with its place and what to do, and exits with 2."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from builders.running import SERVE, prepared
from eidgate.adapters.clock import SystemClock
from eidgate.cli import main
from eidgate.cli.serve import ENTRY, plan_for
from eidgate.config import load_config
from eidgate.simulator.certificates import ensure_certificates

Spoil = Callable[[dict[str, Any]], None]


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    return prepared(tmp_path / "installation").installation.configuration


def spoilt(configuration: Path, name: str, spoil: Spoil) -> Path:
    """The configuration with something changed, as another file beside it."""
    content = yaml.safe_load(configuration.read_text())
    spoil(content)
    path = configuration.with_name(f"{name}.yaml")
    path.write_text(yaml.safe_dump(content))
    return path


def test_a_plan_follows_the_configuration(configuration: Path) -> None:
    plan = plan_for(configuration, load_config(configuration))
    assert (plan.entry, plan.workers, plan.pin) == (ENTRY, 2, False)
    assert (plan.listen.host, plan.listen.port) == ("127.0.0.1", 0)
    assert plan.config == configuration.resolve()
    assert plan.stop_within == timedelta(seconds=0 + 10 + 5)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda c: c["server"].update(address="here"), "server.address: here: an address is host:port"),
        (lambda c: c["server"].update(workers="two"), "server.workers: Expected `int`, got `str`"),
        (lambda c: c["server"].update(threads=0), "server.threads"),
        (lambda c: c["server"].update(reflectoin=True), "unknown field `reflectoin`"),
        (lambda c: c["server"].pop("client_ca"), "certificate, key and client_ca are all needed"),
        (lambda c: c.pop("issuers"), "missing required field `issuers`"),
        (lambda c: c["metrics"].update(address="1:2:3"), "metrics.address: 1:2:3: an address is"),
        (
            lambda c: c["server"].update(address="0.0.0.0:0", unsafe_plaintext="bank-one"),
            "server.unsafe_plaintext: only on a loopback address",
        ),
    ],
)
def test_a_fault_in_the_file_is_said_with_its_key(configuration: Path, spoil: Spoil, said: str) -> None:
    path = spoilt(configuration, "spoilt", spoil)
    result = CliRunner().invoke(main, ["serve", "--config", str(path)])
    assert result.exit_code == 2
    assert said in result.output
    assert str(path) in result.output


def _expired(content: dict[str, Any]) -> None:
    folder = Path(content["server"]["certificate"]).parents[1] / "expired"
    made = ensure_certificates(folder, at=SystemClock().now() - timedelta(days=100))
    paths = {
        "certificate": made.certificate("server"),
        "key": made.key("server"),
        "client_ca": made.authority,
    }
    content["server"].update({name: str(path) for name, path in paths.items()})


TOGETHER = 2
"""Servers started at a time: one for each core of a small machine."""

UNSERVABLE: dict[str, tuple[Spoil, str]] = {
    "no folder": (
        lambda c: c.update(store="sqlite:///no/x.db"),
        "the store's folder does not exist: create ",
    ),
    "no database": (lambda c: c.update(store="sqlite:///issuers.json"), "is not an SQLite database"),
    "no server": (
        lambda c: c.update(store="postgresql://127.0.0.1:1/x?connect_timeout=2"),
        "store: the PostgreSQL server cannot be reached, or refuses; check that it runs",
    ),
    "no engine": (
        lambda c: c.update(store="mysql://x"),
        "a store is sqlite:///path/to/file or postgresql://",
    ),
    "no issuers": (lambda c: c.update(issuers="no.json"), "issuers: "),
    "no receipts": (lambda c: c.update(receipt_keys="no.json"), "receipt_keys: "),
    "open secrets": (lambda c: c.update(challenge_keys="issuers.json"), "is open to others; run: chmod 600"),
    "no policy": (
        lambda c: c.update(policies={"bank": "lax"}),
        "policy lax: No such file or directory; vn-bank, vn-operator, vn-shop, vn-wallet are shipped",
    ),
    "expired": (_expired, "expired"),
    "another's key": (lambda c: c["server"].update(key="certificates/ca.key"), "is not the key of"),
}


@pytest.mark.slow
def test_what_cannot_be_served_from_is_said_once_and_exits_with_two(configuration: Path) -> None:
    def refused(case: tuple[str, tuple[Spoil, str]]) -> subprocess.CompletedProcess[str]:
        name, (spoil, _) = case
        command = [*SERVE, str(spoilt(configuration, name, spoil))]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)

    with ThreadPoolExecutor(TOGETHER) as crew:
        results = list(crew.map(refused, UNSERVABLE.items()))
    for (name, (_, said)), result in zip(UNSERVABLE.items(), results, strict=True):
        lines = [line for line in result.stderr.splitlines() if line.startswith("eidgate: ")]
        assert result.returncode == 2, (name, result.stderr)
        assert len(lines) == 1, (name, result.stderr)
        assert said in lines[0], (name, result.stderr)
        assert "Traceback" not in result.stderr


def test_a_taken_address_is_said(configuration: Path) -> None:
    path = spoilt(configuration, "taken", lambda c: c["server"].update(address="192.0.2.1:1"))
    result = subprocess.run([*SERVE, str(path)], capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode == 2
    assert "192.0.2.1:1: cannot listen here: Cannot assign requested address" in result.stderr


def test_the_command_is_the_module_too() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "eidgate.cli", "--version"], capture_output=True, text=True, check=True
    )
    assert result.stdout.startswith("eidgate ")
