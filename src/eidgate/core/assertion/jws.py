"""Compact JWS (RFC 7515 §7.1): text → `UnverifiedJws` (step 1), and what its header may say (step 2)."""

from functools import lru_cache
from typing import Final

from msgspec import Struct

from eidgate.core.assertion import base64url
from eidgate.core.assertion.certificate_text import octets_of, thumbprint
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.assertion.strict_json import JsonObject, parse_object
from eidgate.core.reasons import Reason

_SEGMENTS: Final = 3
"""header.payload.signature (RFC 7515 §7.1)."""

_FOREIGN_KEYS: Final = frozenset({"jwk", "jku", "x5u"})
"""Header parameters by which the sender would choose the key that judges it (RFC 7515 §4.1.2-4.1.5)."""

_REFUSED: Final = {
    "crit": "crit: we understand no extension",
    "b64": "b64: the payload must be base64url",
    "zip": "zip: a signed payload is not compressed",
}
"""Parameters that no issuer may send, whatever they say."""

_THUMBPRINT: Final = "x5t#S256"

_TEXTS: Final = ("cty", "x5t", _THUMBPRINT)
"""Registered parameters that choose nothing here but must be strings (RFC 7515 §4.1), as others hold."""

HEADERS_REMEMBERED: Final = 64
"""An issuer's header is the same in every assertion of one key, and parsing it costs 3 % of the whole.
Few, because strangers' headers get in as well: at most 64 times the largest assertion, 1 MiB."""


class Header(Struct, frozen=True, kw_only=True):
    """A header and what its text alone decides, so that it is decided once for all assertions of one key."""

    algorithm: str
    media_type: object
    """`typ`, `""` for none; step 2 looks whether it is accepted."""
    key_id: str | None
    x5c: object
    """The certificates, None for none; step 3 looks whether they are any."""
    refusal: str
    """Why no issuer may send it (step 2), or nothing."""


class UnverifiedJws(Struct, frozen=True, kw_only=True):
    """A compact JWS taken apart and nothing more: no statement in it may be believed yet."""

    header: Header
    payload: bytes
    signing_input: bytes
    signature: bytes


def parse(compact: str) -> UnverifiedJws:
    """Take a compact JWS apart, strictly (step 1); what its header may say is step 2.

    Raises:
        RejectionError: ASSERTION_MALFORMED or ASSERTION_TOO_LARGE.
    """
    try:
        text = compact.encode("ascii")
    except UnicodeEncodeError as error:
        raise RejectionError(Reason.ASSERTION_MALFORMED, "not ASCII") from error
    return parse_segments(text)


def parse_segments(text: bytes) -> UnverifiedJws:
    """Take the ASCII bytes of a compact JWS apart, strictly.

    Raises:
        RejectionError: ASSERTION_MALFORMED or ASSERTION_TOO_LARGE.
    """
    segments = text.split(b".", _SEGMENTS)
    if len(segments) != _SEGMENTS:
        raise RejectionError(Reason.ASSERTION_MALFORMED, "a compact JWS has three segments")
    header, payload, signature = segments
    try:
        return UnverifiedJws(
            header=_header(header),
            payload=base64url.decode(payload),
            signing_input=text[: -len(signature) - 1],
            signature=base64url.decode(signature),
        )
    except ValueError as error:
        raise RejectionError(Reason.ASSERTION_MALFORMED, str(error)) from error


@lru_cache(maxsize=HEADERS_REMEMBERED)
def _header(text: bytes) -> Header:
    """Read a header; nobody changes what it returns, and an error is not remembered."""
    parameters = parse_object(base64url.decode(text))
    for name in _TEXTS:
        _text(parameters, name)
    return Header(
        algorithm=_text(parameters, "alg"),
        media_type=parameters.get("typ", ""),
        key_id=_text(parameters, "kid") or None,
        x5c=parameters.get("x5c"),
        refusal=_refusal(parameters),
    )


def _text(parameters: JsonObject, name: str) -> str:
    value = parameters.get(name, "")
    if type(value) is not str:
        raise RejectionError(Reason.ASSERTION_MALFORMED, f"header {name} is not a string")
    return value


def _refusal(parameters: JsonObject) -> str:
    """RFC 7515 §4.1.8 and §4.1.11, RFC 7797 §6, RFC 8725 §3.6 and §3.10."""
    if not _FOREIGN_KEYS.isdisjoint(parameters):
        return "the header brings or points to its own key"
    if _THUMBPRINT in parameters and not _is_of_leaf(parameters[_THUMBPRINT], parameters.get("x5c")):
        return "x5t#S256: names another certificate than x5c brings"
    return next((why for name, why in _REFUSED.items() if name in parameters), "")


def _is_of_leaf(named: object, x5c: object) -> bool:
    """RFC 7515 §4.1.8; a thumbprint alone, or beside what is no certificate, says nothing that is used."""
    if not isinstance(x5c, list) or not x5c or not isinstance(x5c[0], str):
        return True
    try:
        return named == thumbprint(octets_of(x5c[0]))
    except ValueError:
        return True


def parse_claims(payload: bytes) -> JsonObject:
    """Read the payload as an unverified claims set (step 1).

    Raises:
        RejectionError: if it is no JSON object, or has two readings.
    """
    try:
        return parse_object(payload)
    except ValueError as error:
        raise RejectionError(Reason.ASSERTION_MALFORMED, f"payload: {error}") from error


def check_header(header: Header) -> None:
    """Refuse what no issuer may send (step 2)."""
    if header.refusal:
        raise RejectionError(Reason.HEADER_NOT_ALLOWED, header.refusal)


def check_type(header: Header, accepted: frozenset[str]) -> None:
    """Refuse another `typ` than configured (step 2; RFC 8725 §3.11); `""` in the list stands for none."""
    media_type = header.media_type
    if type(media_type) is not str:
        raise RejectionError(Reason.ASSERTION_MALFORMED, "header typ is not a string")
    if media_type not in accepted:
        raise RejectionError(Reason.TYPE_NOT_ACCEPTED)
