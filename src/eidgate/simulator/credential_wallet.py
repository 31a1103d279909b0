"""A wallet that keeps a credential and its key: it shows what was asked for and signs what the holder saw."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

from eidgate.core.assertion.transaction_data import HASH_ALGORITHM, hash_of
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.credentials import Credential, CredentialIssuer
from eidgate.simulator.disclosures import digest
from eidgate.simulator.identity_provider import AuthenticationRequest
from eidgate.simulator.signing import SigningKey, signing_key

RESPONSE_MODE: Final = "direct_post.jwt"

_FACTORS: Final = ({"knowledge": "pin_6_or_more_digits"}, {"inherence": "face_device"})
"""What this wallet checks before it uses a key, as EUDI TS12 §3.5 writes it."""


def holder_key(citizen: Citizen, *, algorithm: str = "ES256") -> SigningKey:
    """Return the key that this citizen's wallet keeps."""
    return signing_key(algorithm, f"wallet of {citizen.subject_id}")


@dataclass(slots=True, kw_only=True)
class CredentialWallet:
    """One holder's wallet with one credential."""

    credential: Credential
    key: SigningKey
    hash_name: str = "sha-256"
    presentations: int = field(default=0, init=False)

    def answer(
        self,
        request: AuthenticationRequest,
        *,
        binding: TransactionBinding = TransactionBinding.SIGNED,
        disclose: Collection[str] | None = None,
    ) -> str:
        """Answer with nonce and hashes (SIGNED), the nonce alone (CHALLENGED), or unsigned (NONE).

        `disclose` names the claims to show, None for all. A KB-JWT without a nonce does not exist (RFC 9901
        §4.3), so NONE is a presentation without KB-JWT.
        """
        shown = self.shown(disclose)
        if binding is TransactionBinding.NONE:
            return shown
        claims = self.claims(request, shown)
        if binding is TransactionBinding.CHALLENGED:
            claims = {name: value for name, value in claims.items() if "transaction" not in name}
        return shown + self.key.compact(self.header(), claims)

    def shown(self, disclose: Collection[str] | None = None) -> str:
        """Return the credential with the named disclosures, up to the last tilde."""
        chosen = [
            one.text
            for name, one in self.credential.disclosures.items()
            if disclose is None or name in disclose
        ]
        return "~".join([self.credential.issued, *chosen, ""])

    def header(self) -> dict[str, Any]:
        """Return the header of a KB-JWT."""
        return {"alg": self.key.algorithm, "typ": "kb+jwt"}

    def claims(self, request: AuthenticationRequest, shown: str) -> dict[str, Any]:
        """Return the claims of a fresh KB-JWT about what is shown."""
        claims: dict[str, Any] = {
            "iat": int(request.at.timestamp()),
            "aud": request.audience,
            "nonce": request.nonce,
            "sd_hash": digest(shown, self.hash_name),
            "jti": self._next_id(),
            "amr": list(_FACTORS),
            "response_mode": RESPONSE_MODE,
        }
        if request.transaction_data:
            claims["transaction_data_hashes"] = [hash_of(text) for text in request.transaction_data]
            claims["transaction_data_hashes_alg"] = HASH_ALGORITHM
        return claims

    def _next_id(self) -> str:
        self.presentations += 1
        text = f"{self.key.key_id} {self.presentations}"
        return hashlib.sha256(text.encode()).hexdigest()[:32]


def wallet_with_credential(
    issuer: CredentialIssuer, citizen: Citizen, request: AuthenticationRequest, *, algorithm: str = "ES256"
) -> CredentialWallet:
    """Return the citizen's wallet with a credential that was issued at the instant of the request."""
    key = holder_key(citizen, algorithm=algorithm)
    credential = issuer.issue(citizen, key, at=request.at, levels=request.levels)
    return CredentialWallet(credential=credential, key=key, hash_name=issuer.hash_name)
