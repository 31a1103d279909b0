"""The configuration file."""

from pathlib import Path

import pytest
import yaml

from eidgate.config import Address, PoliciesSection, load_config, parse_address
from eidgate.core.errors import ConfigurationError

GOOD = {
    "server": {
        "address": "0.0.0.0:8443",
        "certificate": "c.crt",
        "key": "c.key",
        "client_ca": "/etc/ca.crt",
    },
    "store": "sqlite:///data/eidgate.db",
    "relying_parties": "parties.yaml",
    "issuers": "issuers.yaml",
    "challenge_keys": "challenge.yaml",
    "receipt_keys": "receipt.yaml",
}


def _write(directory: Path, **changes: object) -> Path:
    path = directory / "eidgate.yaml"
    path.write_text(yaml.safe_dump(GOOD | changes))
    return path


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = load_config(_write(tmp_path))
    assert config.relying_parties == tmp_path / "parties.yaml"
    assert config.server.certificate == tmp_path / "c.crt"
    assert config.server.client_ca == Path("/etc/ca.crt")
    assert config.store == f"sqlite:///{tmp_path}/data/eidgate.db"
    assert config.policies == PoliciesSection()


def test_a_registry_is_reached_with_files_of_ones_own(tmp_path: Path) -> None:
    told = {"url": "https://registry.example/v1/matches", "certificate": "r.crt", "key": "/etc/r.key"}
    registry = load_config(_write(tmp_path, registry=told)).registry
    assert registry is not None
    assert (registry.certificate, registry.key) == (tmp_path / "r.crt", Path("/etc/r.key"))
    assert registry.authorities is None
    assert load_config(_write(tmp_path)).registry is None


def test_a_store_elsewhere_is_left_as_it_is(tmp_path: Path) -> None:
    store = "postgresql://eidgate@db/eidgate"
    assert load_config(_write(tmp_path, store=store)).store == store


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"colour": "red"}, "the file: Object contains unknown field `colour`"),
        ({"server": GOOD["server"] | {"threds": 3}}, "server: Object contains unknown field `threds`"),
        ({"server": GOOD["server"] | {"threads": 0}}, "server.threads: Expected `int` >= 1"),
        ({"server": GOOD["server"] | {"address": "8443"}}, "server.address: 8443: an address is host:port"),
        ({"server": {"address": "127.0.0.1:1"}}, "server: certificate, key and client_ca are all needed"),
        ({"server": GOOD["server"] | {"unsafe_plaintext": "bank-a"}}, "only on a loopback address"),
        ({"metrics": {"address": "localhost:99999"}}, "metrics.address: localhost:99999"),
        ({"issuers": ""}, "issuers: expected a path"),
        ({"log": {"level": "loud"}}, "log.level: Invalid enum value 'loud'"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        load_config(_write(tmp_path, **changes))
    assert told in str(caught.value)
    assert str(tmp_path / "eidgate.yaml") in str(caught.value)


@pytest.mark.parametrize(
    ("text", "host", "port", "loopback"),
    [
        ("127.0.0.1:8443", "127.0.0.1", 8443, True),
        ("[::1]:8443", "::1", 8443, True),
        ("localhost:0", "localhost", 0, True),
        ("0.0.0.0:1", "0.0.0.0", 1, False),
        ("bank.example:1", "bank.example", 1, False),
    ],
)
def test_an_address_is_a_host_and_a_port(text: str, host: str, port: int, *, loopback: bool) -> None:
    assert parse_address(text) == Address(host=host, port=port)
    assert parse_address(text).is_loopback == loopback
