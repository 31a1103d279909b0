"""Entries and rows of lists to columns and back. No SQL here but the columns' names."""

from typing import Any, Final, TypeAlias

import msgspec

from eidgate.adapters.storage.rows import identifier_key, to_instant, to_micros
from eidgate.adapters.storage.standing_columns import row_name
from eidgate.core.desk.entry import Entry, EntryName, Reporter
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.listed import Listing
from eidgate.core.desk.standing import Grade
from eidgate.ports.watchlist_lists import ListedRow

ROW: Final = "identifier_key, list, kind, value, grade, code, since, until"

Row: TypeAlias = tuple[bytes, int, str, str, str, int, int, int]
"""The columns of `ROW`."""

_encoder: Final = msgspec.json.Encoder(order="sorted")
_decoder: Final = msgspec.json.Decoder(Entry)
_KINDS: Final = {str(kind): kind for kind in IdentifierKind}
_GRADES: Final = {str(grade): grade for grade in Grade}


def entry_to_bytes(entry: Entry) -> bytes:
    """Return an entry as JSON; names, not positions, so that versions written today stay readable."""
    return _encoder.encode(entry)


def entry_from_bytes(body: bytes) -> Entry:
    """Return the entry written as these bytes."""
    return _decoder.decode(body)


def row_of_name(name: str) -> tuple[bytes, int] | None:
    """Return key and list of a row's name; None of any other name."""
    key, mark, list_id = name.removeprefix("entries/l").partition("x")
    if not name.startswith("entries/l") or not mark or not list_id.isdecimal():
        return None
    try:
        return bytes.fromhex(key), int(list_id)
    except ValueError:
        return None


def to_row(row: ListedRow, list_id: int) -> Row:
    """Return the columns of a row."""
    return (
        identifier_key(row.identifier),
        list_id,
        row.identifier.kind.value,
        row.identifier.value,
        row.grade.value,
        row.code,
        to_micros(row.since),
        to_micros(row.until),
    )


def to_listing(row: Row | tuple[Any, ...], source: str) -> Listing:
    """Return what subscribers hold of a row."""
    key, list_id, kind, value, grade, code, since, until = row
    return Listing(
        name=row_name(key, list_id),
        identifier=Identifier(kind=_KINDS[kind], value=value),
        grade=_GRADES[grade],
        code=code,
        source=source,
        since=to_instant(since),
        until=to_instant(until),
    )


def to_entry(row: Row | tuple[Any, ...], source: str) -> Entry:
    """Return a row as the entry that it becomes when somebody acts on it.

    It stands on the word of the institution whose list it is; a list is named `{institution}/{list}`.
    """
    listing = to_listing(row, source)
    confirmed = listing.grade is Grade.BLOCK
    institution = source.partition("/")[0]
    return Entry(
        name=EntryName(listing.name),
        identifier=listing.identifier,
        source=source,
        code=listing.code,
        until=listing.until,
        created_at=listing.since,
        updated_at=listing.since,
        reporters=(Reporter(institution=institution, at=listing.since),),
        suspected=listing.grade is Grade.HIGH,
        confirmed_by=institution if confirmed else "",
        confirming_actor=institution if confirmed else "",
    )
