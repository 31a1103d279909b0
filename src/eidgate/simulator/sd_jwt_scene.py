"""What a forger of SD-JWT presentations starts from, and the ways to change it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eidgate.core.assertion import base64url
from eidgate.simulator.citizen import Citizen
from eidgate.simulator.credential_wallet import CredentialWallet, holder_key, wallet_with_credential
from eidgate.simulator.credentials import Credential, CredentialIssuer
from eidgate.simulator.disclosures import Disclosure, digest
from eidgate.simulator.identity_provider import AuthenticationRequest, Levels
from eidgate.simulator.signing import SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class SdJwtScene:
    """An issuer that signs with ES256, a citizen's wallet, and a relying party's request."""

    issuer: CredentialIssuer
    citizen: Citizen
    request: AuthenticationRequest

    @property
    def key(self) -> SigningKey:
        """The key in the citizen's wallet."""
        return holder_key(self.citizen)

    @property
    def wallet(self) -> CredentialWallet:
        """The citizen's wallet with a sound credential."""
        return wallet_with_credential(self.issuer, self.citizen, self.request)

    @property
    def sound(self) -> str:
        """A sound presentation of everything."""
        return self.wallet.answer(self.request)

    @property
    def disclosures(self) -> dict[str, Disclosure]:
        """The disclosures of a sound credential."""
        return self.issuer.disclosures(self.citizen)

    @property
    def claims(self) -> dict[str, Any]:
        """What a sound credential says openly, without digests."""
        return self.issuer.open_claims(self.citizen, self.key, at=self.request.at, levels=Levels())

    @property
    def now(self) -> int:
        """The instant of the request."""
        return int(self.request.at.timestamp())

    def with_credential(self, *without: str, **changes: object) -> str:
        """Present a credential whose open claims are changed or missing."""
        claims = {name: value for name, value in (self.claims | changes).items() if name not in without}
        return self.present(self.issuer.sign(claims, self.disclosures))

    def with_disclosures(self, *shown: Disclosure, **open_claims: object) -> str:
        """Present a credential that signs the digests of just these, beside more open claims."""
        signed = {one.text: one for one in shown}
        return self.present(self.issuer.sign(self.claims | open_claims, signed))

    def with_tree(self, tree: Mapping[str, object], *shown: Disclosure) -> str:
        """Present a credential that signs any claims, digests included, with these disclosures."""
        issued = self.issuer.identity_provider.key.compact(self.issuer.header(), self.claims | dict(tree))
        return self.bind("~".join([issued, *(one.text for one in shown), ""]))

    def with_key_binding(self, *without: str, **changes: object) -> str:
        """Present a sound credential with changed or missing claims in the KB-JWT."""
        return self.bind(self.wallet.shown(), *without, **changes)

    def with_key_binding_header(self, **changes: object) -> str:
        """Present a sound credential with a changed header of the KB-JWT."""
        shown, wallet = self.wallet.shown(), self.wallet
        return shown + self.key.compact(wallet.header() | changes, wallet.claims(self.request, shown))

    def with_shown(self, texts: Sequence[str]) -> str:
        """Present a sound credential with any texts for disclosures."""
        return self.bind("~".join([self.wallet.credential.issued, *texts, ""]))

    def present(self, credential: Credential) -> str:
        """Present all of a credential, soundly bound."""
        wallet = CredentialWallet(credential=credential, key=self.key, hash_name=self.issuer.hash_name)
        return self.bind(wallet.shown())

    def bind(self, shown: str, *without: str, **changes: object) -> str:
        """Bind anything shown with the wallet's key."""
        claims = self.wallet.claims(self.request, shown) | changes
        kept = {name: value for name, value in claims.items() if name not in without}
        return shown + self.key.compact(self.wallet.header(), kept)

    def nested(self, depth: int) -> str:
        """Present disclosures that each reveal the digest of the next."""
        name, shown = self.issuer.hash_name, list[Disclosure]()
        inner: dict[str, object] = {"end": True}
        for level in range(depth):
            text = base64url.encode(json.dumps([f"salt {level}", "in", inner]).encode())
            shown.append(Disclosure(text=text, name="in"))
            inner = {"_sd": [digest(text, name)]}
        return self.with_tree(inner, *shown)
