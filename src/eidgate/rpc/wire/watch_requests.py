"""Requests of WatchlistService → core: words, amendments, and the pieces of an import."""

from collections.abc import Iterator

from eidgate.app.import_entries import Fault, Line
from eidgate.app.watch_entries import Checkpoint, Step, may_know
from eidgate.core.desk.ageing import end_of
from eidgate.core.desk.canonical import listable_identifier
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.listed import public_key
from eidgate.core.desk.listing import Amendment, Word
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import FieldViolation, InvalidCommandError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports.watchlist import Change
from eidgate.ports.watchlist_lists import ListedRow
from eidgate.rpc.wire.identifiers import IDENTIFIER_KIND, identifier_message
from eidgate.rpc.wire.scalars import instant, timestamp
from eidgate.rpc.wire.watchlist import GRADE, GRADE_MEANT
from eidgate.v1 import watchlist_service_pb2 as pb


def word(request: pb.ReportIdentifierRequest) -> Word:
    """Return what an institution says."""
    return Word(
        code=request.code,
        evidence=request.evidence,
        note=request.note,
        until=instant(request.expire_time, "expire_time") if request.HasField("expire_time") else None,
    )


def amendment(request: pb.UpdateEntryRequest) -> Amendment:
    """Return what is to be changed; what is absent stays."""
    return Amendment(
        confirm=request.confirm,
        code=request.code if request.HasField("code") else None,
        evidence=request.evidence if request.HasField("evidence") else None,
        note=request.note if request.HasField("note") else None,
        until=instant(request.expire_time, "expire_time") if request.HasField("expire_time") else None,
    )


def header(messages: Iterator[pb.ImportEntriesRequest]) -> pb.ImportHeader:
    """Return the header with which an import begins.

    Raises:
        InvalidCommandError: it begins with something else, or with nothing.
    """
    first = next(messages, None)
    if first is None or not first.HasField("header"):
        raise InvalidCommandError(FieldViolation(field="header", description="must be the first message"))
    return first.header


def lines(
    messages: Iterator[pb.ImportEntriesRequest], caller: RelyingParty, *, at: Instant
) -> Iterator[tuple[int, Line]]:
    """Yield an import's rows with their numbers; what cannot be listed is a fault in its place.

    A sender that was lost looks to gRPC's server as one that has sent all, for as long as it takes to hear of
    the loss; so the end is a message.

    Raises:
        InvalidCommandError: a second header, no end, or one that says another number of rows.
    """
    number = 0
    for message in messages:
        if message.HasField("header"):
            raise InvalidCommandError(FieldViolation(field="header", description="comes once, at the start"))
        if message.HasField("end"):
            _check_end(message.end, number, after=next(messages, None))
            return
        for row in message.rows.rows:
            number += 1
            yield number, _line(number, row, caller, at)
    raise InvalidCommandError(FieldViolation(field="end", description="is missing: the list was broken off"))


def _check_end(end: pb.ImportEnd, rows: int, *, after: pb.ImportEntriesRequest | None) -> None:
    if end.row_count != rows:
        description = f"says {end.row_count} rows, and {rows} came"
        raise InvalidCommandError(FieldViolation(field="end.row_count", description=description))
    if after is not None:
        raise InvalidCommandError(FieldViolation(field="end", description="comes once, as the last message"))


def _line(number: int, row: pb.ImportRow, caller: RelyingParty, at: Instant) -> Line:
    grade = GRADE_MEANT[row.grade]
    if grade is not Grade.WARN and not caller.has(Right.CONFIRM):
        return Fault(line=number, why="only an authority imports what is suspected or confirmed")
    kind = IDENTIFIER_KIND.from_wire(row.identifier.kind)
    if kind is IdentifierKind.PERSON:
        return Fault(line=number, why="nobody lists a person alone")
    try:
        identifier = listable_identifier(kind, row.identifier.value)
        asked = instant(row.expire_time, "expire_time") if row.HasField("expire_time") else None
        until = end_of(asked, grade, at=at)
    except (ValueError, InvalidCommandError) as error:
        return Fault(line=number, why=str(error))
    return ListedRow(identifier=identifier, grade=grade, code=row.code, since=at, until=until)


def step_message(step: Step, caller: RelyingParty) -> pb.WatchEntriesResponse:
    """Write one step of the feed, as far as the caller may know it."""
    if isinstance(step.event, Checkpoint):
        head = step.event.head
        return pb.WatchEntriesResponse(
            cursor=step.cursor,
            checkpoint=pb.Checkpoint(
                count=head.digest.count, digest=head.digest.digest, list_time=timestamp(step.event.at)
            ),
        )
    return pb.WatchEntriesResponse(cursor=step.cursor, change=_change(step.event, caller))


def _change(change: Change, caller: RelyingParty) -> pb.ListingChange:
    listing = change.listing
    if listing is None:
        return pb.ListingChange(name=change.name)
    known = may_know(caller, listing.identifier)
    return pb.ListingChange(
        name=change.name,
        key=public_key(listing.identifier),
        identifier=identifier_message(listing.identifier) if known else None,
        listing=pb.Listing(
            name=listing.name,
            grade=GRADE[listing.grade],
            code=listing.code,
            source=listing.source,
            create_time=timestamp(listing.since),
            expire_time=timestamp(listing.until),
        ),
    )
