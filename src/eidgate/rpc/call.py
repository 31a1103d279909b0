"""What a handler knows of the call that it answers."""

from dataclasses import dataclass, field
from datetime import timedelta

from eidgate.core.relying_party import RelyingParty


@dataclass(slots=True, kw_only=True)
class Call:
    """One call, after it was identified and bounded."""

    method: str
    """`{service full name}/{method}`: `eidgate.v1.VerificationService/VerifyTransaction`."""
    relying_party: RelyingParty
    remaining: timedelta
    """How long the caller still waits, at most the server's cap; counted when its answering began."""
    digest: bytes
    """SHA-256 over the request's bytes as received: what a repeated request id is compared by."""
    correlation_id: str
    """The caller's own, once the request was read and names one, or one made here; fit for a log line."""
    trailers: dict[str, str] = field(default_factory=dict)
    """Trailing metadata to send, such as `eidgate-replayed: true`; a handler adds to it."""
