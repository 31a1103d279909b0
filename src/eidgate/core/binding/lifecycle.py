"""The binding and its steps: each step is a pure function from one binding to the next.

Nothing is overwritten: a store keeps every version, and `version` counts them.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.terms import (
    BindingName,
    CustomerKind,
    Instant,
    Instrument,
    IssuerId,
    RelyingPartyId,
    SubjectId,
)


class BindingState(StrEnum):
    """Only a confirmed binding speaks for its instrument."""

    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A confirmed link between a subject and an instrument, attested by the instrument's institution.

    `assertion_digest` (SHA-256, hex) names the assertion it rests on without keeping it. `device` is the
    device on which the subject proved who they are; a later payment from another one is a first use
    (Circular 50/2024 Art. 8(6)).
    """

    name: BindingName
    issuer: IssuerId
    subject_id: SubjectId
    customer: CustomerKind
    instrument: Instrument
    attested_by: RelyingPartyId
    institution: str
    account_level: int
    assertion_digest: str
    device: str = ""
    state: BindingState = BindingState.CONFIRMED
    version: int = 1
    created_at: Instant
    updated_at: Instant
    confirmed_at: Instant | None = None
    reason: str = ""

    @property
    def active(self) -> bool:
        """Whether it may be relied on."""
        return self.state is BindingState.CONFIRMED

    @property
    def etag(self) -> str:
        """Names this version; a change made against another version is refused."""
        return f"v{self.version}"


def revoke(binding: Binding, *, at: Instant, reason: str, etag: str = "") -> Binding:
    """End a binding for good.

    Raises:
        ConflictError: `etag` is given and names another version.
        IllegalStateError: the binding is revoked already.
    """
    if etag and etag != binding.etag:
        raise ConflictError(f"the binding is at {binding.etag}, not {etag}")
    if binding.state is BindingState.REVOKED:
        raise IllegalStateError("the binding is revoked already")
    return replace(
        binding, state=BindingState.REVOKED, version=binding.version + 1, updated_at=at, reason=reason
    )
