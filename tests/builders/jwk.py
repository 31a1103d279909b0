"""JWKs of any numbers, sound or not."""

from math import prod

from eidgate.core.assertion import base64url

_PRIMES = [p for p in range(2, 702) if all(p % d for d in range(2, p))]
_M = prod(_PRIMES[:126])
"""M of the library for keys of 1,984 to 3,936 bits: the product of the first 126 primes (table 1)."""


def _faulty_factor(k: int, a: int) -> int:
    return k * _M + pow(65_537, a, _M)


def faulty_modulus() -> int:
    """Two factors of the form `k * _M + (65537 ** a mod M)`; whether they are prime does not matter here."""
    k = 2**1023 // _M + 1
    while True:
        modulus = _faulty_factor(k, 1_234_567) * _faulty_factor(k + 7, 7_654_321)
        if modulus.bit_length() >= 2_048 and modulus % 2:
            return modulus
        k += k // 3 + 1


def rsa_jwk(modulus: int, exponent: int) -> dict[str, object]:
    """Write an RSA key down."""
    n, e = (base64url.encode(one.to_bytes((one.bit_length() + 7) // 8)) for one in (modulus, exponent))
    return {"kty": "RSA", "n": n, "e": e}
