"""Harnesses of the server's own files: its configuration, and who may call. A fault has one error."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import yaml

from eidgate.adapters.relying_parties import load_relying_parties
from eidgate.config import load_config, parse_address
from eidgate.core.errors import ConfigurationError
from fuzz.defect import hold
from fuzz.files import written

T = TypeVar("T")

CONFIGURATION: dict[str, object] = {
    "server": {"address": "[::1]:8443", "certificate": "c.crt", "key": "c.key", "client_ca": "ca.crt"},
    "store": "sqlite:///eidgate.db",
    "relying_parties": "parties.yaml",
    "issuers": "issuers.yaml",
    "challenge_keys": "challenge.json",
    "receipt_keys": "receipt.json",
}
REGISTRY = {"url": "https://registry.example/v1/matches", "certificate": "r.crt", "key": "r.key"}
PARTY = {
    "id": "bank-a",
    "role": "bank",
    "audience": "https://bank-a.example",
    "institution": "970400",
    "certificate_names": ["bank-a.example"],
    "quota": {"per_second": 500, "burst": 1000},
    "officers": [{"id": "an", "certificate_names": ["an.bank-a.example"]}],
}
UNREADABLE = (
    b"x: !!bool x",
    b"x: !!int ''",
    b"x: !!timestamp x",
    b"? [a]\n: 1",
    b"x: 2026-13-01",
    b"x: &a [*a]",
    b"!!set [a]",
    b"!!omap [a]",
)
"""Values that are not as their tags say, for each of which PyYAML raises something else."""


def _read(content: bytes, read: Callable[[Path], T]) -> T | None:
    with written(content, "file.yaml") as path:
        try:
            return read(path)
        except ConfigurationError:
            return None


def server_one(content: bytes) -> None:
    """What is accepted has addresses, absolute paths, and TLS or a loopback address."""
    config = _read(content, load_config)
    if config is None:
        return
    parse_address(config.metrics.address)
    server = config.server
    hold(config.issuers.is_absolute() and config.relying_parties.is_absolute(), "a path that moves")
    loopback = parse_address(server.address).is_loopback
    hold((server.certificate and server.key and server.client_ca) or loopback, "open to the network")


def server_seeds() -> Iterable[bytes]:
    plain = {"address": "localhost:1", "unsafe_plaintext": "bank-a"}
    for changes in ({}, {"registry": REGISTRY}, {"server": plain}, {"policies": {"bank": "./own.yaml"}}):
        yield yaml.safe_dump(CONFIGURATION | changes).encode()
    yield from UNREADABLE


def parties_one(content: bytes) -> None:
    """Each name leads to one relying party of a name, and those that need an institution have one."""
    for name, party in (_read(content, load_relying_parties) or {}).items():
        hold(name and party.relying_party_id and party.quota.burst >= 1, "a caller without a name or a quota")
        hold(party.institution or party.role == "shop" or party.role not in {"bank", "wallet"}, "of nowhere")


def parties_seeds() -> Iterable[bytes]:
    shop = {name: value for name, value in PARTY.items() if name not in {"institution", "officers"}}
    other = shop | {"id": "shop-a", "role": "shop", "certificate_names": ["shop-a.example"]}
    for parties in ([PARTY], [PARTY, other], [PARTY, PARTY], [other]):
        yield yaml.safe_dump({"relying_parties": parties}).encode()
    yield from UNREADABLE
