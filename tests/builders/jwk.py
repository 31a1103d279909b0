"""JWKs of any numbers, sound or not."""

from eidgate.core.assertion import base64url


def rsa_jwk(modulus: int, exponent: int) -> dict[str, object]:
    """Write an RSA key down."""
    n, e = (base64url.encode(one.to_bytes((one.bit_length() + 7) // 8)) for one in (modulus, exponent))
    return {"kty": "RSA", "n": n, "e": e}
