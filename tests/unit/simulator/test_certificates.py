"""Development certificates."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from eidgate.simulator.certificates import LIFETIME, RELYING_PARTIES, RENEW_BEFORE, ensure_certificates

AT = datetime(2026, 3, 5, tzinfo=UTC)


def _read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_every_relying_party_has_a_certificate_with_its_names(tmp_path: Path) -> None:
    made = ensure_certificates(tmp_path, at=AT)
    for party in RELYING_PARTIES:
        certificate = _read(made.certificate(party))
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert names.get_values_for_type(x509.UniformResourceIdentifier) == [
            f"eidgate://relying-party/{party}"
        ]
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        assert list(usage) == [ExtendedKeyUsageOID.CLIENT_AUTH]
        certificate.verify_directly_issued_by(_read(made.authority))


def test_keys_are_private(tmp_path: Path) -> None:
    ensure_certificates(tmp_path, at=AT)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.glob("*.key")} == {0o600}


def test_certificates_that_last_a_week_more_are_kept(tmp_path: Path) -> None:
    ensure_certificates(tmp_path, at=AT)
    before = _contents(tmp_path)
    ensure_certificates(tmp_path, at=AT + LIFETIME - RENEW_BEFORE - timedelta(seconds=1))
    assert _contents(tmp_path) == before


def test_everything_is_renewed_with_the_authority(tmp_path: Path) -> None:
    made = ensure_certificates(tmp_path, at=AT)
    before = _contents(tmp_path)
    later = AT + LIFETIME - RENEW_BEFORE
    ensure_certificates(tmp_path, at=later)
    assert all(content != before[name] for name, content in _contents(tmp_path).items())
    assert _read(made.certificate("server")).not_valid_after_utc == later + LIFETIME


def test_a_missing_certificate_is_made_and_the_others_kept(tmp_path: Path) -> None:
    made = ensure_certificates(tmp_path, at=AT)
    before = _contents(tmp_path)
    made.key("shop-a").unlink()
    ensure_certificates(tmp_path, at=AT)
    changed = {name for name, content in _contents(tmp_path).items() if content != before[name]}
    assert changed == {"shop-a.key", "shop-a.crt"}
