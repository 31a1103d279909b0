"""An ECDSA public key on P-256 or P-384, made and used by AWS-LC (ADR 0110).

The only module that knows `awscrt`. Of that runtime nothing but this arithmetic is used: importing it starts
no thread, opens nothing and leaves signals alone, which `tests/unit/core/assertion/test_ecdsa_key.py` holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from awscrt.crypto import EC
from msgspec import Struct


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One of the curves that we verify on, by its name in JOSE (RFC 7518 §6.2.1.1)."""

    name: str
    sec_name: str
    """As certificates and `cryptography` call it (SEC 2)."""
    coordinate_bytes: int
    preamble: bytes
    """What stands before both coordinates in a SubjectPublicKeyInfo (RFC 5480 §2)."""


_P256: Final = Curve(
    name="P-256",
    sec_name="secp256r1",
    coordinate_bytes=32,
    preamble=bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"),
)
_P384: Final = Curve(
    name="P-384",
    sec_name="secp384r1",
    coordinate_bytes=48,
    preamble=bytes.fromhex("3076301006072a8648ce3d020106052b8104002203620004"),
)

CURVES: Final[Mapping[str, Curve]] = MappingProxyType({curve.name: curve for curve in (_P256, _P384)})


class _Held(Protocol):
    """What of AWS-LC's key is used; its package is published without types."""

    def verify(self, digest: bytes, signature: bytes) -> bool:
        """Tell whether a signature in DER is of this digest."""


class EcdsaKey(Struct, frozen=True, eq=False, kw_only=True):
    """A point on its curve; two keys are equal when their points are."""

    curve: Curve
    coordinates: bytes
    """x and y, each as long as the curve's field."""
    held: _Held

    def verifies(self, digest: bytes, signature: bytes) -> bool:
        """Tell whether the signature, in DER, is of this digest by this key."""
        return self.held.verify(digest, signature)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EcdsaKey):
            return NotImplemented
        return (self.curve, self.coordinates) == (other.curve, other.coordinates)

    def __hash__(self) -> int:
        return hash((self.curve, self.coordinates))


def on_curve(curve: Curve, coordinates: bytes) -> EcdsaKey:
    """Return the key at x and y, each of the curve's length.

    Raises:
        ValueError: there is no such point; infinity has no coordinates.
    """
    if len(coordinates) != 2 * curve.coordinate_bytes:
        raise ValueError(f"a point of {curve.name} takes {2 * curve.coordinate_bytes} bytes")
    try:
        held = EC.new_key_from_der_data(curve.preamble + coordinates)
    except RuntimeError as error:
        raise ValueError(f"not a point of {curve.name}") from error
    return EcdsaKey(curve=curve, coordinates=coordinates, held=held)
