"""What an operator should know before a trust configuration is put in force: its doubts, in words."""

from collections.abc import Iterator
from typing import Final

from cryptography import x509

from eidgate.adapters.trust.schema import IssuerEntry
from eidgate.cli.status_report import may_be_valid
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.revocation import currency
from eidgate.core.assertion.trust import NEVER, Format, IssuerTrust, Profile, StatusPolicy
from eidgate.core.terms import Instant

NOTHING: Final = "nothing can be accepted from this issuer"
"""The doubt that makes the check fail."""


def doubts(entry: IssuerEntry, trust: IssuerTrust, at: Instant) -> Iterator[str]:
    """Tell what keeps the issuer's assertions out, then what lets more of them in than may be meant."""
    yield from _of_keys(trust, at)
    if trust.status is StatusPolicy.REQUIRE and not may_be_valid(trust, at):
        yield NOTHING
    if not trust.assurance:
        yield "no assurance map: every acr is unknown"
    if trust.anchors is not None:
        yield from _of_anchors(trust.anchors, at)
    if entry.jwks_uri and trust.anchors is None and trust.maximum_key_age.days > 1:
        yield "fetched keys may be older than a day"
    if Format.SD_JWT in trust.formats:
        yield from _of_credentials(trust)


def _of_keys(trust: IssuerTrust, at: Instant) -> Iterator[str]:
    if trust.profile is Profile.SIGNATURE:
        yield "signatures only: for vectors, never good for a decision"
    if trust.keys_usable_until == NEVER:
        yield "its keys were never fetched; the server fetches them when it starts"
    elif not _accepts_anything(trust, at):
        yield NOTHING
    elif trust.keys and trust.keys_usable_until is not None and at >= trust.keys_usable_until:
        yield "its keys are too old to count; the server fetches them when it starts"


def _of_credentials(trust: IssuerTrust) -> Iterator[str]:
    if not trust.sd_jwt.key_binding.required:
        yield (
            "a credential counts without its holder's key: whoever has a copy can show it once, "
            "and no other rule of key_binding holds for them"
        )
    ends = trust.claim_names.document_expires_on
    if ends not in trust.sd_jwt.required_claims:
        yield f"a holder may withhold that the identity document has ended: ask for {ends} and require it"


def _of_anchors(anchors: TrustAnchors, at: Instant) -> Iterator[str]:
    if not (anchors.rules.names or anchors.rules.extended_key_usage):
        yield "every certificate under the anchors speaks for this issuer: name its san or its usage"
    if anchors.revocation is None:
        yield "revocation of certificates is not asked"
    elif not all(currency(one).holds(at) for one in anchors.revocation.lists):
        yield "a revocation list is not in force"


def _accepts_anything(trust: IssuerTrust, at: Instant) -> bool:
    by_key = any(key.algorithms & trust.algorithms for key in trust.keys)
    anchors = trust.anchors
    return by_key or (
        anchors is not None and any(_may_vouch(one, anchors, at) for one in anchors.certificates)
    )


def in_force(anchor: x509.Certificate, at: Instant) -> bool:
    """Tell whether an anchor's own time has begun and is not over."""
    return anchor.not_valid_before_utc <= at <= anchor.not_valid_after_utc


def _may_vouch(anchor: x509.Certificate, anchors: TrustAnchors, at: Instant) -> bool:
    """In force and, where revocation is asked, with a list of its own in force, which each path needs."""
    if not in_force(anchor, at):
        return False
    if anchors.revocation is None:
        return True
    own = (one for one in anchors.revocation.lists if one.issuer == anchor.subject)
    return any(currency(one).holds(at) for one in own)
