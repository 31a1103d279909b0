from pathlib import Path
from traceback import format_exception

import pytest

from builders.certificates import of_no_version
from builders.far_end import Issued, issue
from eidgate.client import CertificatesError, ClientCertificates


def test_a_key_of_another_certificate_is_refused(certificates: ClientCertificates, ca: Issued) -> None:
    Path(certificates.key).write_bytes(issue("bank-b", by=ca).key_pem)
    with pytest.raises(CertificatesError, match=r"bank\.key\.pem: is not the key of .*bank\.pem"):
        certificates.credentials()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ca.pem", "holds no PEM certificate"),
        ("bank.pem", "holds no PEM certificate"),
        ("bank.key.pem", "is not an unencrypted PEM private key"),
    ],
)
def test_a_file_that_holds_something_else_is_refused_by_name_and_its_content_is_not_shown(
    certificates: ClientCertificates, tmp_path: Path, name: str, why: str
) -> None:
    (tmp_path / name).write_text("a secret that was put into the wrong file")
    with pytest.raises(CertificatesError, match=why) as caught:
        certificates.credentials()
    assert name in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_missing_file_is_refused_by_name(certificates: ClientCertificates) -> None:
    Path(certificates.key).unlink()
    with pytest.raises(CertificatesError, match=r"bank\.key\.pem: No such file"):
        certificates.credentials()


def test_the_fingerprint_changes_with_each_file(certificates: ClientCertificates) -> None:
    seen = [certificates.fingerprint()]
    for path in map(Path, (certificates.ca, certificates.certificate, certificates.key)):
        path.write_bytes(path.read_bytes() + b"\n")
        seen.append(certificates.fingerprint())
    assert len(set(seen)) == 4


def test_a_certificate_of_a_version_that_there_is_not_is_refused(certificates: ClientCertificates) -> None:
    path = Path(certificates.certificate)
    path.write_bytes(of_no_version(path.read_bytes()))
    with pytest.raises(CertificatesError, match=r"bank\.pem: holds no PEM certificate"):
        certificates.credentials()


def test_a_key_whose_lines_differ_is_refused_and_not_shown(certificates: ClientCertificates) -> None:
    path = Path(certificates.key)
    secret = path.read_text().splitlines()[1]
    path.write_text(path.read_text().replace("BEGIN PRIVATE", "BEGIN"))
    with pytest.raises(CertificatesError, match="is not an unencrypted PEM private key") as caught:
        certificates.credentials()
    assert secret not in "".join(format_exception(caught.value))
