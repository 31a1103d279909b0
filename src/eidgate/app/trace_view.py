"""A trace as one caller may see it: whom it reached sees that there is one, and its own part of it."""

from dataclasses import dataclass

from eidgate.app.service import Service
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.running import (
    RunningTrace,
    TraceName,
    asked_by,
    sees_everything,
    sees_the_way,
)
from eidgate.core.desk.trace.view import masked, view_for
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceView:
    """A trace, and as much of what was found as the caller may see."""

    trace: RunningTrace
    found: Traced
    named: bool
    """Whether the accounts that were reached go by their names; else by labels of this view."""


def trace_of(caller: RelyingParty, name: TraceName, service: Service) -> RunningTrace:
    """Return a trace that the caller may see.

    Raises:
        NotFoundError: there is none, or it neither is the caller's nor reached an account of the caller's.
    """
    trace = service.traces.get(name)
    if trace is None or not _may_see(caller, trace):
        raise NotFoundError("no such trace")
    return trace


def view_of(caller: RelyingParty, trace: RunningTrace) -> TraceView:
    """Return as much of a trace as the caller may see."""
    found = trace.found
    if sees_the_way(caller):
        found = masked(found, keeper=keeper_of)
    elif not sees_everything(caller):
        found = view_for(caller.institution, found, keeper=keeper_of)
    return TraceView(trace=trace, found=found, named=not sees_the_way(caller))


def _may_see(caller: RelyingParty, trace: RunningTrace) -> bool:
    if sees_everything(caller) or sees_the_way(caller) or asked_by(trace, caller):
        return True
    return any(keeper_of(one.account) == caller.institution for one in trace.found.reached)
