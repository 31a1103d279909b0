from datetime import timedelta

import pytest
from cryptography import x509

from builders.assertion import AT
from builders.chain import anchors_of
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.revocation import RevocationLists
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


def test_an_older_list_that_lasts_longer_does_not_count_once_the_newest_has_ended() -> None:
    """It was made before somebody was revoked."""
    hour = timedelta(hours=1)
    older = IDP.intermediate.revocation_list(at=AT - hour)
    newest = IDP.intermediate.revocation_list([LEAF], at=AT, until=hour)
    anchors = listed(ROOT_LIST, older, newest)

    assert reason(anchors, AT + hour) is Reason.CERTIFICATE_REVOKED
    assert reason(anchors, AT + hour + timedelta(seconds=1)) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_a_newer_list_of_the_same_name_by_another_takes_nothing_from_the_true_one() -> None:
    forged = CertifiedIdentityProvider(at=AT).intermediate.revocation_list([LEAF], at=AT + timedelta(hours=1))
    listed(ROOT_LIST, LEAF_LIST, forged).leaf_key(CHAIN, at=AT + timedelta(hours=2))


def test_the_chain_of_a_revoked_leaf_costs_no_second_look_at_the_signatures_of_lists() -> None:
    anchors = listed(ROOT_LIST, IDP.intermediate.revocation_list([LEAF], at=AT))
    assert anchors.revocation is not None
    reason(anchors)

    looked_at = anchors.revocation.judged[1]._signed_by
    assert looked_at == {INTERMEDIATE: True}
    looked_at[INTERMEDIATE] = False  # so it is what the next call goes by
    assert reason(anchors) is Reason.CERTIFICATE_STATUS_UNAVAILABLE


def test_what_is_due_is_the_newest_list_of_each_authority() -> None:
    day = timedelta(days=1)
    lists = (
        IDP.root.revocation_list(at=AT, until=3 * day),
        IDP.intermediate.revocation_list(at=AT - day, until=day),
        IDP.intermediate.revocation_list(at=AT, until=2 * day),
    )
    loaded = RevocationLists(lists=tuple(x509.load_pem_x509_crl(one) for one in lists))

    assert loaded.due_at == AT + 2 * day


def test_an_authority_has_a_list_in_force_while_its_newest_is() -> None:
    lists = RevocationLists(lists=(x509.load_pem_x509_crl(ROOT_LIST),))
    own, other = IDP.root.certificate.subject, INTERMEDIATE.subject

    assert lists.in_force(own, at=AT)
    assert not lists.in_force(own, at=AT + LIST_LIFETIME + timedelta(seconds=1))
    assert not lists.in_force(other, at=AT)


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
