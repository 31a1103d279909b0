"""The life of a policy, as the risk team leads it: propose, approve, activate, roll back, and look.

Every act takes an officer's own certificate, so that records say who it was and two people are two.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from eidgate.app.names import new_id
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.permission import require, require_officer
from eidgate.app.policy_document import read_proposal
from eidgate.app.service import Service
from eidgate.core.errors import FieldViolation, IllegalStateError, InvalidCommandError, NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.lifecycle import (
    PolicyAct,
    PolicyEvent,
    PolicyVersion,
    activate,
    approve,
    in_force,
    roll_back,
    texts_of,
)
from eidgate.core.terms import Instant, PolicyName
from eidgate.ports import PolicyDocument, RequestClaim

_BESIDE: Final = 1_000
"""Bytes of a version on a page beside what its events say; its document is not on one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePolicy:
    """Proposes a document with its tests, byte for byte."""

    caller: RelyingParty
    request: RequestClaim
    document: bytes
    worlds: bytes
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePolicy:
    """Approves, activates or rolls back a version at exactly this state.

    `effective_at` is an activation's; None means at once.
    """

    caller: RelyingParty
    request: RequestClaim
    name: PolicyName
    etag: str
    note: str = ""
    effective_at: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyShown:
    """A version, whether it is in force now, and its document where it was asked for."""

    version: PolicyVersion
    in_force: bool
    document: PolicyDocument | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    """Versions, oldest first, and the token for more ("" at the end)."""

    policies: tuple[PolicyShown, ...]
    next_page_token: str


def propose_policy(command: ProposePolicy, service: Service) -> PolicyShown:
    """Validate a document, run its tests and keep it, unchangeable, for others to approve.

    Raises:
        NotPermittedError: the caller is no officer of a risk team.
        InvalidCommandError: the document or a test of it is not acceptable; says where.
        AlreadyExistsError: the line has a version of this name, or the document was proposed before.
    """
    _require(command.caller)
    policy, document = read_proposal(command.document, command.worlds, service)
    now = service.clock.now()
    actor = command.caller.actor
    event = PolicyEvent(act=PolicyAct.PROPOSE, actor=actor, at=now, effective_at=now, note=command.note)
    version = PolicyVersion(
        name=PolicyName(f"policies/{new_id(now, service.randomness)}"),
        line=policy.name,
        version=policy.version,
        digest=policy.digest,
        approvals_needed=policy.approvals_needed,
        events=(event,),
    )
    return shown(service.policy_store.propose(command.request, version, document), service)


def approve_policy(command: ChangePolicy, service: Service) -> PolicyShown:
    """Approve what somebody else proposed.

    Raises:
        NotPermittedError: the caller is no officer of a risk team, or proposed or approved it already.
        NotFoundError, ConflictError, IllegalStateError: see `core.risk.lifecycle.approve`.
    """
    _require(command.caller)
    step = partial(
        approve,
        actor=command.caller.actor,
        at=service.clock.now(),
        etag=command.etag,
        note=command.note,
    )
    return shown(service.policy_store.act(command.request, command.name, step), service)


def activate_policy(command: ChangePolicy, service: Service) -> PolicyShown:
    """Put an approved version in force, at once or from an instant on; every worker follows within a second.

    Raises:
        NotPermittedError: the caller is no officer of a risk team.
        InvalidCommandError: the regulation in force then is not among those it was written for.
        IllegalStateError: it was proposed to an older program and lacks rows that this one asks for.
        NotFoundError, ConflictError, IllegalStateError: see `core.risk.lifecycle.activate`.
    """
    _require(command.caller)
    now = service.clock.now()
    _check_activation(command, service, at=command.effective_at or now)
    step = partial(
        activate,
        actor=command.caller.actor,
        at=now,
        etag=command.etag,
        effective_at=command.effective_at,
    )
    return _changed(service.policy_store.act(command.request, command.name, step), service)


def roll_back_policy(command: ChangePolicy, service: Service) -> PolicyShown:
    """Strike an activation, begun or not; what was in force without it is in force again at once.

    Raises:
        NotPermittedError: the caller is no officer of a risk team.
        NotFoundError, ConflictError, IllegalStateError: see `core.risk.lifecycle.roll_back`.
    """
    _require(command.caller)
    step = partial(
        roll_back,
        actor=command.caller.actor,
        at=service.clock.now(),
        etag=command.etag,
        note=command.note,
    )
    return _changed(service.policy_store.act(command.request, command.name, step), service)


def get_policy(caller: RelyingParty, name: PolicyName, service: Service) -> PolicyShown:
    """Return a version with its document and tests.

    Raises:
        NotFoundError: there is none of this name.
    """
    require(caller, Right.READ_POLICIES)
    version = _found(name, service)
    return shown(version, service, document=service.policy_store.document(version.digest))


def list_policies(caller: RelyingParty, line: str, size: int, token: str, service: Service) -> PolicyPage:
    """Return a page of versions, of one line or of all ("").

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.READ_POLICIES)
    limit, question = page_size(size), ("policies", caller.relying_party_id, line)
    found = service.policy_store.page(line=line, after=cursor_of(token, *question), limit=limit + 1)
    page = fitting(found, texts_of, limit=limit, beside=_BESIDE)
    more = page_token(page[-1][0], *question) if len(found) > len(page) else ""
    return PolicyPage(policies=tuple(shown(version, service) for _, version in page), next_page_token=more)


def _require(caller: RelyingParty) -> None:
    require(caller, Right.GOVERN_POLICY)
    require_officer(caller)


def _found(name: PolicyName, service: Service) -> PolicyVersion:
    version = service.policy_store.get(name)
    if version is None:
        raise NotFoundError("no such policy")
    return version


def _check_activation(command: ChangePolicy, service: Service, *, at: Instant) -> None:
    policy = service.policies.past(_found(command.name, service).digest)
    if policy is not None and policy.unsaid:
        lacking = ", ".join(sorted(policy.unsaid))
        raise IllegalStateError(f"this program asks for rows that the policy lacks: {lacking}; propose anew")
    found = service.regulation.at(at).version
    if policy is not None and found not in policy.regulation:
        raise InvalidCommandError(
            FieldViolation(
                field="effective_time", description=f"{found} is in force then; the policy does not name it"
            )
        )


def _changed(version: PolicyVersion, service: Service) -> PolicyShown:
    """Let this worker follow at once; the others look within a second."""
    service.policies.refresh()
    return shown(version, service)


def shown(version: PolicyVersion, service: Service, *, document: PolicyDocument | None = None) -> PolicyShown:
    """Return a version with whether it is in force now."""
    found = in_force(service.policy_store.activations(), version.line, service.clock.now())
    current = found is not None and found.name == version.name
    return PolicyShown(version=version, in_force=current, document=document)
