"""Whole lists: staged aside in pieces, put in force at once, by one source at a time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Grade
from eidgate.core.terms import Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """One line of a list."""

    identifier: Identifier
    grade: Grade
    code: int
    since: Instant
    until: Instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """What became of a list: how many listings it added, took back and left, and how many are exempt."""

    source: str
    generation: int
    added: int
    removed: int
    unchanged: int
    exempt: int

    @property
    def entries(self) -> int:
        """How many listings it holds now."""
        return self.added + self.unchanged


class Staging(Protocol):
    """A list on its way; nothing of it is seen before `switch`."""

    def add(self, rows: Iterable[ListedRow]) -> None:
        """Stage rows, in the order of `Lists.order`, each identifier once; in short transactions.

        Raises:
            ConflictError: another import of this source has taken over.
        """
        ...

    def switch(self) -> Switched:
        """Put the staged list in force in the place of the one before, as one short durable unit.

        A row that was in force and is not staged ends with it.

        Raises:
            ConflictError: another import of this source has taken over.
        """
        ...

    def abandon(self) -> None:
        """Drop what was staged; also done by the next import of the source, when this one has died."""
        ...


class Lists(Protocol):
    """The lists of sources."""

    def order(self, identifier: Identifier) -> bytes:
        """Return by what rows must be ordered to be staged."""
        ...

    def stage(self, source: str, *, actor: str) -> Staging:
        """Begin to stage a source's next list; what an import that died has left is dropped.

        The same actor takes over from itself; others wait until an import has not moved for a while.

        Raises:
            ConflictError: another actor's import of this source is under way, or there are too many lists.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two lines about the same identifier: the same word for word, or not."""

    line: int
    other: int
    same: bool


class Spool(Protocol):
    """Where a list waits until all of it was read: on disk, so that its length costs no memory."""

    def add(self, line: int, row: ListedRow) -> None:
        """Keep a line."""
        ...

    def clashes(self) -> Iterator[Clash]:
        """Return every line about an identifier that an earlier line is about, after the last `add`."""
        ...

    def rows(self) -> Iterator[ListedRow]:
        """Return each identifier's first line, in the order of `Lists.order`."""
        ...

    def close(self) -> None:
        """Let go of it and forget the lines."""
        ...
