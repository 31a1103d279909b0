"""Which alerts a step of an entry calls for: who can act is `core.desk.routing`'s to know."""

from collections.abc import Iterator
from typing import Final

from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.entry import AppealState, Entry, EntryState
from eidgate.core.desk.listed import listing_of
from eidgate.core.desk.routing import Event
from eidgate.core.terms import Instant

_DECIDED: Final = {AppealState.GRANTED, AppealState.UPHELD}


def events_of(before: Entry | None, after: Entry, *, at: Instant) -> tuple[Event, ...]:
    """Return what happened between two versions, in the order in which it is told."""
    kinds = tuple(_kinds(before, after))
    return tuple(_event(kind, after, at) for kind in kinds)


def _kinds(before: Entry | None, after: Entry) -> Iterator[AlertKind]:
    held = listing_of(before) if before else None
    holds = listing_of(after)
    if holds is not None and (held is None or held.grade is not holds.grade):
        yield AlertKind.LISTED
    if before is not None and len(after.appeals) > len(before.appeals):
        yield AlertKind.APPEAL_FILED
    if before is not None and _decided(after) > _decided(before):
        yield AlertKind.APPEAL_RESOLVED
    if held is not None and after.state is EntryState.CLEARED:
        yield AlertKind.CLEARED


def _decided(entry: Entry) -> int:
    return sum(appeal.state in _DECIDED for appeal in entry.appeals)


def _event(kind: AlertKind, entry: Entry, at: Instant) -> Event:
    appellants = {appeal.filed_by for appeal in entry.appeals}
    confirmer = {entry.confirmed_by} - {""}
    return Event(
        kind=kind,
        event_id=f"{entry.name.removeprefix('entries/')}v{entry.version}{kind.value.replace('_', '')}",
        about=entry.name,
        at=at,
        identifier=entry.identifier,
        concerned=tuple(sorted(entry.institutions | appellants | confirmer)),
        authorities=entry.authorities,
    )
