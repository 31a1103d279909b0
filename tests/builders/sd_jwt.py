"""The scene of `builders.assertion`, played with a credential in a wallet."""

from typing import Any, Final

from builders.assertion import AT, EXPECTED, request, trust_from
from eidgate.core.assertion.expected import Expected
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.citizen import AN
from eidgate.simulator.credential_wallet import CredentialWallet, wallet_with_credential
from eidgate.simulator.credentials import CredentialIssuer
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.sd_jwt_scene import SdJwtScene

ISSUER: Final = CredentialIssuer(IdentityProvider(1))
SCENE: Final = SdJwtScene(issuer=ISSUER, citizen=AN, request=request())


def wallet(issuer: CredentialIssuer = ISSUER, **options: Any) -> CredentialWallet:
    """Return AN's wallet with a credential of today."""
    return wallet_with_credential(issuer, AN, request(), **options)


def credential_trust(issuer: CredentialIssuer = ISSUER, **changes: Any) -> TrustSnapshot:
    """Trust the credential issuer, with fields of its `sd_jwt` block changed at will.

    `key_binding` is changed field by field; names of the issuer entry itself are given with a trailing `_`.
    """
    entry = issuer.configuration()
    block = dict(entry["sd_jwt"])
    block["key_binding"] = block["key_binding"] | changes.pop("key_binding", {})
    outer = {name.removesuffix("_"): changes.pop(name) for name in list(changes) if name.endswith("_")}
    return trust_from({**entry, "sd_jwt": block | changes, **outer})


def judge_presentation(
    presentation: str,
    expected: Expected = EXPECTED,
    *,
    issuer: CredentialIssuer = ISSUER,
    at: Instant = AT,
    **rules: Any,
) -> Verdict:
    """Verify a presentation against the credential issuer's own trust."""
    return verify(Masked(presentation), trust=credential_trust(issuer, **rules), expected=expected, at=at)
