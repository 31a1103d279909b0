"""The anchors of a simulated provider, as the core sees them."""

from typing import Any

from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.purpose import CertificateRules
from eidgate.simulator.certified_provider import PURPOSE, CertifiedIdentityProvider


def anchors_of(provider: CertifiedIdentityProvider, **changes: Any) -> TrustAnchors:
    """Trust a provider's root for its purpose and its name."""
    values: dict[str, Any] = {
        "certificates": (provider.root.certificate,),
        "rules": CertificateRules(
            extended_key_usage=frozenset({PURPOSE}), names=frozenset({str(provider.issuer)})
        ),
    }
    return TrustAnchors(**values | changes)
