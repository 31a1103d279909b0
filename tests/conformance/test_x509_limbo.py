"""C2SP x509-limbo (December 2023, 135 cases) against the path of `x5c`.

The cases ask about TLS servers; a peer name becomes a configured alternative name, an asked-for usage a
configured one. Limbo gives intermediates in any order, RFC 7515 in one: a case counts as accepted when some
order is. What is judged otherwise on purpose stands in a table, with the reason.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import permutations
from typing import Any, Final

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from builders.shared_data import shared_json
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.purpose import MAX_INTERMEDIATES, CertificateRules
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.errors import ConfigurationError

NOW: Final = datetime(2024, 6, 1, tzinfo=UTC)
"""For cases without a time of their own; their certificates last for centuries."""

_ANCHOR: Final = "an anchor is accepted a priori for its name and key (RFC 5280 §6.1.1 d), not for its form"
_EKU: Final = "a rule of the web's certification bodies about server certificates; purpose is configured here"

ACCEPTED: Final = {
    "rfc5280::aki::cross-signed-root-missing-aki": _ANCHOR,
    "rfc5280::ski::root-missing-ski": _ANCHOR,
    "webpki::aki::root-with-aki-all-fields": _ANCHOR,
    "webpki::aki::root-with-aki-ski-mismatch": _ANCHOR,
    "webpki::eku::root-has-eku": _EKU,
    "webpki::eku::ee-anyeku": "the case asks for serverAuth, which stands beside anyExtendedKeyUsage",
    "webpki::eku::ee-critical-eku": _EKU,
    "webpki::eku::ee-without-eku": _EKU,
    "webpki::san::san-critical-with-nonempty-subject": "a form rule of the web; the names are still compared",
    "rfc5280::san::noncritical-with-empty-subject": "a form rule; the names are still compared",
    "rfc5280::nc::permitted-dns-match-noncritical": "limbo's own webpki twin accepts it; it is enforced",
}
"""Cases that limbo fails and we accept."""

REFUSED: Final = {
    "pathlen::validation-ignores-pathlen-in-leaf": "a path length without the cA bit is malformed (§4.2.1.9)",
    "rfc5280::nc::permitted-dn-match": "directory names in name constraints cannot be judged, so they refuse",
    "webpki::san::leftmost-wildcard-san": "an identity provider has a name; no wildcard stands for it",
    "pathlen::max-chain-depth-1-self-issued": "a self-issued intermediate counts like any other",
    "pathlen::self-issued-certs-pathlen": "three intermediates, and we follow two",
    "webpki::online::akamai.com": "a root signed over SHA-1",
    "webpki::online::facebook.com": "a root signed over SHA-1",
    "webpki::online::cloudflare.com": "a root signed over SHA-1",
    "webpki::online::microsoft.com": "a leaf with more than 4,096 bytes",
}
"""Cases that limbo passes and we refuse."""

_USAGES: Final = {
    "serverAuth": ExtendedKeyUsageOID.SERVER_AUTH.dotted_string,
    "clientAuth": ExtendedKeyUsageOID.CLIENT_AUTH.dotted_string,
}


def test_every_case_is_judged_as_limbo_does_or_as_the_tables_say() -> None:
    cases = shared_json("x509/limbo_older_135.json")["testcases"]
    assert len(cases) == 135
    different = {case["id"] for case in cases if accepts(case) != (case["expected_result"] == "SUCCESS")}

    assert different == {*ACCEPTED, *REFUSED}


def accepts(case: Mapping[str, Any]) -> bool:
    at = datetime.fromisoformat(case["validation_time"]) if case["validation_time"] else NOW
    try:
        anchors = TrustAnchors(certificates=tuple(roots(case)), rules=rules(case))
    except (ConfigurationError, ValueError, UserWarning):
        return False
    return any(is_path(anchors, chain, at) for chain in chains(case))


def is_path(anchors: TrustAnchors, chain: list[str], at: datetime) -> bool:
    try:
        anchors.leaf_key(chain, at=at)
    except RejectionError:
        return False
    return True


def roots(case: Mapping[str, Any]) -> Iterator[x509.Certificate]:
    for pem in case["trusted_certs"]:
        yield x509.load_pem_x509_certificate(pem.encode())


def chains(case: Mapping[str, Any]) -> Iterator[list[str]]:
    leaf = base64_of(case["peer_certificate"])
    for order in permutations(map(base64_of, case["untrusted_intermediates"])):
        yield [leaf, *order]


def base64_of(pem: str) -> str:
    return "".join(line for line in pem.split("\n") if not line.startswith("-----")).strip()


def rules(case: Mapping[str, Any]) -> CertificateRules:
    peer, depth = case["expected_peer_name"], case["max_chain_depth"]
    names = {peer["value"].lower()} if peer is not None and peer["kind"] == "DNS" else set()
    return CertificateRules(
        maximum_intermediates=MAX_INTERMEDIATES if depth is None else min(depth, MAX_INTERMEDIATES),
        extended_key_usage=frozenset(_USAGES[name] for name in case["extended_key_usage"] or ()),
        names=frozenset(names),
    )


@pytest.mark.parametrize("table", [ACCEPTED, REFUSED])
def test_every_exception_has_its_reason(table: dict[str, str]) -> None:
    assert all(table.values())
