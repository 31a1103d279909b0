"""Appeals: who is listed may object, and the clocks run against the list.

Filing starts two clocks (`entry.REVIEW_WITHIN`, `entry.DECIDE_WITHIN`). The second ends the entry by itself:
`Entry.ends_at` is the earlier of its own end and an undecided appeal's, and standings end with it, so that
no job has to run for an innocent account to be free again.
"""

from dataclasses import dataclass
from typing import Final

from eidgate.core.desk.entry import MAX_APPEALS, Appeal, AppealName, AppealState, Entry, EntryState
from eidgate.core.desk.listing import Actor, clear
from eidgate.core.errors import ConflictError, IllegalStateError, NotFoundError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant


def appeal_name(entry: Entry) -> AppealName:
    """Return the name of the next appeal."""
    return AppealName(f"{entry.name}/appeals/{len(entry.appeals) + 1}")


def file_appeal(entry: Entry, ground: str, by: Actor, *, at: Instant) -> Entry:
    """Object to an entry.

    Raises:
        IllegalStateError: it says nothing any more, an appeal is open, or there were too many.
    """
    if entry.state is EntryState.CLEARED or at >= entry.ends_at:
        raise IllegalStateError("the entry does not stand any more")
    if any(one.state.open for one in entry.appeals):
        raise IllegalStateError("an appeal against the entry is open")
    if len(entry.appeals) >= MAX_APPEALS:
        raise IllegalStateError("the entry has been appealed against too often; ask an authority")
    filed = Appeal(name=appeal_name(entry), filed_by=by.institution, filed_at=at, ground=ground)
    return _with(entry, (*entry.appeals, filed), at=at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What somebody decides about an appeal, having read the entry at this version."""

    appeal: AppealName
    state: AppealState
    note: str
    etag: str


def resolve_appeal(entry: Entry, resolution: Resolution, by: Actor, *, at: Instant) -> Entry:
    """Take an appeal into review, uphold the entry, or grant the appeal, which clears the entry.

    Raises:
        NotFoundError: the entry has no such appeal.
        ConflictError: the entry changed since it was read.
        IllegalStateError: the appeal is decided already.
        NotPermittedError: a reporter of the entry would decide about its own word.
    """
    appeal = next((one for one in entry.appeals if one.name == resolution.appeal), None)
    if appeal is None:
        raise NotFoundError("no such appeal")
    if resolution.etag != entry.etag:
        raise ConflictError(f"the entry is at {entry.etag}, not {resolution.etag}")
    if not appeal.state.open:
        raise IllegalStateError("the appeal is decided already")
    if by.institution in entry.institutions:
        raise NotPermittedError(_ANOTHER)
    if resolution.state is AppealState.GRANTED:
        return clear(entry, by, note=resolution.note, etag=resolution.etag, at=at)
    changed = replace(
        appeal, state=resolution.state, reviewed_at=appeal.reviewed_at or at, note=resolution.note
    )
    if resolution.state is AppealState.UPHELD:
        changed = replace(changed, decided_by=by.institution, decided_at=at)
    return _with(entry, tuple(changed if one is appeal else one for one in entry.appeals), at=at)


_ANOTHER: Final = "an appeal is decided by another institution or authority than the reporter"


def _with(entry: Entry, appeals: tuple[Appeal, ...], *, at: Instant) -> Entry:
    return replace(entry, appeals=appeals, version=entry.version + 1, updated_at=at)
