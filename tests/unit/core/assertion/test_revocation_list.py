"""A revocation list at load: what could not be applied whole is refused before any call needs it."""

from datetime import timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from builders.assertion import AT
from eidgate.core.assertion.revocation_list import judge
from eidgate.core.errors import ConfigurationError
from eidgate.simulator.authority import new_key, root

ROOT = root("authority", at=AT)


def built(*extensions: tuple[Any, bool]) -> x509.CertificateRevocationList:
    builder = x509.CertificateRevocationListBuilder().issuer_name(ROOT.certificate.subject)
    builder = builder.last_update(AT).next_update(AT + timedelta(days=1))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.sign(ROOT.key, hashes.SHA256())


def test_a_list_whose_issuer_cannot_be_read_is_refused_at_load() -> None:
    """`cryptography` reads the name when it is asked for it: in the middle of somebody's call."""
    sound = x509.load_pem_x509_crl(root("broken", at=AT).revocation_list(at=AT)).public_bytes(Encoding.DER)
    broken = x509.load_der_x509_crl(sound.replace(b"\x0c\x06broken", b"\x0c\x06" + b"\xff" * 6))

    with pytest.raises(ConfigurationError, match="a part that cannot be read"):
        judge(broken)


@pytest.mark.parametrize("critical", [True, False])
def test_a_delta_list_is_refused_at_load(*, critical: bool) -> None:
    with pytest.raises(ConfigurationError, match="a part or a delta"):
        judge(built((x509.DeltaCRLIndicator(1), critical)))


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
        judge(built((part, critical)))


def entry(*extensions: tuple[Any, bool]) -> x509.RevokedCertificate:
    builder = x509.RevokedCertificateBuilder().serial_number(7).revocation_date(AT)
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return builder.build()


def with_entry(one: x509.RevokedCertificate) -> x509.CertificateRevocationList:
    builder = x509.CertificateRevocationListBuilder().issuer_name(ROOT.certificate.subject)
    builder = builder.last_update(AT).next_update(AT + timedelta(days=1))
    return builder.add_revoked_certificate(one).sign(ROOT.key, hashes.SHA256())


@pytest.mark.parametrize(
    "extension",
    [
        x509.CertificateIssuer([x509.DNSName("somebody.else")]),
        x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), b"\x05\x00"),
    ],
)
def test_an_entry_with_a_critical_extension_bars_the_list(extension: x509.ExtensionType) -> None:
    """RFC 5280 §5.3; whose certificate an entry is about would be one."""
    with pytest.raises(ConfigurationError, match="an entry of the revocation list"):
        judge(with_entry(entry((extension, True))))


def test_whatever_the_cause_an_entry_revokes() -> None:
    cause = x509.CRLReason(x509.ReasonFlags.remove_from_crl)
    assert judge(with_entry(entry((cause, False)))).revoked == {7}


def test_the_memory_of_signers_is_bounded() -> None:
    one = judge(with_entry(entry()))
    for _ in range(20):
        assert not one.is_of(root("authority", at=AT).certificate)
    assert len(one._signed_by) < 20

    assert one.is_of(ROOT.certificate)


def without_end(one: x509.CertificateRevocationList) -> bytes:
    """Cut nextUpdate out, the second of two times of 15 bytes, and shorten both sequences around it."""
    der = bytearray(one.public_bytes(Encoding.DER))
    times = one.last_update_utc.strftime("%y%m%d%H%M%SZ"), (AT + timedelta(days=1)).strftime("%y%m%d%H%M%SZ")
    first, second = (b"\x17\x0d" + time.encode() for time in times)
    assert der[0:2] == b"\x30\x81"
    assert der[3] == 0x30
    assert first + second in der
    der[2], der[4] = der[2] - len(second), der[4] - len(second)
    return bytes(der.replace(first + second, first))


def test_a_list_that_says_no_next_one_is_refused_at_load() -> None:
    with pytest.raises(ConfigurationError, match="could never grow old"):
        judge(x509.load_der_x509_crl(without_end(built())))


def test_a_list_over_a_weak_hash_is_refused_at_load() -> None:
    weak = x509.CertificateRevocationListBuilder().issuer_name(ROOT.certificate.subject)
    weak = weak.last_update(AT).next_update(AT + timedelta(days=1))
    with pytest.raises(ConfigurationError, match="not signed over"):
        judge(weak.sign(new_key(), hashes.SHA224()))
