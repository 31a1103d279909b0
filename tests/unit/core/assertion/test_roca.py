"""The fingerprint of Nemec et al., CCS 2017: a modulus made like the faulty library's has it."""

from math import prod

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from builders.jwk import rsa_jwk
from eidgate.core.assertion.keys import UnfitKeyError, check_rsa, pin
from eidgate.core.assertion.roca import has_roca_fingerprint

PRIMES = [p for p in range(2, 702) if all(p % d for d in range(2, p))]
M = prod(PRIMES[:126])
"""M of the library for keys of 1,984 to 3,936 bits: the product of the first 126 primes (table 1)."""


def faulty_factor(k: int, a: int) -> int:
    return k * M + pow(65_537, a, M)


def faulty_modulus() -> int:
    """Two factors of the form `k * M + (65537 ** a mod M)`; whether they are prime does not matter here."""
    k = 2**1023 // M + 1
    while True:
        modulus = faulty_factor(k, 1_234_567) * faulty_factor(k + 7, 7_654_321)
        if modulus.bit_length() >= 2_048 and modulus % 2:
            return modulus
        k += k // 3 + 1


def test_a_modulus_of_the_faulty_library_has_the_fingerprint() -> None:
    assert has_roca_fingerprint(faulty_modulus())


def test_a_modulus_beside_it_has_not() -> None:
    assert not has_roca_fingerprint(faulty_modulus() + 2)


@pytest.mark.parametrize("_", range(3))
def test_a_sound_key_has_not(_: int) -> None:
    numbers = rsa.generate_private_key(65_537, 2_048).public_key().public_numbers()

    assert not has_roca_fingerprint(numbers.n)
    check_rsa(numbers.n, numbers.e)


def test_such_a_key_is_unfit() -> None:
    with pytest.raises(UnfitKeyError, match="ROCA"):
        pin(rsa_jwk(faulty_modulus(), 65_537))
