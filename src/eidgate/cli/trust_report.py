"""What a trust configuration would accept, as plain values: one row an issuer, with its doubts in words."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from eidgate.adapters.trust.schema import IssuerEntry
from eidgate.cli.credential_report import credential_rules
from eidgate.cli.status_report import status_rows
from eidgate.cli.trust_doubts import doubts, in_force
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.ecdsa_key import EcdsaKey
from eidgate.core.assertion.keys import PinnedKey, UnfitKey
from eidgate.core.assertion.revocation_list import RevocationList
from eidgate.core.assertion.trust import NEVER, IssuerTrust
from eidgate.core.terms import Instant

Row = dict[str, Any]


def issuer_row(entry: IssuerEntry, trust: IssuerTrust, *, at: Instant) -> Row:
    """Tell everything about one issuer."""
    every: Sequence[PinnedKey | UnfitKey] = (*trust.keys, *trust.unfit_keys)
    return {
        "issuer": str(trust.issuer),
        "profile": str(trust.profile),
        "formats": sorted(trust.formats),
        "algorithms": sorted(trust.algorithms),
        "typ": None if trust.types is None else sorted(trust.types),
        "credentials": credential_rules(trust),
        "keys_from": keys_from(entry, trust),
        "keys": [_key_row(key, trust.algorithms) for key in every],
        "anchors": [_anchor_row(anchor, at) for anchor in _anchors(trust.anchors)],
        "certificates": _rules(trust.anchors),
        "revocation_lists": [_list_row(one, at) for one in _lists(trust.anchors)],
        "status": str(trust.status),
        "status_lists": status_rows(trust, at),
        "claims": asdict(trust.claim_names),
        "assurance": {acr: asdict(levels) for acr, levels in trust.assurance.items()},
        "required_claims": sorted(trust.required_claims),
        "leeway_seconds": int(trust.leeway.total_seconds()),
        "maximum_lifetime_seconds": int(trust.maximum_lifetime.total_seconds()),
        "maximum_age_seconds": int(trust.maximum_age.total_seconds()),
        "maximum_key_age_seconds": int(trust.maximum_key_age.total_seconds()),
        "doubts": list(doubts(entry, trust, at)),
    }


def keys_from(entry: IssuerEntry, trust: IssuerTrust) -> Row:
    """Tell where the keys come from and until when they count; None: they were never fetched."""
    where = entry.jwks_uri or entry.jwks_file or ("the configuration" if entry.jwks else None)
    until = trust.keys_usable_until
    return {"where": where, "usable_until": None if until in {None, NEVER} else until}


def _key_row(key: PinnedKey | UnfitKey, allowed: frozenset[str]) -> Row:
    if isinstance(key, UnfitKey):
        return {"kid": key.key_id, "type": None, "algorithms": [], "fit": False, "why": key.why}
    used = sorted(key.algorithms & allowed)
    why = "" if used else "none of its algorithms is this issuer's"
    return {
        "kid": key.key_id,
        "type": kind(key.public_key),
        "algorithms": used,
        "fit": bool(used),
        "why": why,
    }


def kind(key: object) -> str:
    """Name a key's type and size."""
    match key:
        case EcdsaKey():
            return f"EC {key.curve.sec_name}"
        case ec.EllipticCurvePublicKey():
            return f"EC {key.curve.name}"
        case rsa.RSAPublicKey():
            return f"RSA {key.key_size}"
        case _:
            return "Ed25519"


def _anchors(anchors: TrustAnchors | None) -> Sequence[x509.Certificate]:
    return anchors.certificates if anchors else ()


def _anchor_row(anchor: x509.Certificate, at: Instant) -> Row:
    return {
        "subject": anchor.subject.rfc4514_string(),
        "key": kind(anchor.public_key()),
        "sha256": anchor.fingerprint(hashes.SHA256()).hex(),
        "valid_from": anchor.not_valid_before_utc,
        "expires_at": anchor.not_valid_after_utc,
        "in_force": in_force(anchor, at),
    }


def _rules(anchors: TrustAnchors | None) -> Row | None:
    if anchors is None:
        return None
    return {
        "extended_key_usage": sorted(anchors.rules.extended_key_usage),
        "san": sorted(anchors.rules.names),
        "maximum_intermediates": anchors.rules.maximum_intermediates,
    }


def _lists(anchors: TrustAnchors | None) -> Sequence[RevocationList]:
    return anchors.revocation.judged if anchors and anchors.revocation else ()


def _list_row(one: RevocationList, at: Instant) -> Row:
    return {
        "issuer": one.issuer.rfc4514_string(),
        "this_update": one.currency.since,
        "next_update": one.currency.until,
        "in_force": one.currency.holds(at),
        "revoked": len(one.revoked),
    }
