"""What operators watch of the trust: the age of keys, and when anchors and revocation lists run out."""

from collections.abc import Collection

from eidgate.adapters.metrics.issuers import IssuerInstruments
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.trust import NEVER, IssuerTrust, TrustSnapshot


def show_trust(issuers: IssuerInstruments, snapshot: TrustSnapshot) -> None:
    """Set the gauges of every issuer; called whenever the trust was read."""
    _follow(issuers, snapshot.issuers.values())
    for issuer in snapshot.issuers.values():
        until = issuer.keys_usable_until
        if until is not None and until != NEVER:
            issuers.keys_loaded(issuer.issuer, until - issuer.maximum_key_age)
        if issuer.anchors is not None:
            _show_anchors(issuers, issuer.issuer, issuer.anchors)


def _follow(issuers: IssuerInstruments, trusted: Collection[IssuerTrust]) -> None:
    anchored = [issuer for issuer in trusted if issuer.anchors is not None]
    issuers.follow(
        trusted={issuer.issuer for issuer in trusted},
        anchored={issuer.issuer for issuer in anchored},
        revocable={issuer.issuer for issuer in anchored if issuer.anchors and issuer.anchors.revocation},
        listed={issuer.issuer for issuer in trusted if issuer.status_lists is not None},
    )


def _show_anchors(issuers: IssuerInstruments, issuer: str, anchors: TrustAnchors) -> None:
    first = min(anchor.not_valid_after_utc for anchor in anchors.certificates)
    issuers.anchor_expires(issuer, first)
    if anchors.revocation is not None:
        issuers.revocation_list_due(issuer, anchors.revocation.due_at)
