"""ListTraces: the traces that the caller's institution asked for or whose money reached its accounts."""

from dataclasses import dataclass
from typing import Final

from eidgate.app.paging import cursor_of, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.app.trace_view import TraceView, view_of
from eidgate.core.desk.trace.running import sees_everything, sees_the_way
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports import TraceQuery

DEFAULT_PAGE: Final = 20
LARGEST_PAGE: Final = 100
"""Each is read as a whole to be summed up: of 1,000 accounts it is some 100 KB and a millisecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTraces:
    """Asks for a page of traces."""

    caller: RelyingParty
    running_only: bool = False
    size: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePage:
    """Traces as the caller may see them, as of an instant, and the token for more ("" at the end)."""

    traces: tuple[TraceView, ...]
    at: Instant
    next_page_token: str


def list_traces(command: ListTraces, service: Service) -> TracePage:
    """Return a page of traces in the order of asking; authorities and the hotline see all.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    caller, now = command.caller, service.clock.now()
    require(caller, Right.TRACE)
    limit = min(command.size or DEFAULT_PAGE, LARGEST_PAGE)
    question = ("traces", caller.relying_party_id, str(command.running_only))
    query = TraceQuery(
        party="" if sees_everything(caller) or sees_the_way(caller) else caller.provider,
        running_at=now if command.running_only else None,
    )
    found = service.traces.page(query, after=cursor_of(command.token, *question), limit=limit + 1)
    shown = found[:limit]
    return TracePage(
        traces=tuple(view_of(caller, trace) for _, trace in shown),
        at=now,
        next_page_token=page_token(shown[-1][0], *question) if len(found) > limit else "",
    )
