from datetime import timedelta

import pytest

from builders.assertion import AT, EXPECTED, judge, rejected, request, trust_from, trust_in, verified
from builders.chain import anchors_of
from eidgate.core.assertion.chain import LEAVES_REMEMBERED, TrustAnchors
from eidgate.core.assertion.keys import PinnedKey, pin
from eidgate.core.assertion.purpose import CertificateRules
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.verify import verify
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.authority import LIFETIME, Terms, root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.citizen import AN
from eidgate.simulator.signing import signing_key

IDP = CertifiedIdentityProvider(at=AT)


def reason(anchors: TrustAnchors, chain: object, at: Instant = AT) -> Reason:
    with pytest.raises(RejectionError) as caught:
        anchors.leaf_key(chain, at=at)
    return caught.value.reason


def test_a_chain_to_the_anchor_gives_the_leafs_key() -> None:
    key = anchors_of(IDP).leaf_key(x5c(IDP.leaf.chain), at=AT)

    assert isinstance(key, PinnedKey)
    assert key.algorithms == {"ES256"}
    assert key.public_key == pin(IDP.key.public_jwk()).public_key


def test_the_root_may_be_sent_along() -> None:
    anchors_of(IDP).leaf_key([*x5c(IDP.leaf.chain), *x5c([IDP.root])], at=AT)


@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "EdDSA", "PS256", "RS256"])
def test_every_algorithm_can_be_certified(algorithm: str) -> None:
    idp = CertifiedIdentityProvider(at=AT, algorithm=algorithm)

    verified(judge(idp.issue(AN, request()), idp))


def test_accepts_at_the_last_second_and_refuses_after_it() -> None:
    anchors, chain = anchors_of(IDP), x5c(IDP.leaf.chain)
    last = AT + LIFETIME

    anchors.leaf_key(chain, at=last)
    assert reason(anchors, chain, last + timedelta(seconds=1)) is Reason.CERTIFICATE_EXPIRED
    anchors.leaf_key(chain, at=last)


def test_a_remembered_leaf_does_not_outlive_its_intermediate() -> None:
    short = IDP.root.authority("short", at=AT, terms=Terms(authority=True, until=timedelta(hours=1)))
    leaf = short.certify("leaf", IDP.key.private_key, at=AT, terms=IDP.terms)
    anchors, chain = anchors_of(IDP), x5c(leaf.chain)

    anchors.leaf_key(chain, at=AT)
    assert anchors._remembered
    late = AT + timedelta(hours=1, seconds=1)
    assert reason(anchors, chain, late) is Reason.CERTIFICATE_EXPIRED


def test_a_remembered_leaf_is_not_known_before_its_time() -> None:
    anchors, chain = anchors_of(IDP), x5c(IDP.leaf.chain)
    anchors.leaf_key(chain, at=AT)

    assert reason(anchors, chain, AT - timedelta(days=2)) is Reason.CERTIFICATE_NOT_YET_VALID


def test_other_anchors_remember_nothing() -> None:
    chain = x5c(IDP.leaf.chain)
    anchors_of(IDP).leaf_key(chain, at=AT)
    strange = TrustAnchors(certificates=(root("another", at=AT).certificate,))

    assert reason(strange, chain) is Reason.CERTIFICATE_NOT_TRUSTED


def test_the_memory_is_bounded_and_refusals_are_not_in_it() -> None:
    anchors = anchors_of(IDP)
    for _ in range(LEAVES_REMEMBERED + 2):
        anchors.leaf_key(x5c(IDP.certify(at=AT).chain), at=AT)
        assert reason(anchors, x5c(IDP.leaf.chain[:1])) is Reason.CERTIFICATE_NOT_TRUSTED

    assert 0 < len(anchors._remembered) <= LEAVES_REMEMBERED


def test_an_expired_chain_of_a_stranger_is_not_called_expired() -> None:
    stranger = CertifiedIdentityProvider(at=AT - timedelta(days=90))

    assert reason(anchors_of(IDP), x5c(stranger.leaf.chain)) is Reason.CERTIFICATE_NOT_TRUSTED


def test_what_another_authority_says_about_an_anchor_changes_nothing() -> None:
    """A chain may go on above the anchor, by a certificate that somebody else issued for it."""
    another = root("another root", at=AT)
    name = IDP.root.certificate.subject.rfc4514_string().removeprefix("CN=")
    crossed = another.certify(name, IDP.root.key, at=AT, terms=Terms(authority=True))
    chain = x5c([IDP.leaf, IDP.intermediate, crossed])

    anchors_of(IDP).leaf_key(chain, at=AT)
    anchors_of(IDP, certificates=(another.certificate,)).leaf_key(chain, at=AT)
    late = AT + LIFETIME + timedelta(seconds=1)
    for anchor in (IDP.root, another):
        anchors = anchors_of(IDP, certificates=(anchor.certificate,))
        assert reason(anchors, chain, late) is Reason.CERTIFICATE_EXPIRED


def test_an_anchor_replaced_by_one_of_the_same_name_is_no_longer_trusted() -> None:
    renewed = root(f"eidgate simulator root {0}", at=AT)

    assert reason(TrustAnchors(certificates=(renewed.certificate,)), x5c(IDP.leaf.chain)) is (
        Reason.CERTIFICATE_NOT_TRUSTED
    )
    both = TrustAnchors(certificates=(renewed.certificate, IDP.root.certificate))
    both.leaf_key(x5c(IDP.leaf.chain), at=AT)


def test_without_anchors_there_is_no_trust() -> None:
    with pytest.raises(ConfigurationError, match="no anchor"):
        TrustAnchors(certificates=())


def test_fewer_intermediates_may_be_asked_for() -> None:
    anchors = TrustAnchors(
        certificates=(IDP.root.certificate,), rules=CertificateRules(maximum_intermediates=0)
    )

    assert reason(anchors, x5c(IDP.leaf.chain)) is Reason.CERTIFICATE_NOT_TRUSTED


def test_an_issuer_with_both_takes_a_key_id_or_certificates() -> None:
    jwks = IDP.jwks()
    by_kid = IDP.key.compact({"alg": "ES256", "typ": "JWT", "kid": IDP.key.key_id}, IDP.claims(AN, request()))

    verified(judge(by_kid, IDP, jwks=jwks))
    verified(judge(IDP.issue(AN, request()), IDP, jwks=jwks))


def test_certificates_beside_a_known_key_id_still_decide() -> None:
    stranger = CertifiedIdentityProvider(3, at=AT)
    header = stranger.header() | {"kid": IDP.key.key_id}
    assertion = IDP.key.compact(header, IDP.claims(AN, request()))

    verdict = judge(assertion, IDP, jwks=IDP.jwks())
    assert rejected(verdict) == (Reason.CERTIFICATE_NOT_TRUSTED, 3)


def test_an_issuer_without_anchors_gets_nothing_from_certificates() -> None:
    entry = IDP.issuer_configuration() | {"jwks": {"keys": [signing_key("ES256", "other").public_jwk()]}}
    del entry["anchors_pem"], entry["x5c"]
    trust = trust_from(entry)

    verdict = verify(Masked(IDP.issue(AN, request())), trust=trust, expected=EXPECTED, at=AT)
    assert rejected(verdict) == (Reason.SIGNATURE_INVALID, 5)


def test_anchors_that_were_not_read_in_time_accept_nothing() -> None:
    verdict = verify(
        Masked(IDP.issue(AN, request(at=AT + timedelta(days=2)))),
        trust=trust_in(IDP),
        expected=EXPECTED,
        at=AT + timedelta(days=2),
    )

    assert rejected(verdict) == (Reason.ISSUER_KEYS_UNAVAILABLE, 3)
