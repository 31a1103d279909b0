"""ROCA (CVE-2017-15361): RSA moduli of a faulty chip library, which can be factored from the public key.

Its primes have the form `k * M + (65537 ** a mod M)`, M a product of small primes, so the modulus lies in the
subgroup that 65537 generates modulo every one of them: Nemec, Sys, Svenda, Klinec, Matyas, "The Return of
Coppersmith's Attack", ACM CCS 2017, §2.2. Identity cards of Estonia, Slovakia and Spain carried such keys.
"""

from collections.abc import Mapping
from typing import Final

_GENERATOR: Final = 65_537

_PRIMES: Final = (
    *(3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97),
    *(101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167),
)
"""The first odd primes, those of M for a 512-bit key; larger keys have more of them, so these suffice."""


def _subgroup(prime: int) -> frozenset[int]:
    return frozenset(pow(_GENERATOR, exponent, prime) for exponent in range(prime - 1))


_SUBGROUPS: Final[Mapping[int, frozenset[int]]] = {prime: _subgroup(prime) for prime in _PRIMES}
"""A sound modulus lies in all of them with a probability of about 2^-28."""


def has_roca_fingerprint(modulus: int) -> bool:
    """Tell whether the modulus looks as if that library had made it."""
    return all(modulus % prime in subgroup for prime, subgroup in _SUBGROUPS.items())
