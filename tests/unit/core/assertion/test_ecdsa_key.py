"""AWS-LC's keys and verdicts, held to OpenSSL's (by `cryptography`) wherever the two could differ."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final, NamedTuple, TypeAlias

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import example, given
from hypothesis import strategies as st

from eidgate.core.assertion.algorithms import ALGORITHMS, P256_ORDER, P384_ORDER
from eidgate.core.assertion.ecdsa_key import CURVES, Curve, EcdsaKey, on_curve
from eidgate.simulator.signing import signing_key

Point: TypeAlias = tuple[int, int]


class Kind(NamedTuple):
    """One curve, as the tests reckon with it (SEC 2 §2.4.2 and §2.5.1)."""

    algorithm: str
    curve: Curve
    reference: ec.EllipticCurve
    digest: hashes.HashAlgorithm
    hashed: Callable[[bytes], Any]
    order: int
    prime: int
    b: int

    def octets(self, *numbers: int) -> bytes:
        return b"".join(number.to_bytes(self.curve.coordinate_bytes) for number in numbers)

    def lifted(self, x: int) -> int | None:
        """Return a y of the point with this x, None where there is no such point; p is 3 mod 4."""
        square = (x**3 - 3 * x + self.b) % self.prime
        y = pow(square, (self.prime + 1) // 4, self.prime)
        return y if y * y % self.prime == square else None

    def added(self, one: Point, other: Point) -> Point:
        """Add two points that are neither infinity nor each other's negative."""
        (x1, y1), (x2, y2) = one, other
        rise, run = (3 * x1 * x1 - 3, 2 * y1) if one == other else (y2 - y1, x2 - x1)
        slope = rise * pow(run, -1, self.prime) % self.prime
        x = (slope * slope - x1 - x2) % self.prime
        return x, (slope * (x1 - x) - y1) % self.prime

    def multiplied(self, times: int, point: Point) -> Point:
        """Add a point so many times; double for each bit after the first, and add where it is set."""
        product = point
        for bit in bin(times)[3:]:
            product = self.added(product, product)
            product = self.added(product, point) if bit == "1" else product
        return product


KINDS: Final = [
    Kind(
        algorithm="ES256",
        curve=CURVES["P-256"],
        reference=ec.SECP256R1(),
        digest=hashes.SHA256(),
        hashed=hashlib.sha256,
        order=P256_ORDER,
        prime=2**256 - 2**224 + 2**192 + 2**96 - 1,
        b=0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
    ),
    Kind(
        algorithm="ES384",
        curve=CURVES["P-384"],
        reference=ec.SECP384R1(),
        digest=hashes.SHA384(),
        hashed=hashlib.sha384,
        order=P384_ORDER,
        prime=2**384 - 2**128 - 2**96 + 2**32 - 1,
        b=0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
    ),
]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=[kind.algorithm for kind in KINDS])


def is_point(kind: Kind, coordinates: bytes) -> bool:
    """Ask both libraries, which must agree."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(kind.reference, b"\x04" + coordinates)
        expected = True
    except ValueError:
        expected = False
    try:
        on_curve(kind.curve, coordinates)
        found = True
    except ValueError:
        found = False
    assert found == expected
    return found


def pair(kind: Kind, seed: str = "t") -> tuple[ec.EllipticCurvePrivateKey, EcdsaKey]:
    private = signing_key(kind.algorithm, seed).private_key
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return private, on_curve(kind.curve, point[1:])


def both_accept(kind: Kind, content: bytes, r: int, s: int, *, coordinates: bytes = b"") -> bool:
    """Ask OpenSSL by r and s, and our procedure's algorithm by their octets; they must agree."""
    coordinates = coordinates or pair(kind)[1].coordinates
    reference = ec.EllipticCurvePublicKey.from_encoded_point(kind.reference, b"\x04" + coordinates)
    try:
        reference.verify(encode_dss_signature(r, s), content, ec.ECDSA(kind.digest))
        expected = True
    except InvalidSignature:
        expected = False
    key = on_curve(kind.curve, coordinates)
    assert ALGORITHMS[kind.algorithm].verifies(kind.octets(r, s), content, key) == expected
    return expected


@every_kind
def test_a_point_is_a_point_for_both_libraries(kind: Kind) -> None:
    @given(st.integers(0, kind.prime - 1), st.integers(-1, 1))
    def holds(x: int, step: int) -> None:
        y = kind.lifted(x)
        if y is None:
            assert not is_point(kind, kind.octets(x, x))
        else:
            assert is_point(kind, kind.octets(x, (y + step) % kind.prime)) == (step == 0)
            assert is_point(kind, kind.octets(x, kind.prime - y))

    holds()


@every_kind
def test_any_bytes_are_a_point_for_both_libraries_or_for_neither(kind: Kind) -> None:
    @given(st.binary(max_size=2 * kind.curve.coordinate_bytes + 2))
    @example(b"")
    @example(bytes(2 * kind.curve.coordinate_bytes))
    @example(b"\xff" * 2 * kind.curve.coordinate_bytes)
    def holds(coordinates: bytes) -> None:
        assert not is_point(kind, coordinates)

    holds()


@every_kind
def test_a_coordinate_beyond_the_prime_is_not_taken_for_its_remainder(kind: Kind) -> None:
    """Small x have a second spelling of the same width, which would give one key two names."""
    spelt_twice = [(x, y) for x in range(40) if (y := kind.lifted(x)) is not None]
    assert len(spelt_twice) >= 10
    for x, y in spelt_twice:
        assert is_point(kind, kind.octets(x, y))
        assert not is_point(kind, kind.octets(x + kind.prime, y))


@every_kind
def test_infinity_in_any_form_is_no_key(kind: Kind) -> None:
    for form in (b"", b"\0", bytes(kind.curve.coordinate_bytes), bytes(2 * kind.curve.coordinate_bytes)):
        with pytest.raises(ValueError, match=kind.curve.name):
            on_curve(kind.curve, form)


@every_kind
def test_one_changed_bit_of_a_key_makes_it_none_or_another(kind: Kind) -> None:
    _, key = pair(kind)
    for bit in range(0, 16 * kind.curve.coordinate_bytes, 7):
        changed = int.from_bytes(key.coordinates) ^ 1 << bit
        assert not is_point(kind, changed.to_bytes(len(key.coordinates)))


@every_kind
def test_a_signature_is_one_for_both_libraries(kind: Kind) -> None:
    @given(st.binary(max_size=200))
    def holds(content: bytes) -> None:
        private, _ = pair(kind)
        r, s = decode_dss_signature(private.sign(content, ec.ECDSA(kind.digest)))
        assert both_accept(kind, content, r, s)
        assert both_accept(kind, content, r, kind.order - s), "its twin, which both take"
        assert not both_accept(kind, content + b"\0", r, s)
        assert not both_accept(kind, content, s, r)

    holds()


@every_kind
def test_a_changed_signature_is_refused_by_both(kind: Kind) -> None:
    private, _ = pair(kind)
    r, s = decode_dss_signature(private.sign(b"this", ec.ECDSA(kind.digest)))
    width = kind.curve.coordinate_bytes * 8

    @given(st.integers(0, width - 1), st.booleans())
    def holds(bit: int, of_r: bool) -> None:  # noqa: FBT001 (drawn)
        changed = (r ^ 1 << bit, s) if of_r else (r, s ^ 1 << bit)
        assert not both_accept(kind, b"this", *changed)

    holds()


@every_kind
def test_at_the_edges_of_r_and_s_both_say_the_same(kind: Kind) -> None:
    edges = {0, 1, 2, 2**128, kind.order // 2, kind.order - 1, kind.order, kind.order + 1, kind.prime - 1}
    for r in edges:
        for s in edges:
            assert not both_accept(kind, b"this", r, s)


@every_kind
def test_r_that_was_reduced_is_found_by_both(kind: Kind) -> None:
    """The x of the nonce's point R may lie beyond the order; r is then what is left of it.

    Nobody finds such a nonce, so the key is reckoned from the signature: Q = (s R - e G) / r.
    """
    x = next(x for x in range(kind.order + 1, kind.prime) if kind.lifted(x) is not None)
    r, s, digest = x - kind.order, 7, int.from_bytes(kind.hashed(b"this").digest())
    minus_e = ec.derive_private_key(-digest % kind.order, kind.reference).public_key().public_numbers()
    total = kind.added(kind.multiplied(s, (x, kind.lifted(x) or 0)), (minus_e.x, minus_e.y))
    coordinates = kind.octets(*kind.multiplied(pow(r, -1, kind.order), total))

    assert both_accept(kind, b"this", r, s, coordinates=coordinates)
    assert not both_accept(kind, b"that", r, s, coordinates=coordinates)


@every_kind
def test_a_signature_is_of_one_key(kind: Kind) -> None:
    private, key = pair(kind)
    _, another = pair(kind, "another")
    signature, digest = private.sign(b"this", ec.ECDSA(kind.digest)), kind.hashed(b"this").digest()

    assert key.verifies(digest, signature)
    assert not another.verifies(digest, signature)
    assert not key.verifies(kind.hashed(b"that").digest(), signature)
    for broken in (b"", signature[:-1], signature + b"\0", b"\x30\x80" + signature[2:], b"\x30\x00"):
        assert not key.verifies(digest, broken)


def test_keys_are_equal_when_their_points_are() -> None:
    (_, one), (_, same), (_, other) = (pair(KINDS[0], seed) for seed in ("t", "t", "another"))

    assert one == same
    assert not one != same  # noqa: SIM202 - a struct has an answer of its own to this
    assert one != other
    assert hash(one) == hash(same)
    assert one not in {other, "t"}


IMPORTED: Final = """
import json, os
import typing, enum, weakref, collections

def held():
    lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
    signals = [lines[name].strip() for name in ("SigBlk", "SigIgn", "SigCgt")]
    return [lines["Threads"].strip(), *signals, os.listdir("/proc/self/fd"), dict(os.environ)]

before = held()
from eidgate.core.assertion.ecdsa_key import CURVES, on_curve
after = held()
key = on_curve(CURVES["P-256"], bytes.fromhex(os.environ["POINT"]))
digest, signature = (bytes.fromhex(os.environ[name]) for name in ("DIGEST", "SIGNATURE"))
fork = os.fork()
if not fork:
    again = on_curve(CURVES["P-256"], key.coordinates)
    os._exit(0 if key.verifies(digest, signature) and again.verifies(digest, signature) else 1)
print(json.dumps([before == after, held() == before, os.waitpid(fork, 0)[1]]))
"""


def test_importing_starts_nothing_keeps_nothing_open_and_survives_a_fork() -> None:
    """Workers are forks of a nursery that has imported everything (ADR 0089)."""
    private, key = pair(KINDS[0])
    environment = {
        "POINT": key.coordinates.hex(),
        "DIGEST": hashlib.sha256(b"this").hexdigest(),
        "SIGNATURE": private.sign(b"this", ec.ECDSA(hashes.SHA256())).hex(),
    }
    found = subprocess.run(
        [sys.executable, "-c", IMPORTED], env=environment, capture_output=True, text=True, check=True
    )
    assert json.loads(found.stdout) == [True, True, 0]
