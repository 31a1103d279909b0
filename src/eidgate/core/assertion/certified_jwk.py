"""A JWK that brings its own certificate (RFC 7517 §4.7 and §4.9): both are of one key, or it says two things.

The certificate vouches for nothing: a key set is trusted for where it lies. But who goes by `x5c` would
verify with another key than who goes by the numbers, so such a JWK is a mistake or a trick.
"""

from collections.abc import Mapping

from cryptography import x509

from eidgate.core.assertion.certificate_text import octets_of, thumbprint
from eidgate.core.assertion.certificates import UNREADABLE
from eidgate.core.assertion.keys import PinnedKey, UnfitKeyError, pin_certified


def check_certificate(jwk: Mapping[str, object], key: PinnedKey) -> None:
    """Refuse a JWK whose first certificate is another key's, or not the one that `x5t#S256` names.

    A thumbprint alone names what nobody has shown, and says nothing here.

    Raises:
        UnfitKeyError: saying which.
    """
    if "x5c" not in jwk:
        return
    octets = _first(jwk["x5c"])
    try:
        certified = pin_certified(x509.load_der_x509_certificate(octets).public_key())
    except UNREADABLE as error:
        raise UnfitKeyError("its x5c cannot be read, or is of a key that is unfit") from error
    if certified.public_key != key.public_key:
        raise UnfitKeyError("its x5c is the certificate of another key (RFC 7517 §4.7)")
    if jwk.get("x5t#S256", named := thumbprint(octets)) != named:
        raise UnfitKeyError("its x5t#S256 is not that of its x5c (RFC 7517 §4.9)")


def _first(x5c: object) -> bytes:
    if not isinstance(x5c, list) or not x5c or not isinstance(x5c[0], str):
        raise UnfitKeyError("its x5c is not a list of certificates")
    try:
        return octets_of(x5c[0])
    except ValueError as error:
        raise UnfitKeyError("its x5c is not base64") from error
