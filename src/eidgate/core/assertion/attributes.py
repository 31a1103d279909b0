"""Reading attributes out of an assertion that was verified before, named by its digest.

An answer may carry attributes, but no record keeps them. So every answer, the first and each retry, reads
them from the assertion that came with the request, by the claim names that the record keeps: the same bytes
give the same answer, whatever the trust, the clock or the configuration say by then. Nothing is verified
again here; equal digests mean that it is what was verified then.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from eidgate.core.assertion.claims import SignedClaims
from eidgate.core.assertion.disclosures import disclose
from eidgate.core.assertion.formats import parser_for
from eidgate.core.assertion.identity import SEX_WORDS
from eidgate.core.assertion.jws import parse_claims
from eidgate.core.assertion.sd_jwt import UnverifiedSdJwt
from eidgate.core.terms import Masked


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeSource:
    """An attribute by our name, and the claim that it was read from."""

    attribute: str
    claim: str


def digest_of_assertion(assertion: Masked) -> str:
    """Name an assertion without keeping it (SHA-256, hexadecimal)."""
    return sha256(assertion.reveal().encode(errors="surrogatepass")).hexdigest()


def read_again(assertion: Masked, sources: Iterable[AttributeSource], *, digest: str) -> dict[str, Masked]:
    """Return the attributes that were disclosed, from the very assertion that was verified.

    Raises:
        ValueError: this is another assertion.
    """
    if not hmac.compare_digest(digest_of_assertion(assertion), digest):
        raise ValueError("not the assertion that was verified")
    claims = _claims(assertion.reveal())
    return {source.attribute: _value(claims, source) for source in sources}


def _claims(compact: str) -> SignedClaims:
    _, parse = parser_for(compact)
    found = parse(compact)
    claims = SignedClaims(values=parse_claims(found.payload))
    return disclose(claims, found.disclosures) if isinstance(found, UnverifiedSdJwt) else claims


def _value(claims: SignedClaims, source: AttributeSource) -> Masked:
    text = claims.text(source.claim) or ""
    return Masked(str(SEX_WORDS.get(text, text)) if source.attribute == "sex" else text)
