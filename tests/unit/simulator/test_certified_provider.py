from datetime import timedelta
from pathlib import Path

from cryptography import x509

from builders.assertion import AT, judge, request, verified
from eidgate.simulator.certified_provider import CertifiedIdentityProvider
from eidgate.simulator.citizen import AN


def test_a_rotated_leaf_needs_no_change_of_trust() -> None:
    idp = CertifiedIdentityProvider(at=AT)
    before = idp.issue(AN, request())
    idp.rotate_leaf(at=AT)

    verified(judge(before, idp))
    verified(judge(idp.issue(AN, request()), idp))


def test_revoked_leaves_stay_on_the_lists(tmp_path: Path) -> None:
    idp = CertifiedIdentityProvider(at=AT)
    idp.revoke()
    idp.rotate_leaf(at=AT)
    idp.revoke()
    idp.write_revocation_lists(tmp_path, at=AT + timedelta(hours=1))

    assert len(x509.load_pem_x509_crl((tmp_path / "issuing.crl").read_bytes())) == 2
    assert len(x509.load_pem_x509_crl((tmp_path / "root.crl").read_bytes())) == 0
