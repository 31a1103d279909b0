"""The server's certificates at load: what could not serve everybody as meant is refused."""

from datetime import timedelta
from pathlib import Path
from traceback import format_exception

import pytest

from builders.certificates import of_no_version
from eidgate.adapters.clock import SystemClock
from eidgate.core.errors import ConfigurationError
from eidgate.rpc.credentials import CertificateFiles, load
from eidgate.simulator.authority import root
from eidgate.simulator.certificates import LIFETIME, ensure_certificates

NOW = SystemClock().now()


@pytest.fixture
def files(tmp_path: Path) -> CertificateFiles:
    made = ensure_certificates(tmp_path, at=NOW, relying_parties=("bank-a",))
    return CertificateFiles(
        certificate=made.certificate("server"), key=made.key("server"), client_ca=made.authority
    )


def test_certificates_that_fit_together_are_loaded(files: CertificateFiles) -> None:
    assert load(files, at=NOW).expires_at > NOW


def test_two_authorities_are_taken_while_one_replaces_the_other(files: CertificateFiles) -> None:
    files.client_ca.write_text(files.client_ca.read_text() + root("next", at=NOW).pem)
    load(files, at=NOW)


@pytest.mark.parametrize("name", ["client_ca", "certificate"])
def test_a_half_written_file_is_refused(files: CertificateFiles, name: str) -> None:
    """Else the callers of the second authority would be turned away until the next look at it."""
    path = getattr(files, name)
    path.write_text(path.read_text() + root("next", at=NOW).pem[:-40])

    with pytest.raises(ConfigurationError, match="is not whole"):
        load(files, at=NOW)


def test_a_certificate_that_has_ended_is_refused(files: CertificateFiles) -> None:
    with pytest.raises(ConfigurationError, match="which is not now"):
        load(files, at=NOW + LIFETIME + timedelta(days=1))


@pytest.mark.parametrize("name", ["client_ca", "certificate"])
def test_a_certificate_that_cannot_be_read_is_refused_by_name(files: CertificateFiles, name: str) -> None:
    path = getattr(files, name)
    path.write_bytes(of_no_version(path.read_bytes()))

    with pytest.raises(ConfigurationError, match=f"{path.name}: is not a PEM certificate"):
        load(files, at=NOW)


def test_a_key_whose_lines_differ_is_refused_and_not_shown(files: CertificateFiles) -> None:
    """`cryptography` repeats all of it."""
    secret = files.key.read_text().splitlines()[1]
    files.key.write_text(files.key.read_text().replace("BEGIN PRIVATE", "BEGIN"))

    with pytest.raises(ConfigurationError, match="is not an unencrypted PEM private key") as caught:
        load(files, at=NOW)
    assert secret not in "".join(format_exception(caught.value))
