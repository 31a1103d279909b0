"""A "VNeID-style" identity provider: rotating keys, a JWKS, an issuer configuration, signed assertions.

VNeID's own claim names, keys and levels are not public, so these are ours: `acr` is
`urn:eidgate:simulator:acr:<account level>.<authentication level>` for account level 1-2 and authentication
level 1-4 of Decree 69/2024, and the identity claims carry the names of `core.assertion.trust.ClaimNames`.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from eidgate.core.assertion.transaction_data import HASH_ALGORITHM, hash_of
from eidgate.core.terms import Instant, IssuerId
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.signing import SigningKey, signing_key
from eidgate.simulator.status_publisher import StatusPublisher

ISSUER: Final = IssuerId("https://idp.simulator.eidgate.example")

LIFETIME: Final = timedelta(seconds=300)
"""Of an assertion: as long as the challenge that it answers."""

_ACR_PREFIX: Final = "urn:eidgate:simulator:acr:"

_METHODS: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("pwd",),
    2: ("pwd", "sms"),
    3: ("pwd", "face"),
    4: ("pwd", "hwk", "face"),
}
"""`amr` (RFC 8176) that fits each authentication level."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """How surely the citizen was recognised."""

    account: int = 2
    authentication: int = 3

    @property
    def acr(self) -> str:
        """The `acr` value that says so."""
        return f"{_ACR_PREFIX}{self.account}.{self.authentication}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticationRequest:
    """What a relying party asks for: an assertion for this audience, made at this instant."""

    audience: str
    at: Instant
    nonce: str | None = None
    transaction_data: tuple[str, ...] = ()
    levels: Levels = field(default_factory=Levels)


class IdentityProvider:
    """Signs assertions; everything but RSA keys follows from the seed and the calls made."""

    def __init__(
        self,
        seed: int = 0,
        *,
        issuer: IssuerId = ISSUER,
        algorithm: str = "ES256",
        statuses: StatusPublisher | None = None,
    ) -> None:
        """With `statuses` every assertion names its subject's place in their list."""
        self.issuer = issuer
        self.algorithm = algorithm
        self.statuses = statuses
        self._seed = f"{issuer} {seed}"
        self._generation = 0
        self._issued = 0
        self._published: list[SigningKey] = [self._new_key()]

    @property
    def key(self) -> SigningKey:
        """The key that signs now."""
        return self._published[-1]

    def rotate(self) -> SigningKey:
        """Sign with a new key from now on; the one before stays published, older ones are withdrawn."""
        self._generation += 1
        self._published = [self._published[-1], self._new_key()]
        return self.key

    def retire(self) -> None:
        """Withdraw every key but the one that signs."""
        self._published = self._published[-1:]

    def jwks(self) -> dict[str, Any]:
        """Return the key set as published now."""
        return {"keys": [key.public_jwk() for key in self._published]}

    def write_jwks(self, path: Path) -> None:
        """Publish the key set as a file, in one step."""
        aside = path.with_name(f".{path.name}.new")
        aside.write_text(json.dumps(self.jwks(), indent=2), encoding="utf-8")
        aside.replace(path)

    def issuer_configuration(self, *, jwks_file: str | None = None) -> dict[str, Any]:
        """Return this issuer's entry of a trust file, with the keys inside or in a file beside it."""
        keys: dict[str, Any] = {"jwks": self.jwks()} if jwks_file is None else {"jwks_file": jwks_file}
        levels = [Levels(account=a, authentication=b) for a in (1, 2) for b in _METHODS]
        return {
            "issuer": self.issuer,
            **keys,
            "algorithms": [self.algorithm],
            "typ": ["JWT"],
            "formats": ["jwt"],
            "assurance": {
                level.acr: {"account": level.account, "authentication": level.authentication}
                for level in levels
            },
            "required_claims": ["acr", "amr", "auth_time"],
            "leeway_seconds": 60,
            "maximum_lifetime_seconds": 600,
        }

    def trust_file(self, *, jwks_file: str | None = None) -> dict[str, Any]:
        """Return a whole trust file that names this issuer alone."""
        return {"issuers": [self.issuer_configuration(jwks_file=jwks_file)]}

    def header(self) -> dict[str, Any]:
        """Return the header of the next assertion."""
        return {"alg": self.algorithm, "typ": "JWT", "kid": self.key.key_id}

    def claims(self, citizen: Citizen, request: AuthenticationRequest) -> dict[str, Any]:
        """Return the claims of a fresh assertion; each call has its own `jti`."""
        issued_at = int(request.at.timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer,
            "sub": citizen.subject_id,
            "aud": request.audience,
            "iat": issued_at,
            "exp": issued_at + int(LIFETIME.total_seconds()),
            "jti": self._next_id(issued_at),
            "auth_time": issued_at,
            "acr": request.levels.acr,
            "amr": list(_METHODS[request.levels.authentication]),
        }
        if self.statuses is not None:
            claims["status"] = self.statuses.claim(citizen.subject_id)
        return claims | identity_claims(citizen) | _answer(request.nonce, request.transaction_data)

    def issue(self, citizen: Citizen, request: AuthenticationRequest) -> str:
        """Sign an assertion about the citizen."""
        return self.key.compact(self.header(), self.claims(citizen, request))

    def _next_id(self, issued_at: int) -> str:
        self._issued += 1
        text = f"jti {self._seed} {self._issued} {issued_at}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def _new_key(self) -> SigningKey:
        return signing_key(self.algorithm, f"{self._seed} {self._generation}")


def identity_claims(citizen: Citizen) -> dict[str, Any]:
    """Return what the provider can say about a person, by claim name."""
    claims = {
        "personal_number": citizen.personal_number,
        "full_name": citizen.full_name,
        "birth_date": citizen.birth_date.isoformat(),
        "sex": citizen.sex,
        "document_number": citizen.document_number,
    }
    if citizen.document_expires_on is not None:
        claims["document_expires_on"] = citizen.document_expires_on.isoformat()
    return claims


def _answer(nonce: str | None, transaction_data: Sequence[str]) -> dict[str, Any]:
    answer: dict[str, Any] = {} if nonce is None else {"nonce": nonce}
    if transaction_data:
        answer["transaction_data_hashes"] = [hash_of(text) for text in transaction_data]
        answer["transaction_data_hashes_alg"] = HASH_ALGORITHM
    return answer
