"""The identity provider as an issuer of credentials: SD-JWT VCs for wallets to keep (RFC 9901, SD-JWT VC).

The same issuer and keys as for assertions on the spot, so that a subject is the same in both formats. The
credential type, its claim names and its levels are ours.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from eidgate.core.terms import Instant
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.disclosures import Disclosure, digest, disclosure
from eidgate.simulator.identity_provider import IdentityProvider, Levels, identity_claims
from eidgate.simulator.signing import SigningKey

CREDENTIAL_TYPE: Final = "urn:eidgate:simulator:person:1"
"""`vct` of the credential."""

CREDENTIAL_LIFETIME: Final = timedelta(days=365)

_DECOYS: Final = 2
"""Digests of nothing, so that the number of claims is not told (RFC 9901 §4.2.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What a wallet keeps: the issuer-signed JWT, and every claim that may be disclosed, by its name."""

    issued: str
    disclosures: Mapping[str, Disclosure]


class CredentialIssuer:
    """Issues credentials with an identity provider's name and key."""

    def __init__(self, identity_provider: IdentityProvider, *, hash_name: str = "sha-256") -> None:
        self.identity_provider = identity_provider
        self.hash_name = hash_name

    def configuration(self, *, jwks_file: str | None = None) -> dict[str, Any]:
        """Return the issuer's entry of a trust file: both formats, and for this one what TS12 asks."""
        entry = self.identity_provider.issuer_configuration(jwks_file=jwks_file)
        return entry | {
            "formats": ["jwt", "sd-jwt"],
            "typ": ["JWT", "dc+sd-jwt"],
            "sd_jwt": {
                "vct": [CREDENTIAL_TYPE],
                "required_claims": ["acr"],
                "ask": ["sub", "acr"],
                "key_binding": {
                    "require_jti": True,
                    "response_mode": "direct_post.jwt",
                    "minimum_factor_categories": 2,
                },
            },
        }

    def trust_file(self, *, jwks_file: str | None = None) -> dict[str, Any]:
        """Return a whole trust file that names this issuer alone."""
        return {"issuers": [self.configuration(jwks_file=jwks_file)]}

    def header(self) -> dict[str, Any]:
        """Return the header of a credential."""
        return self.identity_provider.header() | {"typ": "dc+sd-jwt"}

    def open_claims(
        self, citizen: Citizen, holder_key: SigningKey, *, at: Instant, levels: Levels
    ) -> dict[str, Any]:
        """Return what everybody sees, with the subject's place in a status list where the provider has one.

        The person stands in the disclosures.
        """
        issued_at, statuses = int(at.timestamp()), self.identity_provider.statuses
        status = {} if statuses is None else {"status": statuses.claim(citizen.subject_id)}
        return status | {
            "iss": self.identity_provider.issuer,
            "sub": citizen.subject_id,
            "vct": CREDENTIAL_TYPE,
            "iat": issued_at,
            "exp": issued_at + int(CREDENTIAL_LIFETIME.total_seconds()),
            "acr": levels.acr,
            "cnf": {"jwk": _bare_jwk(holder_key)},
            "_sd_alg": self.hash_name,
        }

    def disclosures(self, citizen: Citizen) -> dict[str, Disclosure]:
        """Return a disclosure for each claim about the person."""
        return {
            name: disclosure(f"{citizen.subject_id} {name}", value, name)
            for name, value in identity_claims(citizen).items()
        }

    def issue(
        self, citizen: Citizen, holder_key: SigningKey, *, at: Instant, levels: Levels | None = None
    ) -> Credential:
        """Issue a credential to the wallet that holds the key."""
        found = self.disclosures(citizen)
        claims = self.open_claims(citizen, holder_key, at=at, levels=levels or Levels())
        return self.sign(claims, found)

    def sign(
        self, claims: Mapping[str, Any], disclosures: Mapping[str, Disclosure], *, with_decoys: int = _DECOYS
    ) -> Credential:
        """Sign any claims, with the digests of the disclosures beside them and a few decoys among them."""
        decoys = [digest(f"decoy {json.dumps(claims)} {n}", self.hash_name) for n in range(with_decoys)]
        digests = sorted([*decoys, *(one.digest(self.hash_name) for one in disclosures.values())])
        issued = self.identity_provider.key.compact(self.header(), {**claims, "_sd": digests})
        return Credential(issued=issued, disclosures=disclosures)


def _bare_jwk(key: SigningKey) -> dict[str, Any]:
    """The key material alone, as issuers put it into `cnf`."""
    return {name: value for name, value in key.public_jwk().items() if name in {"kty", "crv", "x", "y"}}
