"""How far an entry is to be trusted, and what decisions read of it.

One institution's word warns; the word of two, or of an imported list that says so, is a high suspicion; what
another institution or an authority has confirmed blocks. The grade follows from the entry: nobody sets it.
"""

from typing import Final

from eidgate.core.desk.entry import Entry, EntryState
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, Standing, StandingKind

ENOUGH_TO_SUSPECT: Final = 2
"""Distinct institutions: what two report independently is seldom a mistake, and never one caller's malice."""


def grade_of(entry: Entry) -> Grade:
    """Return how far it is to be trusted."""
    if entry.confirmed_by:
        return Grade.BLOCK
    if entry.suspected or len(entry.institutions) >= ENOUGH_TO_SUSPECT:
        return Grade.HIGH
    return Grade.WARN


def state_of(entry: Entry) -> EntryState:
    """Return whether a listing that is not cleared is held against anybody.

    Nobody lists a person alone: everything that person does would be touched by one caller's word.
    """
    if entry.identifier.kind is not IdentifierKind.PERSON:
        return EntryState.ACTIVE
    words = entry.institutions | ({entry.confirmed_by} if entry.confirmed_by else frozenset())
    return EntryState.ACTIVE if len(words) >= ENOUGH_TO_SUSPECT else EntryState.PENDING


def standing_of(entry: Entry) -> Standing | None:
    """Return what decisions are to see, or None when it says nothing."""
    if entry.state is not EntryState.ACTIVE:
        return None
    return Standing(
        identifier=entry.identifier,
        kind=StandingKind.LISTED,
        name=entry.name,
        since=entry.created_at,
        until=entry.ends_at,
        source=entry.source,
        grade=grade_of(entry),
        code=entry.code,
    )
