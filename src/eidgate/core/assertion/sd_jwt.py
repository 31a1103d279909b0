"""SD-JWT with or without key binding (RFC 9901 §4): text → `UnverifiedSdJwt` (step 1).

    <issuer-signed JWT>~<disclosure>~...~<disclosure>~<KB-JWT or nothing>

Only the compact form; the JSON serialisation (RFC 9901 §8) is not read.
"""

from eidgate.core.assertion import jws
from eidgate.core.assertion.jws import UnverifiedJws
from eidgate.core.assertion.limits import MAX_DISCLOSURES, check_disclosure_count, check_disclosure_sizes
from eidgate.core.assertion.rejection import RejectionError
from eidgate.core.reasons import Reason


class UnverifiedSdJwt(UnverifiedJws, frozen=True, kw_only=True):
    """The issuer-signed JWT taken apart, and what the presenter sent with it; nothing is believed yet."""

    issued: bytes
    """The issuer-signed JWT as sent."""
    disclosures: tuple[bytes, ...]
    """As sent; step 7 decodes them, once the issuer's signature is known to be good."""
    key_binding: UnverifiedJws | None
    presented: bytes
    """All before the KB-JWT, with the last tilde: what `sd_hash` is about."""


def parse(compact: str) -> UnverifiedSdJwt:
    """Take an SD-JWT apart, strictly (step 1).

    Raises:
        RejectionError: ASSERTION_MALFORMED or ASSERTION_TOO_LARGE.
    """
    text = _ascii(compact)
    issued, *disclosures, key_binding = text.split(b"~", MAX_DISCLOSURES + 2)  # too many show as one too many
    check_disclosure_count(len(disclosures))
    together = len(text) - len(issued) - len(key_binding)
    check_disclosure_sizes(issued, disclosures, key_binding, together=together)
    if not all(disclosures):
        raise RejectionError(Reason.ASSERTION_MALFORMED, "an empty disclosure")
    signed = jws.parse_segments(issued)
    return UnverifiedSdJwt(
        header=signed.header,
        payload=signed.payload,
        signing_input=signed.signing_input,
        signature=signed.signature,
        issued=issued,
        disclosures=tuple(disclosures),
        key_binding=jws.parse_segments(key_binding) if key_binding else None,
        presented=text[: len(text) - len(key_binding)],
    )


def _ascii(text: str) -> bytes:
    try:
        return text.encode("ascii")
    except UnicodeEncodeError as error:
        check_disclosure_count(text.count("~") - 1)
        raise RejectionError(Reason.ASSERTION_MALFORMED, "not ASCII") from error
