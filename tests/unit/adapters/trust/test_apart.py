"""Issuers whose certificates lead to one anchor: told apart, or refused."""

from typing import Any

import pytest

from builders.assertion import AT, trust_from
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.authority import Certified, Terms, root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider

IDP = CertifiedIdentityProvider(at=AT)
OTHER = {"issuer": "https://other.example"}
BY_NAME = {"san": [OTHER["issuer"]]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, BY_NAME),
        ({"extended_key_usage": ["1.3.6.1"]}, BY_NAME),
        ({"extended_key_usage": ["1.3.6.1"]}, {"extended_key_usage": ["1.3.6.1", "1.3.6.2"]}),
    ],
)
def test_no_issuer_can_speak_as_another_under_the_same_anchor(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    entry = IDP.issuer_configuration()
    with pytest.raises(ConfigurationError, match=f"could speak as {IDP.issuer}, under the same anchor"):
        trust_from(entry | {"x5c": one}, entry | OTHER | {"x5c": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"san": [IDP.issuer]}, BY_NAME),
        ({"extended_key_usage": ["1.3.6.1"]}, {"extended_key_usage": ["1.3.6.2"]}),
    ],
)
def test_issuers_under_one_anchor_are_told_apart_by_name_or_by_purpose(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    entry = IDP.issuer_configuration()

    assert len(trust_from(entry | {"x5c": one}, entry | OTHER | {"x5c": other}).issuers) == 2


def under(anchor: Certified, other: Certified, **rules: Any) -> TrustSnapshot:
    """One issuer without a name under the first anchor, one with a name under the second."""
    entry = IDP.issuer_configuration()
    one = entry | {"anchors_pem": anchor.pem, "x5c": rules}
    return trust_from(one, entry | OTHER | {"anchors_pem": other.pem, "x5c": BY_NAME})


AUTHORITY = Terms(authority=True)


@pytest.mark.parametrize(
    "other",
    [
        IDP.intermediate,
        IDP.root.certify("renewed", IDP.root.key, at=AT, terms=AUTHORITY),
        root("stranger", at=AT).certify("crossed", IDP.root.key, at=AT, terms=AUTHORITY),
    ],
    ids=["an authority below it", "another name of its key", "another authority's word for its key"],
)
def test_no_issuer_can_speak_as_another_from_below_its_anchor(other: Certified) -> None:
    with pytest.raises(ConfigurationError, match=f"{OTHER['issuer']} could speak as {IDP.issuer}"):
        under(IDP.root, other)


def test_an_authority_below_counts_for_nothing_where_none_may_stand_between() -> None:
    assert len(under(IDP.root, IDP.intermediate, maximum_intermediates=0).issuers) == 2


def test_an_authority_of_a_name_that_another_certified_is_still_another() -> None:
    namesake = root("another", at=AT).authority(IDP.root.certificate.subject.rfc4514_string()[3:], at=AT)
    below = namesake.authority("below", at=AT)
    assert len(under(IDP.root, below).issuers) == 2


def test_issuers_under_anchors_of_their_own_need_no_names() -> None:
    stranger = CertifiedIdentityProvider(7, at=AT).issuer_configuration() | OTHER

    assert len(trust_from(IDP.issuer_configuration() | {"x5c": {}}, stranger | {"x5c": {}}).issuers) == 2
