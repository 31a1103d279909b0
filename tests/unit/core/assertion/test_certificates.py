from base64 import b64encode
from binascii import a2b_base64
from datetime import timedelta
from warnings import catch_warnings

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa

from builders.assertion import AT, judge, rejected, request
from builders.jwk import faulty_modulus
from eidgate.core.assertion.certificates import (
    MAX_CERTIFICATE_CHARACTERS,
    decode,
    is_issued_by,
    read_header,
    weakness,
)
from eidgate.core.assertion.limits import MAX_ASSERTION_CHARACTERS
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason
from eidgate.simulator.authority import Terms, root
from eidgate.simulator.certified_provider import CertifiedIdentityProvider, x5c
from eidgate.simulator.citizen import AN

IDP = CertifiedIdentityProvider(at=AT)
CHAIN = x5c(IDP.leaf.chain)


@pytest.mark.parametrize("value", [None, "", {}, [], 7, [b"x"], [None], [[]]])
def test_x5c_is_a_list_of_strings(value: object) -> None:
    with pytest.raises(RejectionError) as caught:
        read_header(value)
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


@pytest.mark.parametrize("value", [["A"] * 5, ["A" * (MAX_CERTIFICATE_CHARACTERS + 1)]])
def test_size_and_number_are_bounded_before_anything_is_parsed(value: object) -> None:
    with pytest.raises(RejectionError) as caught:
        read_header(value)
    assert caught.value.reason is Reason.ASSERTION_TOO_LARGE


@pytest.mark.parametrize("text", ["", "A", "====", "é", "MB==", "MA==\n", " MA==", "-_-_", "\0"])
def test_base64_is_canonical_and_standard(text: str) -> None:
    with pytest.raises(RejectionError) as caught:
        decode([text])
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


def test_each_certificate_is_named_as_issuer_by_the_one_before() -> None:
    assert [one.subject for one in decode(CHAIN)] == [one.certificate.subject for one in IDP.leaf.chain]
    with pytest.raises(RejectionError, match="certified by the next"):
        decode(CHAIN[::-1])


def test_no_two_authorities_have_one_name() -> None:
    twin = IDP.root.authority("twin", at=AT)
    again = twin.certify("twin", twin.key, at=AT, terms=Terms(authority=True))
    leaf = again.certify("twin", IDP.key.private_key, at=AT)  # a leaf's own name is nobody else's

    assert len(decode(x5c([leaf, twin]))) == 2
    with pytest.raises(RejectionError, match="two authorities have one name"):
        decode(x5c([leaf, again, twin]))


def test_a_part_that_would_be_parsed_only_later_is_parsed_now() -> None:
    der = bytearray(IDP.intermediate.der)
    der[der.index(b"eidgate simulator root") - 2] = 0x0D  # the tag of a name's value: none of a string's
    with pytest.raises(RejectionError) as caught:
        decode([CHAIN[0], b64encode(der).decode()])
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


def test_a_serial_number_is_positive() -> None:
    der, serial = bytearray(IDP.leaf.der), IDP.leaf.certificate.serial_number
    der[der.index(serial.to_bytes(serial.bit_length() // 8 + 1))] = 0x80
    with (
        catch_warnings(action="ignore"),  # as in a server: there the library only warns
        pytest.raises(RejectionError, match="serial number is not positive") as caught,
    ):
        decode([b64encode(der).decode()])
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


def padded() -> str:
    """A certificate whose base64 ends in padding, with bits that nobody reads before it."""
    made = (IDP.intermediate.certify("leaf" * n, IDP.key.private_key, at=AT).der for n in range(1, 16))
    return next(b64encode(der).decode() for der in made if len(der) % 3)


def test_a_certificate_has_one_text() -> None:
    """Python's strict decoding lets bits stand before the padding, so one certificate had several."""
    text = padded()
    decode([text])
    body, padding = text.rstrip("="), text.count("=")
    stray = body[:-1] + chr(ord(body[-1]) + 1) + "=" * padding
    assert a2b_base64(stray, strict_mode=True) == a2b_base64(text)

    with pytest.raises(RejectionError) as caught:
        decode([stray])
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


def even_signature() -> bytes:
    """A certificate whose signature ends in a bit that can be called unused: every second one is."""
    made = (IDP.root.authority("authority", at=AT).der for _ in range(64))
    return next(der for der in made if der[-1] % 2 == 0)


def test_a_signature_has_no_unused_bits() -> None:
    """OpenSSL verifies what is left, so without this one certificate had two texts."""
    sound = even_signature()
    (certificate,) = decode([b64encode(sound).decode()])
    spoilt = bytearray(sound)
    spoilt[-len(certificate.signature) - 1] = 1

    assert x509.load_der_x509_certificate(bytes(spoilt)).signature == certificate.signature
    with pytest.raises(RejectionError) as caught:
        decode([b64encode(spoilt).decode()])
    assert caught.value.reason is Reason.CERTIFICATE_MALFORMED


class Faulty:
    """A key of which only the public half is known."""

    def public_key(self) -> rsa.RSAPublicKey:
        return rsa.RSAPublicNumbers(65_537, faulty_modulus()).public_key()


def test_a_key_of_the_faulty_library_is_weak_in_a_certificate_too() -> None:
    """ROCA: national cards carried such keys."""
    leaf = IDP.intermediate.certify("leaf", Faulty(), at=AT)
    authority = IDP.root.certify("authority", Faulty(), at=AT, terms=Terms(authority=True))

    for each in (leaf, authority):
        assert "ROCA" in (weakness(each.certificate) or "")


def test_an_authority_is_behind_what_its_name_and_its_key_are_behind() -> None:
    namesake = root(IDP.root.certificate.subject.rfc4514_string().removeprefix("CN="), at=AT)
    certificate = IDP.intermediate.certificate

    assert namesake.certificate.subject == IDP.root.certificate.subject
    assert is_issued_by(certificate, IDP.root.certificate)
    assert not is_issued_by(certificate, namesake.certificate)
    assert not is_issued_by(certificate, certificate)


def test_a_chain_of_70_kilobytes_is_refused_by_its_length() -> None:
    header = IDP.header() | {"x5c": CHAIN * 50}
    assertion = IDP.key.compact(header, IDP.claims(AN, request()))

    assert len(assertion) > 70_000 > MAX_ASSERTION_CHARACTERS
    assert rejected(judge(assertion, IDP)) == (Reason.ASSERTION_TOO_LARGE, 0)


def test_a_certificate_of_hundreds_of_names_is_refused_before_it_is_parsed() -> None:
    names = tuple(f"https://{number}.example" for number in range(300))
    assertion_leaf = IDP.certify(at=AT, terms=Terms(names=names, until=timedelta(days=1)))

    with pytest.raises(RejectionError) as caught:
        read_header(x5c(assertion_leaf.chain))
    assert caught.value.reason is Reason.ASSERTION_TOO_LARGE
