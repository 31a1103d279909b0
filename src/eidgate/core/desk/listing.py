"""The steps of an entry: report, corroborate, confirm, amend, clear. Each makes the next version or refuses.

Who reported never decides alone what becomes of it: confirming and clearing take another institution or an
authority, and clearing what was confirmed takes an authority and another officer than the one who confirmed.
"""

from dataclasses import dataclass
from typing import Final

from eidgate.core.desk.ageing import end_of
from eidgate.core.desk.entry import (
    CLEARED_CODE,
    MAX_REPORTERS,
    Appeal,
    AppealState,
    Entry,
    EntryName,
    EntryState,
    Reporter,
)
from eidgate.core.desk.grading import grade_of, state_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.errors import ConflictError, IllegalStateError, NotPermittedError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who takes a step: the institution, whom it acts through, and whether it is an authority."""

    institution: str
    actor: str
    authority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What an institution says when it reports: SIMO's code, what it rests on, how long it should stand."""

    code: int
    evidence: str = ""
    note: str = ""
    until: Instant | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What to change of an entry; None leaves it."""

    code: int | None = None
    evidence: str | None = None
    note: str | None = None
    until: Instant | None = None
    confirm: bool = False


def report(name: EntryName, identifier: Identifier, word: Word, by: Actor, *, at: Instant) -> Entry:
    """Begin an entry on one institution's word.

    Raises:
        InvalidCommandError: it would stand longer than one word may.
    """
    entry = Entry(
        name=name,
        identifier=identifier,
        source=by.institution,
        code=word.code,
        until=at,
        created_at=at,
        updated_at=at,
        reporters=(_reporter(by, at),),
        evidence=word.evidence,
        note=word.note,
    )
    return _settled(replace(entry, until=end_of(word.until, grade_of(entry), at=at)))


def corroborate(entry: Entry, word: Word, by: Actor, *, at: Instant) -> Entry:
    """Add another report; the same institution again only renews its word.

    Raises:
        InvalidCommandError: it would stand longer than its grade may.
    """
    spoken = entry.institutions
    added = () if by.institution in spoken else (_reporter(by, at),)
    heard = replace(
        entry,
        reporters=(*entry.reporters, *added)[:MAX_REPORTERS],
        code=word.code if not entry.confirmed_by else entry.code,
        evidence=entry.evidence or word.evidence,
        note=entry.note or word.note,
    )
    until = end_of(word.until, grade_of(heard), at=at)
    return _next(replace(heard, until=max(entry.until, until)), at=at)


def amend(entry: Entry, change: Amendment, by: Actor, *, etag: str, at: Instant) -> Entry:
    """Change what an entry says, or confirm it.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is cleared.
        NotPermittedError: the change is not this institution's to make.
        InvalidCommandError: it would stand longer than its grade may.
    """
    _check(entry, etag)
    if not change.confirm:
        _require_a_say(entry, by)
    changed = _confirmed(entry, by) if change.confirm else entry
    until = entry.until
    if change.until is not None or change.confirm:
        until = end_of(change.until, grade_of(changed), at=at)
    return _next(
        replace(
            changed,
            code=entry.code if change.code is None else change.code,
            evidence=entry.evidence if change.evidence is None else change.evidence,
            note=entry.note if change.note is None else change.note,
            until=until,
        ),
        at=at,
    )


def clear(entry: Entry, by: Actor, *, note: str, etag: str, at: Instant) -> Entry:
    """Take an entry back: code 0, with the reason (`domain.md` F3.3). Open appeals are granted by it.

    Raises:
        ConflictError: it changed since it was read.
        IllegalStateError: it is cleared already.
        NotPermittedError: the reporter itself asks, or it was confirmed and no authority or only the same
            officer asks.
    """
    _check(entry, etag)
    _require_another(entry, by)
    if entry.confirmed_by and (not by.authority or by.actor == entry.confirming_actor):
        raise NotPermittedError("a confirmed entry is cleared by an authority, and not by who confirmed it")
    granted = tuple(_granted(one, by, note, at) if one.state.open else one for one in entry.appeals)
    return replace(
        entry,
        state=EntryState.CLEARED,
        code=CLEARED_CODE,
        note=note,
        appeals=granted,
        version=entry.version + 1,
        updated_at=at,
    )


def _granted(appeal: Appeal, by: Actor, note: str, at: Instant) -> Appeal:
    return replace(
        appeal,
        state=AppealState.GRANTED,
        reviewed_at=appeal.reviewed_at or at,
        decided_by=by.institution,
        decided_at=at,
        note=note,
    )


def _confirmed(entry: Entry, by: Actor) -> Entry:
    if entry.confirmed_by:
        raise IllegalStateError("the entry is confirmed already")
    _require_another(entry, by)
    return replace(
        entry, confirmed_by=by.institution, confirming_actor=by.actor, confirming_authority=by.authority
    )


def _reporter(by: Actor, at: Instant) -> Reporter:
    return Reporter(institution=by.institution, at=at, authority=by.authority)


def _require_a_say(entry: Entry, by: Actor) -> None:
    if not by.authority and by.institution not in entry.institutions:
        raise NotPermittedError("only its reporters and authorities change what an entry says")


def _require_another(entry: Entry, by: Actor) -> None:
    """Refuse whoever reported: with several reporters too, none decides what becomes of its own word."""
    if by.institution in entry.institutions:
        raise NotPermittedError(_ANOTHER)


_ANOTHER: Final = "confirming and clearing take another institution or authority than the reporter"


def _check(entry: Entry, etag: str) -> None:
    if etag != entry.etag:
        raise ConflictError(f"the entry is at {entry.etag}, not {etag}")
    if entry.state is EntryState.CLEARED:
        raise IllegalStateError("the entry is cleared")


def _next(entry: Entry, *, at: Instant) -> Entry:
    return _settled(replace(entry, version=entry.version + 1, updated_at=at))


def _settled(entry: Entry) -> Entry:
    return replace(entry, state=state_of(entry))
