"""An ECDSA public key on P-256 or P-384, made and used by AWS-LC (ADR 0110).

The only module that knows `awscrt`, which publishes no types. Of that runtime nothing but this arithmetic is
used: importing it starts no thread, leaves nothing open and changes no signal, as this module's test holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

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


class EcdsaKey(Struct, frozen=True, eq=False, kw_only=True):
    """A point on its curve; two keys are equal when their points are."""

    curve: Curve
    coordinates: bytes
    """x and y, each as long as the curve's field."""
    verifies: Callable[[bytes, bytes], bool]
    """Whether, for this digest, a signature in DER is by this key; any other bytes are none."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, EcdsaKey):
            return NotImplemented
        return (self.curve, self.coordinates) == (other.curve, other.coordinates)

    def __ne__(self, other: object) -> bool:
        """Say the opposite; a struct would answer by its own fields, of which one is a method of each key."""
        return not self == other

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
        key = EC.new_key_from_der_data(curve.preamble + coordinates)
    except RuntimeError as error:
        raise ValueError(f"not a point of {curve.name}") from error
    return EcdsaKey(curve=curve, coordinates=coordinates, verifies=key.verify)
