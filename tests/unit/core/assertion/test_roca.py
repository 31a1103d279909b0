"""The fingerprint of Nemec et al., CCS 2017: a modulus made like the faulty library's has it."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from builders.jwk import faulty_modulus, rsa_jwk
from eidgate.core.assertion.keys import UnfitKeyError, check_rsa, pin
from eidgate.core.assertion.roca import has_roca_fingerprint


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
