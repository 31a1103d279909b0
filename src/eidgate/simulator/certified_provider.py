"""An identity provider whose assertions bring their certificates along (`x5c`): root, intermediate, leaf."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from eidgate.core.terms import Instant
from eidgate.simulator.authority import Certified, Terms, root
from eidgate.simulator.identity_provider import IdentityProvider

PURPOSE: Final = "1.3.6.1.4.1.32473.1.1"
"""An extended key usage of our own, below the arc for examples (RFC 5612)."""


class CertifiedIdentityProvider(IdentityProvider):
    """Signs as its base does, and shows certificates instead of a key id."""

    def __init__(self, seed: int = 0, *, at: Instant, algorithm: str = "ES256") -> None:
        super().__init__(seed, algorithm=algorithm)
        self.root = root(f"eidgate simulator root {seed}", at=at)
        self.intermediate = self.root.authority(
            f"eidgate simulator issuing {seed}", at=at, terms=Terms(authority=True, path_length=0)
        )
        self.leaf = self.certify(at=at)
        self.revoked: list[Certified] = []

    @property
    def terms(self) -> Terms:
        """What a sound leaf says."""
        return Terms(extended_key_usage=(PURPOSE,), names=(self.issuer,))

    def certify(self, *, at: Instant, terms: Terms | None = None) -> Certified:
        """Let the intermediate certify the key that signs now."""
        return self.intermediate.certify(
            self.issuer[:64], self.key.private_key, at=at, terms=terms or self.terms
        )

    def rotate_leaf(self, *, at: Instant) -> Certified:
        """Sign with a new key under a new certificate from now on."""
        self.rotate()
        self.leaf = self.certify(at=at)
        return self.leaf

    def revoke(self) -> None:
        """Withdraw the certificate that signs now; the lists say so when they are written again."""
        self.revoked.append(self.leaf)

    def write_revocation_lists(self, folder: Path, *, at: Instant) -> tuple[str, ...]:
        """Write the lists of both authorities; returns their names in the folder."""
        own = [leaf.certificate for leaf in self.revoked]
        (folder / "root.crl").write_bytes(self.root.revocation_list(at=at))
        (folder / "issuing.crl").write_bytes(self.intermediate.revocation_list(own, at=at))
        return ("root.crl", "issuing.crl")

    def header(self) -> dict[str, Any]:
        """Return the header of the next assertion, with its chain but the root."""
        return {"alg": self.algorithm, "typ": "JWT", "x5c": x5c(self.leaf.chain)}

    def issuer_configuration(
        self, *, jwks_file: str | None = None, certificates: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return this issuer's entry: its root, its purpose and its name; with keys beside it when asked."""
        entry = super().issuer_configuration(jwks_file=jwks_file)
        if jwks_file is None:
            del entry["jwks"]
        rules = {"extended_key_usage": [PURPOSE], "san": [self.issuer]}
        return entry | {"anchors_pem": self.root.pem, "x5c": rules | dict(certificates or {})}


def x5c(chain: Sequence[Certified]) -> list[str]:
    """Return certificates as the header carries them (RFC 7515 §4.1.6)."""
    return [b64encode(certified.der).decode() for certified in chain]
