"""Whole lists: staged as the next generation in short transactions, put in force by changing one row.

Rows carry the generation in which they were added and the one in which they were removed. A decision joins
the list's present generation, so the million rows of the next one are invisible until one short transaction
says that it is the present one; that transaction also moves the feed and its digest. An import that dies
leaves rows of a generation that never came, which the next import of the source drops first.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, Final, TypeVar

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.list_tally import ListTally
from eidgate.adapters.storage.rows import identifier_key, lock_key, to_micros
from eidgate.adapters.storage.watch_columns import ROW, Row, to_row
from eidgate.adapters.storage.watch_feed import append_change
from eidgate.adapters.storage.watch_merge import Difference, bound_of, chunks, difference, up_to
from eidgate.core.desk.identifier import Identifier
from eidgate.core.errors import ConflictError, UnavailableError
from eidgate.ports import Clock
from eidgate.ports.watchlist_lists import ListedRow, Switched

T = TypeVar("T")

TRIES: Final = 5
"""Of one piece, each of which waits for the store as long as any change does (seconds)."""

CHUNK: Final = 1_000
"""Rows a transaction: some ten milliseconds, which is what a decision may have to wait for at most."""

LEASE: Final = timedelta(minutes=2)
"""How long an import may stand still before another may take its place; renewed with every chunk."""

MOST_LISTS: Final = 64
"""Sources that import: a look-up joins the lists, and their number must not become somebody's attack."""

NEVER: Final = 2**62  # the generation in which rows are removed that are not

LIST: Final = "SELECT id, generation, staged_by, staged_until FROM watch_list WHERE source = ?"
ADD_LIST: Final = (
    "INSERT INTO watch_list (source, generation, entries, updated_at, staged_by, staged_until)"
    " VALUES (?, 0, 0, ?, '', 0)"
)
CLAIM: Final = "UPDATE watch_list SET staged_by = ?, staged_until = ? WHERE id = ?"
IN_FORCE: Final = (
    f"SELECT {ROW} FROM watch_row WHERE list = ? AND identifier_key > ? AND added_in <= ? AND removed_in > ?"  # noqa: S608 - our own words only
    " ORDER BY identifier_key LIMIT ?"
)
EXEMPT: Final = "SELECT identifier_key FROM watch_exempt WHERE list = ? AND identifier_key > ?"
ADD_ROW: Final = (
    f"INSERT INTO watch_row ({ROW}, added_in, removed_in) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own words only
    " ON CONFLICT DO NOTHING"
)
"""(A piece may be tried again whose commit was not heard of; so may the next statements.)"""
REMOVE_ROW: Final = (
    "UPDATE watch_row SET removed_in = ? WHERE identifier_key = ? AND list = ? AND removed_in = ?"
)
ADD_DELTA: Final = (
    "INSERT INTO watch_delta (list, generation, identifier_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)
SWITCH: Final = (
    "UPDATE watch_list SET generation = ?, entries = ?, updated_at = ?, staged_until = 0 WHERE id = ?"
)


class StoredLists:
    """Implements `eidgate.ports.watchlist_lists.Lists`."""

    def __init__(self, access: Access, clock: Clock) -> None:
        self._access, self._clock = access, clock

    def order(self, identifier: Identifier) -> bytes:
        """Return by what rows must be ordered to be staged: so that each page is written once."""
        return identifier_key(identifier)

    def stage(self, source: str, *, actor: str) -> "StoredStaging":
        """Begin to stage a source's next list; see the port."""
        staging = self._access.change(lambda session: self._claim(session, source, actor))
        staging.drop_leftovers()
        return staging

    def _claim(self, session: Session, source: str, actor: str) -> "StoredStaging":
        at = self._clock.now()
        session.lock(lock_key(f"watch-list:{source}"))
        if not session.rows(LIST, source):
            if session.rows("SELECT count(*) FROM watch_list")[0][0] >= MOST_LISTS:
                raise ConflictError(f"there are {MOST_LISTS} lists already")
            session.write(ADD_LIST, source, to_micros(at))
        list_id, generation, staged_by, staged_until = session.rows(LIST, source)[0]
        if staged_by and staged_by.rpartition("@")[0] != actor and staged_until > to_micros(at):
            raise ConflictError("another import of this source is under way")
        token = f"{actor}@{to_micros(at)}"
        session.write(CLAIM, token, to_micros(at + LEASE), list_id)
        return StoredStaging(
            self._access, self._clock, source=source, list_id=list_id, generation=generation + 1, token=token
        )


class StoredStaging:
    """Implements `eidgate.ports.watchlist_lists.Staging`; used by one thread."""

    def __init__(  # noqa: PLR0913 (what one import is)
        self, access: Access, clock: Clock, *, source: str, list_id: int, generation: int, token: str
    ) -> None:
        self._access, self._clock = access, clock
        self._source, self._list, self._generation, self._token = source, list_id, generation, token
        self._reached = b""
        self._tally = ListTally(source)

    def add(self, rows: Iterable[ListedRow]) -> None:
        """Stage rows in order; see the port."""
        for piece in chunks((to_row(row, self._list) for row in rows), CHUNK):
            self._merge(piece, last=False)

    def switch(self) -> Switched:
        """Put the staged list in force; see the port."""
        if self._generation > 1:
            self._merge([], last=True)
        self._patiently(self._put_in_force)
        return self._tally.switched(self._generation)

    def abandon(self) -> None:
        """Drop what was staged."""
        self.drop_leftovers()
        self._access.change(
            lambda session: session.write(
                "UPDATE watch_list SET staged_by = '', staged_until = 0 WHERE id = ? AND staged_by = ?",
                self._list,
                self._token,
            )
        )

    def drop_leftovers(self) -> None:
        """Drop the rows of this generation that an import before has left, a bounded number at a time."""
        while self._access.change(self._drop_some):
            pass

    def _merge(self, incoming: list[Row], *, last: bool) -> None:
        """Stage one piece, in as many transactions as the rows in force between its keys ask for."""
        more = last or bool(incoming)
        while more:
            left = [row for row in incoming if row[0] > self._reached]
            found, bound = self._patiently(partial(self._stage, incoming=left, last=last))
            self._tally.add(found)
            self._reached = self._reached if bound is None else bound
            more = bound is not None and (last or bound < incoming[-1][0])

    def _patiently(self, act: Callable[[Session], T]) -> T:
        """Run one piece; a busy store has done nothing, so that a long import need not fail for it."""
        for _ in range(TRIES - 1):
            with suppress(UnavailableError):
                return self._access.change(act)
        return self._access.change(act)

    def _stage(self, session: Session, *, incoming: list[Row], last: bool) -> tuple[Difference, bytes | None]:
        """Stage as far as both sides are known, and say how far; it may be run again, so it keeps nothing."""
        self._check_claim(session)
        existing = self._in_force(session)
        bound = bound_of(incoming, existing, last=last, page=CHUNK)
        exempt = {key for (key,) in session.rows(EXEMPT, self._list, self._reached)}
        found = difference(up_to(incoming, bound), up_to(existing, bound), exempt)
        self._write(session, found)
        return found, bound

    def _in_force(self, session: Session) -> list[Row]:
        present = self._generation - 1
        if present == 0:
            return []
        rows = session.rows(IN_FORCE, self._list, self._reached, present, present, CHUNK)
        return [(*row,) for row in rows]

    def _write(self, session: Session, found: Difference) -> None:
        generation = self._generation
        if found.removed:
            session.write_many(REMOVE_ROW, [(generation, row[0], self._list, NEVER) for row in found.removed])
        if found.added:
            session.write_many(ADD_ROW, [(*row, generation, NEVER) for row in found.added])
        if generation > 1 and found.keys:
            session.write_many(ADD_DELTA, [(self._list, generation, key) for key in found.keys])

    def _put_in_force(self, session: Session) -> None:
        _, generation, staged_by, _ = session.rows(LIST, self._source)[0]
        if (generation, staged_by) == (self._generation, self._token):
            return  # done before, and not heard of
        self._check_claim(session)
        at = self._clock.now()
        session.write(SWITCH, self._generation, self._tally.entries, to_micros(at), self._list)
        self._tally.note_blocks(session, self._list, self._generation, at)
        switch = (self._list, self._generation)
        cursor = append_change(session, to_micros(at), self._tally.digest, switch=switch)
        self._tally.tell(session, f"l{self._list}g{self._generation}", at, after=cursor - 1)

    def _check_claim(self, session: Session) -> None:
        """Refuse to go on when the source's next list is not ours any more; renew the claim when it is."""
        session.lock(lock_key(f"watch-list:{self._source}"), lock_key(f"watch-list:{self._list}"))
        _, generation, staged_by, _ = session.rows(LIST, self._source)[0]
        if (generation + 1, staged_by) != (self._generation, self._token):
            raise ConflictError("another import of this source has taken over")
        session.write(CLAIM, self._token, to_micros(self._clock.now() + LEASE), self._list)

    def _drop_some(self, session: Session) -> int:
        touched = [(key, self._list, self._generation) for (key,) in self._some_touched(session)]
        if not touched:
            return 0
        self._check_claim(session)
        session.write_many(
            "DELETE FROM watch_row WHERE identifier_key = ? AND list = ? AND added_in = ?", touched
        )
        session.write_many(
            "UPDATE watch_row SET removed_in = ? WHERE identifier_key = ? AND list = ? AND removed_in = ?",
            [(NEVER, *one) for one in touched],
        )
        session.write_many(
            "DELETE FROM watch_delta WHERE identifier_key = ? AND list = ? AND generation = ?", touched
        )
        return len(touched)

    def _some_touched(self, session: Session) -> Sequence[tuple[Any, ...]]:
        """Return keys of rows that this generation added or ended; the first one has no deltas."""
        if self._generation == 1:
            return session.rows(
                "SELECT identifier_key FROM watch_row WHERE list = ? LIMIT ?", self._list, CHUNK
            )
        return session.rows(
            "SELECT identifier_key FROM watch_delta WHERE list = ? AND generation = ? LIMIT ?",
            self._list,
            self._generation,
            CHUNK,
        )
