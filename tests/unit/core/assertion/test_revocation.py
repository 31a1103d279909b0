from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from builders.assertion import AT
from builders.chain import anchors_of
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant
from eidgate.simulator.authority import LIST_LIFETIME, Terms, root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c

IDP = CertifiedIdentityProvider(at=AT)
CHAIN = x5c(IDP.leaf.chain)
LEAF, INTERMEDIATE = IDP.leaf.certificate, IDP.intermediate.certificate


def listed(*lists: bytes) -> TrustAnchors:
    parsed = tuple(x509.load_pem_x509_crl(one) for one in lists)
    return anchors_of(IDP, revocation=RevocationLists(lists=parsed))


def reason(anchors: TrustAnchors, at: Instant = AT) -> Reason:
    with pytest.raises(RejectionError) as caught:
        anchors.leaf_key(CHAIN, at=at)
    return caught.value.reason


ROOT_LIST = IDP.root.revocation_list(at=AT)
LEAF_LIST = IDP.intermediate.revocation_list(at=AT)


def test_a_path_that_no_list_names_is_accepted() -> None:
    listed(ROOT_LIST, LEAF_LIST).leaf_key(CHAIN, at=AT)


def test_a_revoked_leaf_is_refused() -> None:
    lists = listed(ROOT_LIST, IDP.intermediate.revocation_list([LEAF], at=AT))
    assert reason(lists) is Reason.CERTIFICATE_REVOKED


def test_a_revoked_intermediate_is_refused() -> None:
    lists = listed(IDP.root.revocation_list([INTERMEDIATE], at=AT), LEAF_LIST)
    assert reason(lists) is Reason.CERTIFICATE_REVOKED


@pytest.mark.parametrize("lists", [(ROOT_LIST,), (LEAF_LIST,)])
def test_each_certificate_below_the_anchor_needs_a_list(lists: tuple[bytes, ...]) -> None:
    assert reason(listed(*lists)) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_a_list_that_was_not_renewed_is_refused_even_for_a_remembered_leaf() -> None:
    anchors = listed(ROOT_LIST, LEAF_LIST)
    anchors.leaf_key(CHAIN, at=AT + LIST_LIFETIME)

    late = AT + LIST_LIFETIME + timedelta(seconds=1)
    assert reason(anchors, late) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_a_list_of_tomorrow_does_not_count_today() -> None:
    anchors = listed(ROOT_LIST, IDP.intermediate.revocation_list(at=AT + timedelta(days=1)))
    assert reason(anchors) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_the_newest_list_in_force_decides_from_the_instant_it_comes_in_force() -> None:
    tomorrow = AT + timedelta(days=1)
    newer = IDP.intermediate.revocation_list([LEAF], at=tomorrow)
    anchors = listed(ROOT_LIST, LEAF_LIST, newer)

    anchors.leaf_key(CHAIN, at=AT)
    assert reason(anchors, tomorrow + timedelta(seconds=1)) is Reason.CERTIFICATE_REVOKED


def test_a_list_signed_by_another_does_not_count() -> None:
    forged = CertifiedIdentityProvider(at=AT).intermediate.revocation_list(at=AT)
    assert reason(listed(ROOT_LIST, forged)) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_a_list_of_an_authority_that_may_sign_none_does_not_count() -> None:
    lone = root("lone", at=AT)
    mute = lone.authority("mute", at=AT, terms=Terms(authority=True, signs_lists=False))
    leaf = mute.certify("leaf", IDP.key.private_key, at=AT, terms=IDP.terms)
    lists = RevocationLists(
        lists=tuple(x509.load_pem_x509_crl(each.revocation_list(at=AT)) for each in (lone, mute))
    )
    anchors = anchors_of(IDP, certificates=(lone.certificate,), revocation=lists)

    with pytest.raises(RejectionError) as caught:
        anchors.leaf_key(x5c(leaf.chain), at=AT)
    assert caught.value.reason is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def built(*extensions: tuple[Any, bool]) -> x509.CertificateRevocationList:
    builder = x509.CertificateRevocationListBuilder().issuer_name(IDP.root.certificate.subject)
    builder = builder.last_update(AT).next_update(AT + timedelta(days=1))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(IDP.root.key, hashes.SHA256())


def test_a_list_whose_issuer_cannot_be_read_is_refused_at_load() -> None:
    """`cryptography` reads the name when it is asked for it: in the middle of somebody's call."""
    sound = x509.load_pem_x509_crl(root("broken", at=AT).revocation_list(at=AT)).public_bytes(Encoding.DER)
    broken = x509.load_der_x509_crl(sound.replace(b"\x0c\x06broken", b"\x0c\x06" + b"\xff" * 6))

    with pytest.raises(ConfigurationError, match="a part that cannot be read"):
        RevocationLists(lists=(broken,))


@pytest.mark.parametrize("critical", [True, False])
def test_a_delta_list_is_refused_at_load(*, critical: bool) -> None:
    with pytest.raises(ConfigurationError, match="a part or a delta"):
        RevocationLists(lists=(built((x509.DeltaCRLIndicator(1), critical)),))


@pytest.mark.parametrize("critical", [True, False])
def test_a_partial_list_is_refused_at_load(*, critical: bool) -> None:
    part = x509.IssuingDistributionPoint(
        full_name=None,
        relative_name=None,
        only_contains_user_certs=True,
        only_contains_ca_certs=False,
        only_some_reasons=None,
        indirect_crl=False,
        only_contains_attribute_certs=False,
    )
    with pytest.raises(ConfigurationError, match="a part or a delta"):
        RevocationLists(lists=(built((part, critical)),))
