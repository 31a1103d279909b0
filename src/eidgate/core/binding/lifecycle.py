"""The binding and its steps: each step is a pure function from one binding to the next.

    proposed -> confirmed <-> suspended        the institution's word; a disowned one is never reinstated
    any of these -> revoked                    for good
    confirmed SIM -> transferred               for good; its successor is a binding of its own (transfer.py)

Nothing is overwritten: a store keeps every version, and `version` counts them.
"""

from typing import Final

from msgspec import Struct

from eidgate.core.binding.registry import NOT_MONITORED, RegistryAnswer
from eidgate.core.binding.sim_rules import UNSAID, SimTerms
from eidgate.core.binding.sim_service import SimClock, SimHolder, verified
from eidgate.core.errors import ConflictError, IllegalStateError
from eidgate.core.shape import replace
from eidgate.core.terms import (
    BindingName,
    CustomerKind,
    Instant,
    Instrument,
    IssuerId,
    RelyingPartyId,
    SubjectId,
)
from eidgate.core.word import Word


class BindingState(Word):
    """Only a confirmed binding speaks for its instrument."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    TRANSFERRED = "transferred"

    @property
    def is_relied_on(self) -> bool:
        """Whether it speaks for its instrument."""
        return self is BindingState.CONFIRMED

    @property
    def is_open(self) -> bool:
        """Whether it keeps its instrument from being bound again: revoke first, then bind anew."""
        return self in _OPEN


_OPEN: Final = frozenset({BindingState.PROPOSED, BindingState.CONFIRMED, BindingState.SUSPENDED})


class Binding(Struct, frozen=True, kw_only=True):
    """A link between a subject and an instrument, attested by the instrument's institution.

    `assertion_digest` (SHA-256, hex) names the assertion it rests on without keeping it; of the face and of
    the registry only the results are kept. `device` is the device on which the subject proved who they are;
    a later payment from another one is a first use (Circular 50/2024 Art. 8(6)). `confirmed_at` is since when
    it may be relied on without a break. `changed_by` is who made this version, as records name actors.
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
    face_matched: bool = False
    registry: RegistryAnswer = NOT_MONITORED
    sim: SimTerms | None = None
    clock: SimClock | None = None
    """What its operator told of a SIM's devices; None while there was nothing to note."""
    disowned: bool = False
    """The subject said that it is not theirs."""
    previous: BindingName | None = None
    """The binding that was transferred into this one."""
    changed_by: str = ""
    reason: str = ""

    @property
    def active(self) -> bool:
        """Whether it may be relied on."""
        return self.state.is_relied_on

    @property
    def etag(self) -> str:
        """Names this version; a change made against another version is refused."""
        return f"v{self.version}"


class Change(Struct, frozen=True, kw_only=True):
    """When, why and by whom a binding is changed; `etag` names the version that was seen ("" for any)."""

    at: Instant
    by: str = ""
    reason: str = ""
    etag: str = ""


def clock_of(binding: Binding) -> SimClock:
    """Return a SIM's clock; where nothing was told yet, being bound was the last proof."""
    if binding.clock is not None:
        return binding.clock
    terms = binding.sim or UNSAID
    holder = SimHolder(level_two_number=terms.level_two_number, old_paper=terms.old_paper)
    return SimClock(holder=holder, verified_at=binding.created_at)


def confirm(binding: Binding, change: Change, *, registry: RegistryAnswer) -> Binding:
    """Rely on a proposed binding from now on, by the registry's later answer.

    Raises:
        ConflictError, IllegalStateError: see `step`.
    """
    moved = step(binding, change, {BindingState.PROPOSED}, BindingState.CONFIRMED)
    clock = None if binding.sim is None else verified(clock_of(binding), at=change.at)
    return replace(moved, confirmed_at=change.at, registry=registry, clock=clock)


def suspend(binding: Binding, change: Change) -> Binding:
    """Stop relying on a binding for a while.

    Raises:
        ConflictError, IllegalStateError: see `step`.
    """
    return step(binding, change, {BindingState.CONFIRMED}, BindingState.SUSPENDED)


def reinstate(binding: Binding, change: Change) -> Binding:
    """Rely on a suspended binding again; to a decision it is as young as a new one.

    Raises:
        ConflictError: see `step`.
        IllegalStateError: it is not suspended, or its subject disowned it: that can only be revoked.
    """
    moved = step(binding, change, {BindingState.SUSPENDED}, BindingState.CONFIRMED)
    if binding.disowned:
        raise IllegalStateError("its subject disowned the binding, so it can only be revoked")
    return replace(moved, confirmed_at=change.at)


def revoke(binding: Binding, *, at: Instant, reason: str, etag: str = "", by: str = "") -> Binding:
    """End a binding for good.

    Raises:
        ConflictError: `etag` is given and names another version.
        IllegalStateError: the binding has ended already.
    """
    return step(binding, Change(at=at, by=by, reason=reason, etag=etag), _OPEN, BindingState.REVOKED)


def step(
    binding: Binding, change: Change, allowed: set[BindingState] | frozenset[BindingState], to: BindingState
) -> Binding:
    """Make the next version of a binding, in its next state.

    Raises:
        ConflictError: the version that was seen is not the present one.
        IllegalStateError: no such step leads away from its state.
    """
    if change.etag and change.etag != binding.etag:
        raise ConflictError(f"the binding is at {binding.etag}, not {change.etag}")
    if binding.state not in allowed:
        already = "is {0} already" if binding.state is to else "is {0} and cannot be {1}"
        raise IllegalStateError(f"the binding {already.format(binding.state, to)}")
    return replace(
        binding,
        state=to,
        version=binding.version + 1,
        updated_at=change.at,
        changed_by=change.by,
        reason=change.reason,
    )
