"""A complete development installation in one folder: trust, relying parties, keys, configuration.

Every secret in it is made on the spot; nothing in it is for production.
"""

import json
import os
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant
from eidgate.simulator.bank_installation import bank_settings
from eidgate.simulator.bank_server import CLIENT as NAME_ENQUIRY_CLIENT
from eidgate.simulator.certificates import Certificates, ensure_certificates, relying_party_uri
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.operator_installation import operator_settings
from eidgate.simulator.registry_server import CLIENT as REGISTRY_CLIENT
from eidgate.simulator.world import OFFICERS, RELYING_PARTIES, certificate_names

_KEY_BYTES: Final = 32
CERTIFICATES: Final = "certificates"
CHALLENGE_KEYS: Final = "challenge-keys.json"
PERSON_KEYS: Final = "person-keys.json"
RECEIPT_KEYS: Final = "receipt-keys.json"
RECEIPT_PUBLIC_KEYS: Final = "receipt-public-keys.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Where things lie."""

    folder: Path
    certificates: Certificates

    @property
    def configuration(self) -> Path:
        """The server's configuration."""
        return self.folder / "eidgate.yaml"

    @property
    def key_set(self) -> Path:
        """The identity provider's JWKS: written again at rotation, picked up by the server."""
        return self.folder / "jwks.json"

    @property
    def receipt_keys(self) -> Path:
        """The public keys that receipts are checked with."""
        return self.folder / RECEIPT_PUBLIC_KEYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What may differ between installations; a folder of certificates may be shared by several."""

    certificates: Path | None = None
    store: str = "sqlite:///eidgate.db"
    server: Mapping[str, Any] = field(default_factory=dict)
    metrics: str = "127.0.0.1:0"
    registry: str = ""
    """Where the population registry is asked; empty for none."""
    operators: Mapping[str, str] = field(default_factory=dict)
    """Where the simulated mobile operators listen, by their codes; none are asked without."""
    banks: Mapping[str, str] = field(default_factory=dict)
    """Where the simulated banks tell whose an account is, by BIN; none are asked without."""


DEFAULTS: Final = Settings()


def install(
    folder: Path, identity_provider: IdentityProvider, *, at: Instant, settings: Settings = DEFAULTS
) -> Installation:
    """Write an installation; secret keys that are there already are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    made = ensure_certificates(
        settings.certificates or folder / CERTIFICATES,
        at=at,
        relying_parties=[*certificate_names(), REGISTRY_CLIENT, NAME_ENQUIRY_CLIENT],
    )
    installation = Installation(folder=folder, certificates=made)
    identity_provider.write_jwks(installation.key_set)
    trust = CredentialIssuer(identity_provider).trust_file(jwks_file=installation.key_set.name)
    (folder / "issuers.json").write_text(json.dumps(trust, indent=2))
    _write_yaml(folder / "relying-parties.yaml", {"relying_parties": [_entry(p) for p in RELYING_PARTIES]})
    for name in (CHALLENGE_KEYS, PERSON_KEYS):
        _keep_or_write(folder / name, {"1": b64encode(os.urandom(_KEY_BYTES)).decode()})
    _keep_or_write(folder / RECEIPT_KEYS, {"1": _pem(Ed25519PrivateKey.generate())})
    _publish_receipt_keys(folder)
    _write_yaml(
        installation.configuration,
        {
            "store": settings.store,
            "relying_parties": "relying-parties.yaml",
            "issuers": "issuers.json",
            "challenge_keys": CHALLENGE_KEYS,
            "receipt_keys": RECEIPT_KEYS,
            "person_keys": PERSON_KEYS,
            "server": _server(made) | dict(settings.server),
            "metrics": {"address": settings.metrics},
        }
        | operator_settings(folder, made, settings.operators)
        | bank_settings(made, settings.banks)
        | ({"registry": _registry(made, settings.registry)} if settings.registry else {}),
    )
    return installation


def _server(made: Certificates) -> dict[str, Any]:
    return {
        "address": "127.0.0.1:0",
        "certificate": str(made.certificate("server").resolve()),
        "key": str(made.key("server").resolve()),
        "client_ca": str(made.authority.resolve()),
        "reflection": True,
        "lame_duck_seconds": 0.0,
    }


def _registry(made: Certificates, url: str) -> dict[str, str]:
    return {
        "url": url,
        "certificate": str(made.certificate(REGISTRY_CLIENT).resolve()),
        "key": str(made.key(REGISTRY_CLIENT).resolve()),
        "authorities": str(made.authority.resolve()),
    }


def _entry(party: RelyingParty) -> dict[str, Any]:
    return {
        "id": str(party.relying_party_id),
        "role": str(party.role),
        "audience": party.audience,
        "institution": party.institution,
        "certificate_names": [relying_party_uri(party.relying_party_id)],
        "quota": {"per_second": party.quota.per_second, "burst": party.quota.burst},
        "officers": [
            {"id": name, "certificate_names": [relying_party_uri(f"{party.relying_party_id}.{name}")]}
            for name in OFFICERS.get(party.relying_party_id, ())
        ],
    }


def _write_yaml(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, sort_keys=False))


def _keep_or_write(path: Path, keys: dict[str, str]) -> None:
    """Write a secret key file, private from its first byte, unless there is one."""
    if path.exists():
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"current": "1", "keys": keys}, file)


def _publish_receipt_keys(folder: Path) -> None:
    secret = json.loads((folder / RECEIPT_KEYS).read_text())["keys"]
    public = [_public_jwk(key_id, pem) for key_id, pem in secret.items()]
    (folder / RECEIPT_PUBLIC_KEYS).write_text(json.dumps({"keys": public}, indent=2))


def _pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _public_jwk(key_id: str, pem: str) -> dict[str, Any]:
    key: Any = serialization.load_pem_private_key(pem.encode(), password=None)
    return {"kid": key_id} | OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
