"""Harnesses of what operators write: keys, trust, policies, regulation tables. A fault has one error."""

import json
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import yaml

from builders.assertion import AT
from eidgate.adapters.policies import parse_policy, read_policy
from eidgate.adapters.regulation_tables import parse_version, read_version
from eidgate.adapters.strict_yaml import Field
from eidgate.adapters.trust.snapshot import TrustFiles, build
from eidgate.core.assertion.algorithms import ALGORITHMS
from eidgate.core.assertion.certified_jwk import check_certificate
from eidgate.core.assertion.keys import UnfitKeyError, pin
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.identity_provider import IdentityProvider
from fuzz.choices import Choices
from fuzz.defect import hold
from fuzz.documents import changed, compose

CERTIFIED = CertifiedIdentityProvider(at=AT)
CERTIFICATE = x5c([CERTIFIED.leaf])[0]
DATA = files("eidgate.data")
POLICY = compose(DATA.joinpath("policies", "vn-bank.yaml").read_bytes())
TABLES = tuple(
    compose(one.read_bytes())
    for one in sorted(DATA.joinpath("regulation").iterdir(), key=lambda one: one.name)
    if one.name.endswith(".yaml")
)


def jwk_one(content: bytes) -> None:
    """A key that was pinned verifies nothing that is no signature, and never raises."""
    try:
        jwk = json.loads(content)
    except (ValueError, RecursionError):
        return
    if not isinstance(jwk, dict):
        return
    try:
        key = pin(jwk)
        check_certificate(jwk, key)
    except UnfitKeyError:
        return
    for name in key.algorithms:
        for width in (0, 64, 96, 256):
            accepted = ALGORITHMS[name].verifies(bytes(width), b"input", key.public_key)
            hold(not accepted, "zeros are a signature")


def jwk_seeds() -> Iterable[bytes]:
    for algorithm in ALGORITHMS:
        jwk = IdentityProvider(1, algorithm=algorithm).jwks()["keys"][0]
        yield json.dumps(jwk).encode()
        yield json.dumps(jwk | {"x5c": [CERTIFICATE]}).encode()
    certified = CERTIFIED.key.public_jwk()
    yield json.dumps(certified | {"x5c": [CERTIFICATE]}).encode()
    yield json.dumps(certified | {"x5c": [CERTIFICATE], "x5t#S256": ""}).encode()


def _trust(content: bytes, name: str) -> None:
    trust_files = TrustFiles(path=Path(name), content=content, key_files={})
    try:
        snapshot = build(trust_files, read_at=AT)
    except ConfigurationError:
        return
    except KeyError as error:
        if isinstance(error.args[0], Path):
            return  # a key file: the adapter reads it beside the configuration, which this harness does not
        raise
    hold(snapshot.issuers, "empty trust")


def trust_json_one(content: bytes) -> None:
    _trust(content, "trust.json")


def trust_yaml_one(content: bytes) -> None:
    _trust(content, "trust.yaml")


def _trust_files() -> Iterable[dict[str, object]]:
    for algorithm in ("ES256", "EdDSA"):
        yield IdentityProvider(1, algorithm=algorithm).trust_file()
    yield IdentityProvider(1).trust_file(jwks_file="keys.json")


def trust_json_seeds() -> Iterable[bytes]:
    return (json.dumps(one).encode() for one in _trust_files())


def trust_yaml_seeds() -> Iterable[bytes]:
    yield from (yaml.safe_dump(json.loads(json.dumps(one))).encode() for one in _trust_files())
    yield b"issuers: &a [*a]"


def policy_one(content: bytes) -> None:
    try:
        policy = parse_policy(content, "policy.yaml")
    except ConfigurationError:
        return
    hold(policy.outcomes, "an empty policy")


def policy_seeds() -> Iterable[bytes]:
    yield DATA.joinpath("policies", "vn-bank.yaml").read_bytes()


def policy_changes_one(content: bytes) -> None:
    """A shipped policy with changes of its values: refused with its file, or whole."""
    try:
        policy = read_policy(_changed(POLICY, content, "policy.yaml"), "0" * 64)
    except ConfigurationError as error:
        hold(str(error).startswith("policy.yaml:"), "a fault without its file")
        return
    hold(policy.outcomes and policy.gaps and policy.levels, "an empty policy")


def choice_seeds() -> Iterable[bytes]:
    """Choices of changes in documents, which a fuzzer makes its own of."""
    return (bytes(range(start, start + 24)) for start in range(0, 200, 25))


def _changed(root: yaml.Node, content: bytes, file: str) -> Field:
    return Field(node=changed(root, Choices(content)), file=file, path="")


def regulation_one(content: bytes) -> None:
    try:
        version = parse_version(content, "version.yaml")
    except ConfigurationError:
        return
    hold(version.classes, "an empty regulation")


def regulation_changes_one(content: bytes) -> None:
    """A shipped table with changes of its values: refused with its file, or whole."""
    try:
        version = read_version(_changed(TABLES[content[:1] > b"\x7f"], content[1:], "version.yaml"))
    except ConfigurationError as error:
        hold(str(error).startswith("version.yaml:"), "a fault without its file")
        return
    hold(version.classes and version.forms, "an empty regulation")


def regulation_seeds() -> Iterable[bytes]:
    return (one.read_bytes() for one in DATA.joinpath("regulation").iterdir() if one.name.endswith(".yaml"))
