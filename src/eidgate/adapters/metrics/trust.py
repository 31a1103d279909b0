"""What operators watch of the trust: the age of keys, and when anchors and revocation lists run out."""

from eidgate.adapters.metrics.instruments import Instruments
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.revocation import currency
from eidgate.core.assertion.trust import NEVER, TrustSnapshot


def show_trust(instruments: Instruments, snapshot: TrustSnapshot) -> None:
    """Set the gauges of every issuer; called whenever the trust was read."""
    for issuer in snapshot.issuers.values():
        until = issuer.keys_usable_until
        if until is not None and until != NEVER:
            instruments.issuer_keys_loaded(issuer.issuer, until - issuer.maximum_key_age)
        if issuer.anchors is not None:
            _show_anchors(instruments, issuer.issuer, issuer.anchors)


def _show_anchors(instruments: Instruments, issuer: str, anchors: TrustAnchors) -> None:
    first = min(anchor.not_valid_after_utc for anchor in anchors.certificates)
    instruments.issuer_anchor_expires(issuer, first)
    if anchors.revocation is not None:
        due = min(currency(one).until for one in anchors.revocation.lists)
        instruments.issuer_revocation_list_due(issuer, due)
