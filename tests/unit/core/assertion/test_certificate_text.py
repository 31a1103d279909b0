"""A certificate as JOSE writes it has one text and one thumbprint."""

from base64 import b64encode

import pytest

from eidgate.core.assertion.certificate_text import octets_of, thumbprint


def test_standard_base64_with_its_padding_is_read() -> None:
    assert octets_of(b64encode(b"\xfb\xff\x00").decode()) == b"\xfb\xff\x00"
    assert octets_of("MA==") == b"0"


@pytest.mark.parametrize("text", ["A", "MA", "MB==", "MA==\n", " MA==", "-_-_", "é", "MA==MA=="])
def test_any_other_text_of_the_same_bytes_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the canonical base64"):
        octets_of(text)


def test_a_thumbprint_is_sha_256_in_base64url() -> None:
    """Of nothing: e3b0c442... (FIPS 180-4), as RFC 7515 §4.1.8 writes it."""
    assert thumbprint(b"") == "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
