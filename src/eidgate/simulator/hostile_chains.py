"""Chains that are meant to cost: what a stranger can make before anything of theirs is known to be signed.

A registry like `hostile_sizes`, for an issuer with anchors. Tests hold the reasons, the benchmark what each
may cost in CPU time.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import cache
from math import gcd
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from eidgate.core.reasons import Reason
from eidgate.core.shape import replace
from eidgate.simulator.authority import Certified, Terms
from eidgate.simulator.certified_provider import x5c
from eidgate.simulator.chain_forgeries import ChainForgery, ChainScene

_AUTHORITY: Final = Terms(authority=True)
_INTERMEDIATES: Final = 3
"""As many as fit beside a leaf."""


def _in_a_row(make: Callable[[], Any], terms: Terms = _AUTHORITY) -> Callable[[ChainScene], str]:
    """Authorities that certify one another, the last of them in the name of the true root."""

    def forge(scene: ChainScene) -> str:
        authority = _pretender(scene, make())
        for level in range(_INTERMEDIATES):
            authority = authority.certify(f"level {level}", make(), at=scene.at, terms=terms)
        return _shown(scene, authority, _above(authority))

    return forge


def _of_one_name(curve: ec.EllipticCurve) -> Callable[[ChainScene], str]:
    """Authorities of one name and one key: each could stand above each other."""

    def forge(scene: ChainScene) -> str:
        key = ec.generate_private_key(curve)
        first = _pretender(scene, key).certify("one for all", key, at=scene.at, terms=_AUTHORITY)
        alike = [
            first.certify("one for all", key, at=scene.at, terms=_AUTHORITY) for _ in range(_INTERMEDIATES)
        ]
        return _shown(scene, alike[0], alike)

    return forge


def _below(scene: ChainScene, true: Certified) -> str:
    """Authorities that certify one another, the first of them in the name of a true one, shown above."""
    authority = replace(true, key=ec.generate_private_key(ec.SECP384R1()))
    for level in range(_INTERMEDIATES - 1):
        key = ec.generate_private_key(ec.SECP384R1())
        authority = authority.certify(f"level {level}", key, at=scene.at, terms=_AUTHORITY)
    return _shown(scene, authority, [*authority.chain[: _INTERMEDIATES - 1], true])


def _below_an_ended_one(scene: ChainScene) -> str:
    """So that it is asked whether the chain was good before."""
    ended = Terms(authority=True, until=-timedelta(hours=1))
    return _below(scene, scene.provider.root.authority("ended", at=scene.at, terms=ended))


def _pretender(scene: ChainScene, key: Any) -> Certified:
    """The true root's certificate beside a key that is not its own."""
    return replace(scene.provider.root, key=key)


def _above(authority: Certified) -> list[Certified]:
    return authority.chain[:_INTERMEDIATES]


def _shown(scene: ChainScene, authority: Certified, authorities: list[Certified]) -> str:
    terms, key = scene.provider.terms, scene.provider.key.private_key
    leaf = authority.certify("leaf", key, at=scene.at, terms=terms)
    return scene.with_x5c(x5c([leaf, *authorities]))


@cache
def _slow_rsa() -> rsa.RSAPrivateKey:
    """A key whose public exponent is as long as its modulus, so that checking costs as much as signing."""
    sound = rsa.generate_private_key(65_537, 3_072).private_numbers()
    order = (sound.p - 1) * (sound.q - 1)
    private = next(number for number in range(65_537, order) if gcd(number, order) == 1)
    exponent = pow(private, -1, order)
    numbers = rsa.RSAPrivateNumbers(
        p=sound.p,
        q=sound.q,
        d=private,
        dmp1=private % (sound.p - 1),
        dmq1=private % (sound.q - 1),
        iqmp=sound.iqmp,
        public_numbers=rsa.RSAPublicNumbers(exponent, sound.p * sound.q),
    )
    return numbers.private_key(unsafe_skip_rsa_key_validation=True)


_TABLE: Final[dict[str, tuple[Reason, Callable[[ChainScene], str]]]] = {
    "strangers in a row, P-384": (
        Reason.CERTIFICATE_NOT_TRUSTED,
        _in_a_row(lambda: ec.generate_private_key(ec.SECP384R1())),
    ),
    "strangers in a row, P-521": (
        Reason.CERTIFICATE_NOT_TRUSTED,
        _in_a_row(lambda: ec.generate_private_key(ec.SECP521R1())),
    ),
    "strangers of tomorrow": (
        Reason.CERTIFICATE_NOT_TRUSTED,
        _in_a_row(
            lambda: ec.generate_private_key(ec.SECP384R1()), replace(_AUTHORITY, since=timedelta(hours=1))
        ),
    ),
    "strangers below a true authority": (
        Reason.CERTIFICATE_NOT_TRUSTED,
        lambda scene: _below(scene, scene.provider.intermediate),
    ),
    "strangers below a true authority that has ended": (Reason.CERTIFICATE_NOT_TRUSTED, _below_an_ended_one),
    "strangers of one name": (Reason.CERTIFICATE_MALFORMED, _of_one_name(ec.SECP384R1())),
    "RSA with an exponent of 3,072 bits": (Reason.CERTIFICATE_WEAK, _in_a_row(_slow_rsa)),
}

HOSTILE_CHAINS: Final = tuple(
    ChainForgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every one, for `CertifiedIdentityProvider` as configured."""
