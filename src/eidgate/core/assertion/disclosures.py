"""Step 7: the claims set that the issuer signed, with what the holder disclosed put in its place.

RFC 9901 §7.1: each disclosure is an array whose digest stands in an `_sd` list or a `...` element of what was
signed, or of what another disclosure reveals. Every disclosure is used exactly once and every digest occurs
at most once; digests of what was withheld, and decoys (§4.2.5), leave no trace.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from eidgate.core.assertion import base64url
from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.limits import MAX_DISCLOSED_DEPTH
from eidgate.core.assertion.plain_disclosures import (
    ALGORITHM,
    ALWAYS_OPEN,
    BARRED_AT_TOP,
    DIGEST_LIST,
    ELEMENT_DIGEST,
    RESERVED,
    disclose_plainly,
)
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import JsonObject, parse_array, parse_arrays
from eidgate.core.reasons import Reason

DEFAULT_DIGEST: Final = "sha-256"
"""Where `_sd_alg` is absent (RFC 9901 §4.1.1)."""

DIGESTS: Final[Mapping[str, Callable[[bytes], Any]]] = MappingProxyType(
    {"sha-256": hashlib.sha256, "sha-384": hashlib.sha384, "sha-512": hashlib.sha512}
)
"""IANA names of the hashes that we accept; a weaker one would let somebody else's disclosure fit."""

_PROPERTY_PARTS: Final = 3  # salt, name, value (RFC 9901 §4.2.1)
_ELEMENT_PARTS: Final = 2  # salt, value (RFC 9901 §4.2.2)


def digest_name(claims: SignedClaims) -> str:
    """Return the hash that the issuer used (`_sd_alg`).

    Raises:
        RejectionError: ALG_NOT_ALLOWED.
    """
    name = claims.values.get(ALGORITHM, DEFAULT_DIGEST)
    if type(name) is not str or name not in DIGESTS:
        raise RejectionError(Reason.ALG_NOT_ALLOWED, "_sd_alg: no hash that we accept")
    return name


def digest_of(text: bytes, name: str) -> str:
    """Hash base64url or compact text as it was sent (RFC 9901 §4.2.3)."""
    return base64url.encode(DIGESTS[name](text).digest())


def disclose(claims: SignedClaims, disclosures: tuple[bytes, ...]) -> SignedClaims:
    """Return the claims with everything that was disclosed, and without digests (step 7).

    Raises:
        RejectionError: ALG_NOT_ALLOWED, DISCLOSURE_MALFORMED, DISCLOSURE_DUPLICATE, DISCLOSURE_ORPHAN or
            ASSERTION_TOO_LARGE.
    """
    hashed = DIGESTS[digest_name(claims)]
    digests = base64url.encode_each([hashed(text).digest() for text in disclosures])
    plain = disclose_plainly(claims.values, digests, disclosures)
    if plain is not None:
        return SignedClaims(values=plain)
    return SignedClaims(values=unfold(claims, digests, disclosures))


def unfold(claims: SignedClaims, digests: Sequence[str], disclosures: tuple[bytes, ...]) -> dict[str, object]:
    """Put each disclosure where its digest stands, at any depth.

    Raises:
        RejectionError: DISCLOSURE_MALFORMED, DISCLOSURE_DUPLICATE, DISCLOSURE_ORPHAN or ASSERTION_TOO_LARGE.
    """
    waiting = dict(zip(digests, _read_together(disclosures), strict=True))
    if len(waiting) != len(disclosures):
        raise RejectionError(Reason.DISCLOSURE_DUPLICATE, "a disclosure was sent twice")
    signed = dict(claims.values)
    signed.pop(ALGORITHM, None)
    values = _Unfolding(waiting=waiting).members(signed, 0)
    if waiting:
        raise RejectionError(Reason.DISCLOSURE_ORPHAN, "a disclosure belongs to nothing that was signed")
    return values


def _read_together(disclosures: tuple[bytes, ...]) -> Sequence[list[Any] | bytes]:
    """Read all at once, as nearly always they can be; or none, and each tells its fault where it is used."""
    try:
        return parse_arrays([base64url.decode(text) for text in disclosures])
    except (ValueError, RejectionError):
        return disclosures


def withholds(signed: SignedClaims, disclosed: SignedClaims) -> bool:
    """Whether a digest among the claims stayed closed: a withheld claim's or, for all we know, a decoy's."""
    digests = signed.values.get(DIGEST_LIST, ())
    opened = len(disclosed.values) - len(signed.values.keys() - RESERVED)
    return len(digests) > opened  # type: ignore[arg-type] # step 7 saw to it that it is a list


@dataclass(slots=True, kw_only=True)
class _Unfolding:
    """One walk through what was signed; `waiting` are the disclosures that nothing has referred to yet."""

    waiting: dict[str, list[Any] | bytes]
    """By digest: what was read already, or the text to read."""
    seen: set[str] = field(default_factory=set)

    def value(self, value: object, depth: int) -> object:
        kind = type(value)
        if kind is dict:
            return self.members(value, depth)  # type: ignore[arg-type] # its type was just compared
        return self.elements(value, depth) if kind is list else value  # type: ignore[arg-type] # as above

    def members(self, members: JsonObject, depth: int) -> dict[str, object]:
        _check_depth(depth)
        if ELEMENT_DIGEST in members or ALGORITHM in members:
            raise _malformed("a reserved name where it has no meaning")
        unfolded = dict(members)
        unfolded.pop(DIGEST_LIST, None)
        for name, value in unfolded.items():
            if type(value) is not str:  # most are
                unfolded[name] = self.value(value, depth + 1)
        if DIGEST_LIST in members:
            self._reveal(members[DIGEST_LIST], unfolded, depth)
        return unfolded

    def _reveal(self, digests: object, beside: dict[str, object], depth: int) -> None:
        if type(digests) is not list:
            raise _malformed("_sd is not a list")
        barred = RESERVED if depth else BARRED_AT_TOP
        for digest in digests:
            found = self._take(digest, _PROPERTY_PARTS)
            if found is None:
                continue
            _, name, value = found
            if type(name) is not str or name in barred or name in beside:
                raise _unfit_name(name, depth)
            beside[name] = value if type(value) is str else self.value(value, depth + 1)

    def elements(self, elements: list[object], depth: int) -> list[object]:
        _check_depth(depth)
        unfolded: list[object] = []
        for element in elements:
            if not (type(element) is dict and ELEMENT_DIGEST in element):
                unfolded.append(self.value(element, depth + 1))
                continue
            found = self._take(_element_digest(element), _ELEMENT_PARTS)
            if found is not None:
                unfolded.append(self.value(found[1], depth + 1))
        return unfolded

    def _take(self, digest: object, parts: int) -> list[Any] | None:
        """Return the disclosure of a digest, None for a decoy or for what was withheld."""
        if type(digest) is not str:
            raise _malformed("a digest that is no text")
        if digest in self.seen:
            raise RejectionError(Reason.DISCLOSURE_DUPLICATE, "a digest occurs twice")
        self.seen.add(digest)
        found = self.waiting.pop(digest, None)
        if found is None:
            return None
        disclosure = _parse(found) if type(found) is bytes else found
        if len(disclosure) != parts or type(disclosure[0]) is not str:
            raise _malformed("not salt, name and value, or for an element salt and value")
        return disclosure  # type: ignore[return-value] # bytes were parsed


def _element_digest(element: JsonObject) -> object:
    if len(element) != 1:
        raise _malformed("an element's digest has company")
    return element[ELEMENT_DIGEST]


def _parse(text: bytes) -> list[Any]:
    try:
        return parse_array(base64url.decode(text))
    except ValueError as error:
        raise _malformed(str(error)) from error


def _unfit_name(name: object, depth: int) -> RejectionError:
    if type(name) is not str or name in RESERVED:
        return _malformed("its name is reserved or no text")
    if depth == 0 and name in ALWAYS_OPEN:
        return _malformed(f"{name} must be signed openly")
    return RejectionError(Reason.DISCLOSURE_DUPLICATE, "a name occurs twice in one object")


def _check_depth(depth: int) -> None:
    if depth > MAX_DISCLOSED_DEPTH:
        raise RejectionError(Reason.ASSERTION_TOO_LARGE, f"deeper than {MAX_DISCLOSED_DEPTH}")


def _malformed(why: str) -> RejectionError:
    return RejectionError(Reason.DISCLOSURE_MALFORMED, why)
