"""The risk team's shadows: start one, end one, and read what it would have decided."""

from dataclasses import dataclass
from functools import partial

from eidgate.app.permission import require, require_officer
from eidgate.app.policies import ChangePolicy, PolicyShown, shown
from eidgate.app.service import Service
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.risk.lifecycle import PolicyVersion
from eidgate.core.risk.shadowing import end_shadow, start_shadow
from eidgate.core.risk.trial.tally import Tally
from eidgate.core.terms import PolicyName


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowReport:
    """A version, whether it is in force by now, and what it would have decided so far."""

    version: PolicyVersion
    in_force: bool
    counted: Tally


def start(command: ChangePolicy, per_mille: int, service: Service) -> PolicyShown:
    """Let a proposed version judge a share of the live decisions aside; every worker begins within a second.

    Raises:
        NotPermittedError: the caller is no officer of a risk team.
        NotFoundError, ConflictError, IllegalStateError: see `core.risk.shadowing.start_shadow`.
    """
    _require(command.caller)
    step = partial(
        start_shadow,
        actor=command.caller.actor,
        at=service.clock.now(),
        etag=command.etag,
        per_mille=per_mille,
        note=command.note,
    )
    return shown(service.policy_store.act(command.request, command.name, step), service)


def end(command: ChangePolicy, service: Service) -> PolicyShown:
    """End a shadow; what it counted stays.

    Raises:
        NotPermittedError: the caller is no officer of a risk team.
        NotFoundError, ConflictError, IllegalStateError: see `core.risk.shadowing.end_shadow`.
    """
    _require(command.caller)
    step = partial(
        end_shadow,
        actor=command.caller.actor,
        at=service.clock.now(),
        etag=command.etag,
        note=command.note,
    )
    return shown(service.policy_store.act(command.request, command.name, step), service)


def shadow_report(caller: RelyingParty, name: PolicyName, service: Service) -> ShadowReport:
    """Return what a version would have decided, up to some seconds ago.

    Raises:
        NotFoundError: there is none of this name.
    """
    require(caller, Right.READ_POLICIES)
    version = service.policy_store.get(name)
    if version is None:
        raise NotFoundError("no such policy")
    counted = service.shadow_store.counted(name)
    return ShadowReport(version=version, in_force=shown(version, service).in_force, counted=counted)


def _require(caller: RelyingParty) -> None:
    require(caller, Right.GOVERN_POLICY)
    require_officer(caller)
