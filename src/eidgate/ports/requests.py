"""What makes a call happen once: who asked, under which request id, and what it uses up."""

from msgspec import Struct

from eidgate.core.terms import Instant, RelyingPartyId, RequestId


class RequestClaim(Struct, frozen=True, kw_only=True):
    """Who asks for what, once: `(relying_party, method, request_id)` may stand for one `digest` only."""

    relying_party: RelyingPartyId
    method: str
    request_id: RequestId
    digest: bytes
    """SHA-256 over the request as received."""


class OneUse(Struct, frozen=True, kw_only=True):
    """Something that may be accepted once: an assertion's id or a challenge's nonce.

    `key` is unique among its kind (`jti:{issuer}:{jti}`, `nonce:{nonce}`); `keep_until` is the first instant
    after which nobody could accept it any more, so the memory of it may be dropped.
    """

    key: str
    keep_until: Instant
