"""Anchors and revocation lists in files: what is refused at load, and what replaces what."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from builders.assertion import AT, EXPECTED, rejected, request, trust_from, verified
from eidgate.adapters.trust.files import FileTrust
from eidgate.core.assertion.verdict import Verdict
from eidgate.core.assertion.verify import verify
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, Masked
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN

IDP = CertifiedIdentityProvider(at=AT)
KEY = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"


class Still:
    def now(self) -> Instant:
        return AT


class World:
    """A certified provider, its anchors and lists in files, and a server that trusts them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.idp = folder, CertifiedIdentityProvider(at=AT)
        self.write_anchors(self.idp)
        lists = self.idp.write_revocation_lists(folder, at=AT)
        entry = self.idp.issuer_configuration(certificates={"crl_files": lists})
        del entry["anchors_pem"]
        path = folder / "trust.json"
        path.write_text(json.dumps({"issuers": [entry | {"anchors_file": "anchors.pem"}]}))
        self.failures: list[ConfigurationError] = []
        self.trust = FileTrust(path, clock=Still(), on_failure=self.failures.append)

    def write_anchors(self, *providers: CertifiedIdentityProvider) -> None:
        (self.folder / "anchors.pem").write_text("".join(each.root.pem for each in providers))

    def judge(self, idp: CertifiedIdentityProvider) -> Verdict:
        return verify(Masked(idp.issue(AN, request())), trust=self.trust.current(), expected=EXPECTED, at=AT)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_anchors_and_lists_are_read_from_files(world: World) -> None:
    verified(world.judge(world.idp))


def test_a_revoked_leaf_is_refused_as_soon_as_the_list_is_read(world: World) -> None:
    verified(world.judge(world.idp))
    world.idp.revoke()
    world.idp.write_revocation_lists(world.folder, at=AT)

    assert world.trust.refresh()
    assert rejected(world.judge(world.idp)) == (Reason.CERTIFICATE_REVOKED, 3)
    world.idp.rotate_leaf(at=AT)
    verified(world.judge(world.idp))


def test_an_anchor_that_was_taken_away_is_forgotten_with_what_it_vouched_for(world: World) -> None:
    verified(world.judge(world.idp))
    world.write_anchors(CertifiedIdentityProvider(7, at=AT))

    assert world.trust.refresh()
    assert rejected(world.judge(world.idp)) == (Reason.CERTIFICATE_NOT_TRUSTED, 3)


def test_reading_the_same_files_again_keeps_what_is_remembered(world: World) -> None:
    verified(world.judge(world.idp))
    (before,) = world.trust.current().issuers.values()
    world.trust.refresh()

    (after,) = world.trust.current().issuers.values()
    assert after.anchors is before.anchors
    assert after.anchors is not None
    assert after.anchors._remembered


@pytest.mark.parametrize("name", ["anchors.pem", "root.crl", "issuing.crl"])
def test_a_broken_file_changes_nothing_and_is_reported(world: World, name: str) -> None:
    (world.folder / name).write_text("-----BEGIN nothing")

    assert not world.trust.refresh()
    assert len(world.failures) == 1
    assert name in str(world.failures[0])
    verified(world.judge(world.idp))


def test_a_half_written_file_of_anchors_takes_no_anchor_away(world: World) -> None:
    world.write_anchors(CertifiedIdentityProvider(7, at=AT), world.idp)
    whole = (world.folder / "anchors.pem").read_text()
    (world.folder / "anchors.pem").write_text(whole[: len(whole) // 2 + 100])

    assert not world.trust.refresh()
    verified(world.judge(world.idp))


def test_a_file_holds_one_list(world: World) -> None:
    own, other = world.folder / "root.crl", world.folder / "issuing.crl"
    own.write_bytes(own.read_bytes() + other.read_bytes())

    assert not world.trust.refresh()
    assert "give each a file of its own" in str(world.failures[0])


def test_a_list_in_der_is_read_too(world: World) -> None:
    path = world.folder / "root.crl"
    path.write_bytes(x509.load_pem_x509_crl(path.read_bytes()).public_bytes(Encoding.DER))

    assert world.trust.refresh()
    verified(world.judge(world.idp))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"anchors_pem": "nothing"}, "anchors_pem: not certificates in PEM"),
        ({"anchors_pem": IDP.leaf.pem}, "not the certificate of an authority"),
        ({"anchors_pem": IDP.root.pem + IDP.root.pem[:-20]}, "no whole certificate"),
        ({"anchors_pem": IDP.root.pem + IDP.root.pem.removeprefix("-")}, "no whole certificate"),
        ({"anchors_pem": IDP.root.pem + KEY}, "no whole certificate"),
        ({"anchors_pem": IDP.root.pem * 17}, "more than 16 anchors"),
        ({"anchors_pem": IDP.root.pem * 5}, "more than 4 anchors of one name"),
        ({"anchors_file": "a.pem"}, "either anchors_pem or anchors_file"),
        ({"x5c": {"extended_key_usage": ["serverAuth"]}}, "extended_key_usage"),
        ({"x5c": {"maximum_intermediates": 9}}, "maximum_intermediates"),
        ({"x5c": {"any": True}}, "unknown field"),
    ],
)
def test_what_could_not_be_meant_is_refused(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        trust_from(IDP.issuer_configuration() | changes)


def test_rules_for_certificates_without_anchors_are_refused() -> None:
    entry = IDP.issuer_configuration() | {"jwks": IDP.jwks()}
    del entry["anchors_pem"]

    with pytest.raises(ConfigurationError, match="there are none"):
        trust_from(entry)


def test_neither_keys_nor_anchors_are_refused() -> None:
    entry = IDP.issuer_configuration()
    del entry["anchors_pem"], entry["x5c"]

    with pytest.raises(ConfigurationError, match="or anchors"):
        trust_from(entry)


def test_an_expired_anchor_is_loaded_and_vouches_for_nothing() -> None:
    old = CertifiedIdentityProvider(at=AT - timedelta(days=90))
    trust = trust_from(old.issuer_configuration())

    verdict = verify(Masked(old.issue(AN, request())), trust=trust, expected=EXPECTED, at=AT)
    assert rejected(verdict) == (Reason.CERTIFICATE_EXPIRED, 3)
