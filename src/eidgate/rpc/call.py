"""What a handler knows of the call that it answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import RequestId
from eidgate.ports import RequestClaim


@dataclass(slots=True, kw_only=True)
class Call:
    """One call, after it was identified and bounded.

    What can be made later is made when it is asked for: while calls are answered together it costs a third of
    what it costs between two switches of threads (ADR 0087), and most calls never need an id of ours.
    """

    method: str
    """`{service full name}/{method}`: `eidgate.v1.VerificationService/VerifyTransaction`."""
    relying_party: RelyingParty
    remaining: timedelta
    """How long the caller still waits, at most the server's cap; counted when its answering began."""
    received: bytes
    """The request as it came."""
    new_correlation_id: Callable[[], str]
    owe: Callable[[RelyingParty, int], None]
    """Counts further calls into the relying party's quota, where one message asks for what several could."""
    named: str = ""
    """The caller's own correlation id, once the request was read and names one."""
    trailers: dict[str, str] = field(default_factory=dict)
    """Trailing metadata to send, such as `eidgate-replayed: true`; a handler adds to it."""

    @property
    def digest(self) -> bytes:
        """SHA-256 over the request's bytes as received: what a repeated request id is compared by."""
        return sha256(self.received).digest()

    @property
    def correlation_id(self) -> str:
        """The caller's own, or one made here and kept; fit for a log line."""
        if not self.named:
            self.named = self.new_correlation_id()
        return self.named

    def claim(self, request_id: str) -> RequestClaim:
        """Return what a request id of this call stands for: these bytes, of this caller and method."""
        return RequestClaim(
            relying_party=self.relying_party.relying_party_id,
            method=self.method.rpartition("/")[2],
            request_id=RequestId(request_id),
            digest=self.digest,
        )
