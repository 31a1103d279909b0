"""Officers as files know them: who signed exactly these bytes, as their bank's authority attests."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from builders.certificates import of_no_version
from eidgate.adapters.officers import Seal, check_seal, officer_of, seal
from eidgate.core.errors import ConfigurationError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.simulator.certificates import Certificates, ensure_certificates, relying_party_uri

CONTENT = b"the month's file"
AN, BINH, SYSTEM = "bank-one.an", "bank-one.binh", "bank-one"
AT = datetime(2026, 3, 5, 5, tzinfo=UTC)


def certificates_in(folder: Path) -> Certificates:
    return ensure_certificates(folder, relying_parties=[AN, BINH, SYSTEM], at=AT)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates_in(tmp_path_factory.mktemp("bank"))


def sealed(made: Certificates, who: str = AN, *, key_of: str = "") -> Seal:
    return seal(CONTENT, certificate=made.certificate(who), key=made.key(key_of or who))


def test_who_signed_is_whom_the_certificate_names(made: Certificates) -> None:
    assert officer_of(made.certificate(AN)) == relying_party_uri(AN)
    assert check_seal(CONTENT, sealed(made), authority=made.authority) == relying_party_uri(AN)


def test_other_bytes_or_another_signature_are_not_what_the_officer_signed(made: Certificates) -> None:
    good = sealed(made)
    changed = bytearray(b64decode(good.signature))
    changed[-1] ^= 1
    others = [
        (CONTENT + b" ", good),
        (CONTENT, replace(good, signature=b64encode(changed).decode())),
        (CONTENT, replace(good, signature="")),
        (CONTENT, replace(good, signature="é")),
        (CONTENT, sealed(made, AN, key_of=BINH)),
    ]
    for content, one in others:
        with pytest.raises(NotPermittedError, match="not as its officer signed it"):
            check_seal(content, one, authority=made.authority)


def test_an_officer_of_another_authority_is_nobody(made: Certificates, tmp_path: Path) -> None:
    """Under the same name, too: it is the signature that counts."""
    other = certificates_in(tmp_path)
    with pytest.raises(NotPermittedError):
        check_seal(CONTENT, sealed(other), authority=made.authority)


def test_a_system_is_no_officer(made: Certificates) -> None:
    with pytest.raises(ConfigurationError, match="no officer's"):
        officer_of(made.certificate(SYSTEM))
    with pytest.raises(ConfigurationError, match="no officer's"):
        check_seal(CONTENT, sealed(made, SYSTEM), authority=made.authority)


def test_a_certificate_that_names_nobody_is_no_officers(made: Certificates) -> None:
    with pytest.raises(ConfigurationError, match="names nobody"):
        officer_of(made.authority)


def test_what_is_no_certificate_or_key_is_said_so(made: Certificates, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="not a certificate"):
        officer_of(made.key(AN))
    with pytest.raises(ConfigurationError, match="not a certificate"):
        check_seal(CONTENT, replace(sealed(made), certificate="nothing"), authority=made.authority)
    with pytest.raises(ConfigurationError, match="is not an unencrypted PEM private key"):
        seal(CONTENT, certificate=made.certificate(AN), key=made.certificate(AN))
    path = tmp_path / "ed25519.key"
    key = Ed25519PrivateKey.generate()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(ConfigurationError, match="on an elliptic curve"):
        seal(CONTENT, certificate=made.certificate(AN), key=path)


def test_a_certificate_that_cannot_be_read_is_none(made: Certificates) -> None:
    broken = of_no_version(made.certificate(AN).read_bytes()).decode()
    with pytest.raises(ConfigurationError, match="not a certificate"):
        check_seal(CONTENT, replace(sealed(made), certificate=broken), authority=made.authority)


def test_a_key_under_a_password_is_told_to_be_one(made: Certificates, tmp_path: Path) -> None:
    path, key = tmp_path / "an.key", generate_private_key(SECP256R1())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")))
    with pytest.raises(ConfigurationError, match="unencrypted"):
        seal(CONTENT, certificate=made.certificate(AN), key=path)


def test_a_signature_has_one_spelling(made: Certificates) -> None:
    good = sealed(made)
    with pytest.raises(NotPermittedError):
        check_seal(
            CONTENT,
            replace(good, signature=f"{good.signature[:4]}\n{good.signature[4:]}"),
            authority=made.authority,
        )
