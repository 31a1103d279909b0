import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from builders.assertion import AT
from builders.chain import anchors_of
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.purpose import CertificateRules, check_purpose
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason
from eidgate.simulator.authority import Certified, Terms
from eidgate.simulator.certified_provider import PURPOSE, CertifiedIdentityProvider, x5c

IDP = CertifiedIdentityProvider(at=AT)
ANYTHING = anchors_of(IDP, rules=CertificateRules())


def reason(anchors: TrustAnchors, leaf: Certified) -> Reason:
    with pytest.raises(RejectionError) as caught:
        anchors.leaf_key(x5c(leaf.chain), at=AT)
    return caught.value.reason


def named(*names: str) -> TrustAnchors:
    return anchors_of(IDP, rules=CertificateRules(names=frozenset(names)))


def test_without_rules_every_leaf_speaks() -> None:
    ANYTHING.leaf_key(x5c(IDP.certify(at=AT, terms=Terms()).chain), at=AT)


def test_one_of_the_configured_names_is_enough() -> None:
    leaf = IDP.certify(at=AT, terms=Terms(names=("https://else.example", "Idp.Example")))

    named("idp.example", "other.example").leaf_key(x5c(leaf.chain), at=AT)


@pytest.mark.parametrize(
    "name", ["*.example", "sub.idp.example", "idp.example.stranger.example", "idp.exampl"]
)
def test_neither_a_wildcard_nor_a_part_stands_for_a_name(name: str) -> None:
    leaf = IDP.certify(at=AT, terms=Terms(names=(name,)))

    assert reason(named("idp.example"), leaf) is Reason.CERTIFICATE_PURPOSE_MISMATCH


def test_a_uri_is_compared_as_written() -> None:
    leaf = IDP.certify(at=AT, terms=Terms(names=("https://IDP.example",)))

    assert reason(named("https://idp.example"), leaf) is Reason.CERTIFICATE_PURPOSE_MISMATCH


@pytest.mark.parametrize(
    "name",
    [x509.DNSName("https://idp.example"), x509.UniformResourceIdentifier("idp.example")],
    ids=["a URI in a DNS name's place", "a DNS name in a URI's place"],
)
def test_a_name_of_one_kind_does_not_stand_for_one_of_the_other(name: x509.GeneralName) -> None:
    """A CA holds each kind to rules of its own."""
    root, key = IDP.root.certificate, IDP.key.private_key
    builder = x509.CertificateBuilder(root.subject, root.subject, key.public_key(), 1, AT, AT)
    leaf = builder.add_extension(x509.SubjectAlternativeName([name]), critical=False)
    rules = CertificateRules(names=frozenset({"https://idp.example", "idp.example"}))

    with pytest.raises(RejectionError) as caught:
        check_purpose([leaf.sign(key, hashes.SHA256()), root], rules)
    assert caught.value.reason is Reason.CERTIFICATE_PURPOSE_MISMATCH


def test_an_intermediate_for_another_purpose_cannot_certify_this_one() -> None:
    terms = Terms(authority=True, extended_key_usage=("1.3.6.1.5.5.7.3.1",))
    leaf = IDP.root.authority("for servers", at=AT, terms=terms).certify(
        "leaf", IDP.key.private_key, at=AT, terms=IDP.terms
    )

    assert reason(anchors_of(IDP), leaf) is Reason.CERTIFICATE_PURPOSE_MISMATCH


@pytest.mark.parametrize("usage", [(), (PURPOSE,), ("2.5.29.37.0",)])
def test_an_intermediate_for_this_purpose_or_any_may(usage: tuple[str, ...]) -> None:
    terms = Terms(authority=True, extended_key_usage=usage)
    leaf = IDP.root.authority("fine", at=AT, terms=terms).certify(
        "leaf", IDP.key.private_key, at=AT, terms=IDP.terms
    )

    anchors_of(IDP).leaf_key(x5c(leaf.chain), at=AT)


def test_a_leaf_without_names_does_not_slip_past_name_constraints() -> None:
    terms = Terms(authority=True, permitted="shop.example")
    leaf = IDP.root.authority("shops", at=AT, terms=terms).certify(
        "leaf", IDP.key.private_key, at=AT, terms=Terms()
    )

    assert reason(ANYTHING, leaf) is Reason.CERTIFICATE_PURPOSE_MISMATCH
