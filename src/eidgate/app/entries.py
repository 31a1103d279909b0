"""Entries of the shared list: report, read, change, clear."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from eidgate.app.acting import actor_of, institution_of
from eidgate.app.names import new_id
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.persons import listed_as
from eidgate.app.service import Service
from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.counters import SourceRecord
from eidgate.core.desk.entry import Entry, EntryName, texts_of
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.listing import Amendment, Word, amend, clear, corroborate, report
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.ports import RequestClaim
from eidgate.ports.watchlist import Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIdentifier:
    """Asks to put a caller's word on the list."""

    caller: RelyingParty
    request: RequestClaim
    identifier: Identifier
    word: Word


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry:
    """Asks to change an entry at exactly this version."""

    caller: RelyingParty
    request: RequestClaim
    name: EntryName
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenEntry:
    """An entry; where it was asked for, with how its source's listings fared and whom its change has reached.

    What a step answers is the entry alone: a retry must be answered as the first time.
    """

    entry: Entry
    record: SourceRecord | None = None
    reached: tuple[tuple[Subscriber, bool], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """Entries, oldest first, and the token for more ("" at the end)."""

    entries: tuple[SeenEntry, ...]
    next_page_token: str


def report_identifier(command: ReportIdentifier, service: Service) -> SeenEntry:
    """Begin an entry, or add the caller's word to it.

    Raises:
        NotPermittedError: the role may not list.
        InvalidCommandError: it would stand longer than it may.
    """
    require(command.caller, Right.LIST)
    at, by = service.clock.now(), actor_of(command.caller)
    name = EntryName(f"entries/{new_id(at, service.randomness)}")
    identifier = listed_as(command.identifier, service)
    made = service.watchlist.report(
        command.request,
        identifier,
        at=at,
        begin=lambda: report(name, identifier, command.word, by, at=at),
        add=partial(corroborate, word=command.word, by=by, at=at),
    )
    return SeenEntry(entry=made)


def get_entry(caller: RelyingParty, name: EntryName, service: Service) -> SeenEntry:
    """Return the newest version of an entry, and who has it.

    Raises:
        NotFoundError: there is none, or it is none of the caller's business.
    """
    require(caller, Right.READ_ENTRIES)
    entry = visible_entry(caller, name, service)
    cursor = service.watchlist.changed_at(name)
    reached = tuple((one, one.acknowledged >= cursor) for one in service.watchlist.subscribers())
    return SeenEntry(
        entry=entry,
        record=_record(entry, service),
        reached=reached if caller.oversees(Right.CONFIRM) else (),
    )


def list_entries(caller: RelyingParty, size: int, token: str, service: Service) -> EntryPage:
    """Return a page of the entries that the caller reported, keeps, or oversees.

    Long ones make a page shorter than was asked for.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    require(caller, Right.READ_ENTRIES)
    limit = page_size(size)
    question = ("entries", caller.relying_party_id)
    institution = None if caller.oversees(Right.CONFIRM) else institution_of(caller)
    found = service.watchlist.page(institution, after=cursor_of(token, *question), limit=limit + 1)
    shown = fitting(found, texts_of, limit=limit)
    more = page_token(shown[-1][0], *question) if len(found) > len(shown) else ""
    return EntryPage(entries=tuple(SeenEntry(entry=entry) for _, entry in shown), next_page_token=more)


def update_entry(command: ChangeEntry, change: Amendment, service: Service) -> SeenEntry:
    """Change what an entry says, renew it, or confirm it.

    Raises:
        NotFoundError: there is none, or it is none of the caller's business.
        ConflictError, IllegalStateError, NotPermittedError, InvalidCommandError: see `listing.amend`.
    """
    return _changed(command, partial(amend, change=change), service)


def clear_entry(command: ChangeEntry, reason: str, service: Service) -> SeenEntry:
    """Take an entry back; every decision that begins later and every subscriber sees it.

    Raises:
        NotFoundError: there is none, or it is none of the caller's business.
        ConflictError, IllegalStateError, NotPermittedError: see `core.desk.listing.clear`.
    """
    return _changed(command, partial(clear, note=reason), service)


def _changed(command: ChangeEntry, step: Callable[..., Entry], service: Service) -> SeenEntry:
    require(command.caller, Right.LIST)
    visible_entry(command.caller, command.name, service)
    at, by = service.clock.now(), actor_of(command.caller)
    step = partial(step, by=by, etag=command.etag, at=at)
    return SeenEntry(entry=service.watchlist.change(command.request, command.name, step, at=at))


def visible_entry(caller: RelyingParty, name: EntryName, service: Service) -> Entry:
    """Return an entry that is the caller's business: its word, its account, or its office.

    What nobody keeps (a number, a site) is any lister's business: confirming takes another than the reporter.

    Raises:
        NotFoundError: there is none, or it is not.
    """
    entry = service.watchlist.get(name)
    if entry is None or not _concerns(caller, entry):
        raise NotFoundError("no such entry")
    return entry


def _concerns(caller: RelyingParty, entry: Entry) -> bool:
    own = institution_of(caller)
    return (
        caller.oversees(Right.CONFIRM)
        or own in entry.institutions
        or own == keeper_institution(entry.identifier)
        or not keeper_institution(entry.identifier)
    )


def _record(entry: Entry, service: Service) -> SourceRecord | None:
    return next(iter(service.watchlist.sources([entry.source.partition("/")[0]])), None)
