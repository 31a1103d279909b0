"""Assertions that are meant to cost: huge, deep, many-parted, or small and swelling; each with its reason.

A registry like `forgeries`, from the same sound assertion. Tests hold what each may allocate, the benchmark
what each may cost in CPU time.
"""

import zlib
from collections.abc import Callable
from typing import Final

from eidgate.core.assertion.limits import MAX_ASSERTION_CHARACTERS, MAX_SD_JWT_CHARACTERS
from eidgate.core.reasons import Reason
from eidgate.simulator.forgeries import Forgery, Scene

_MILLION: Final = 1_000_000

_SMALL: Final = MAX_ASSERTION_CHARACTERS * 3 // 4 - 1_500
"""Bytes of a payload that just stays within the budget of characters, beside header and signature."""


def _member(value: bytes) -> Callable[[Scene], str]:
    """One more member in sound claims, as bytes."""
    return lambda scene: scene.with_payload(b'{"x":' + value + b"," + scene.payload[1:])


def _nested(depth: int) -> Callable[[Scene], str]:
    return _member(b"[" * depth + b"]" * depth)


def _objects(depth: int) -> Callable[[Scene], str]:
    return _member(b'{"":' * depth + b"0" + b"}" * depth)


def _header_of(size: int) -> Callable[[Scene], str]:
    return lambda scene: scene.with_header(x="x" * size)


def _zip_bomb(scene: Scene) -> str:
    """Ten megabytes in ten kilobytes, for a reader that inflates what says `zip`."""
    header = scene.header | {"zip": "DEF"}
    return scene.identity_provider.key.compact(header, zlib.compress(bytes(10 * _MILLION), level=9))


def _tildes(count: int) -> Callable[[Scene], str]:
    return lambda scene: scene.sound + "~" * count


_LARGE: Final = Reason.ASSERTION_TOO_LARGE
_MALFORMED: Final = Reason.ASSERTION_MALFORMED

_TABLE: Final[dict[str, tuple[Reason, Callable[[Scene], str]]]] = {
    # beyond the budget: refused by their length
    "a million dots": (_LARGE, lambda _: "." * _MILLION),
    "a million tildes": (_LARGE, lambda _: "~" * _MILLION),
    "100,000 deep": (_LARGE, _nested(100_000)),
    "header of 70 kB": (_LARGE, _header_of(70_000)),
    "claims of 1 MB": (_LARGE, lambda scene: scene.with_claims(x="x" * _MILLION)),
    "string of 10 MB": (_LARGE, lambda scene: scene.with_claims(x="x" * 10 * _MILLION)),
    "chain of 70 kB": (_LARGE, lambda scene: scene.with_header(x5c=["A" * 17_500] * 4)),
    "integer of a million digits": (_LARGE, _member(b"9" * _MILLION)),
    "disclosures of 1 MB": (_LARGE, lambda scene: "~".join([scene.sound, *["A" * 8_000] * 125, ""])),
    # within the budget of characters: refused by what they hold
    "as many dots as fit": (_MALFORMED, lambda _: "." * MAX_ASSERTION_CHARACTERS),
    "as many tildes as fit": (_LARGE, lambda _: "~" * MAX_SD_JWT_CHARACTERS),
    "more disclosures than allowed": (_LARGE, _tildes(1_000)),
    "as deep as fits": (_LARGE, _nested(_SMALL // 2)),
    "objects as deep as fit": (_LARGE, _objects(_SMALL // 6)),
    "as many elements as fit": (_LARGE, _member(b"[0" + b",0" * (_SMALL // 2 - 9) + b"]")),
    "integer as long as fits": (_MALFORMED, _member(b"9" * _SMALL)),
    "fraction as long as fits": (_MALFORMED, _member(b"0." + b"9" * _SMALL)),
    "exponent as long as fits": (_MALFORMED, _member(b"1e" + b"9" * _SMALL)),
    "escapes as many as fit": (_MALFORMED, _member(b'"' + b"\\ud800" * (_SMALL // 6) + b'"')),
    "zip bomb": (_MALFORMED, _zip_bomb),
    "zip bomb announced over sound claims": (
        Reason.HEADER_NOT_ALLOWED,
        lambda scene: scene.with_header(zip="DEF"),
    ),
    "equal names, as many as are allowed": (_MALFORMED, _member(b'{"a":0' + b',"a":0' * 480 + b"}")),
    "escaped colons, as many as fit": (
        _MALFORMED,
        _member(b'{"":0,"":"' + b"\\u003a" * (_SMALL // 6 - 4) + b'"}'),
    ),
    "key id as long as fits": (
        Reason.ISSUER_KEY_UNKNOWN,
        lambda scene: scene.with_header(kid="x" * _SMALL),
    ),
    "issuer as long as fits": (
        Reason.ISSUER_NOT_TRUSTED,
        lambda scene: scene.with_claims(iss="x" * _SMALL),
    ),
    "name as long as fits": (
        Reason.CLAIM_MALFORMED,
        lambda scene: scene.with_claims(full_name="x" * _SMALL),
    ),
}

HOSTILE_SIZES: Final = tuple(
    Forgery(name=name, reason=reason, forge=forge) for name, (reason, forge) in _TABLE.items()
)
"""Every one, for an issuer that allows ES256 alone."""
