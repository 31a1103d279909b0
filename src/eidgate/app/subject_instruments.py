"""What stands in a person's name, everywhere; and "this is not mine".

The person proves who they are through any institution that may bind. They see kinds, institutions and masked
numbers, never another's; what they disown is suspended at once.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

from eidgate.app.binding_decisions import RelyingPage, relying_page
from eidgate.app.binding_proof import Proof, prove, replayed
from eidgate.app.bindings import BindingPage
from eidgate.app.identify import Presented
from eidgate.app.paging import cursor_of, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.binding.disown import SUBJECT, disown
from eidgate.core.binding.lifecycle import Binding, Change
from eidgate.core.errors import NotFoundError, UsedBeforeError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import BindingName
from eidgate.ports import RequestClaim

_RELYING_SHOWN: Final = 100
"""Newest decisions that the answer to a disowning lists; the institution can list all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisownInstrument:
    """Says in a person's name that a binding's instrument is not theirs."""

    caller: RelyingParty
    request: RequestClaim
    name: BindingName
    presented: Presented


@dataclass(frozen=True, slots=True, kw_only=True)
class Disowned:
    """The suspended binding, and the newest decisions that had relied on it."""

    binding: Binding
    relying: RelyingPage


def list_subject_instruments(
    caller: RelyingParty, presented: Presented, size: int, token: str, service: Service
) -> BindingPage:
    """Return a page of the open bindings of whom the assertion is about; it is not used up.

    Raises:
        AssertionRefusedError: the assertion was rejected, or does not assure enough.
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.BIND)
    who = prove(presented, caller, service).verified
    limit = page_size(size)
    question = ("instruments", caller.relying_party_id, who.issuer, who.subject_id)
    after = cursor_of(token, *question)
    found = service.bindings.of_subject(who.issuer, who.subject_id, after=after, limit=limit + 1)
    shown = found[:limit]
    more = page_token(shown[-1][0], *question) if len(found) > limit else ""
    open_ones = tuple(binding for _, binding in shown if binding.state.is_open)
    return BindingPage(bindings=open_ones, next_page_token=more)


def disown_instrument(command: DisownInstrument, service: Service) -> Disowned:
    """Suspend a binding on its subject's word; the assertion is used up.

    Raises:
        AssertionRefusedError: the assertion was rejected, was used before, or does not assure enough.
        NotFoundError: there is no such binding, or it is somebody else's.
        IllegalStateError: it has ended, or was disowned before.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.BIND)
    earlier = service.bindings.earlier(command.request)
    binding = earlier if earlier is not None else _disown(command, service)
    return Disowned(binding=binding, relying=relying_page(binding.name, _RELYING_SHOWN, 0, service))


def _disown(command: DisownInstrument, service: Service) -> Binding:
    proof = prove(command.presented, command.caller, service)
    _check_theirs(command.name, proof, service)
    reason = f"disowned by its subject through {command.caller.actor}"
    step = partial(disown, change=Change(at=proof.at, by=SUBJECT, reason=reason))
    try:
        return service.bindings.change(command.request, command.name, step, uses=proof.uses)
    except UsedBeforeError as error:
        raise replayed(error, proof, service) from error


def _check_theirs(name: BindingName, proof: Proof, service: Service) -> None:
    """Another's binding reads the same as none."""
    binding, who = service.bindings.get(name), proof.verified
    if binding is None or (binding.issuer, binding.subject_id) != (who.issuer, who.subject_id):
        raise NotFoundError("no such binding")
