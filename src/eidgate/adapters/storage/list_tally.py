"""What a list that is being staged changes, summed up piece by piece, and written when it comes into force.

Everything here is known only to the import that stages the list; nothing of it is seen before the switch.
"""

from collections import Counter
from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.rows import to_micros
from eidgate.adapters.storage.watch_columns import Row, to_listing
from eidgate.adapters.storage.watch_merge import Difference
from eidgate.core.desk.alert import Address, AlertKind, ListNews
from eidgate.core.desk.listed import SetDigest
from eidgate.core.desk.routing import Event, keeper_of
from eidgate.core.desk.standing import Grade
from eidgate.core.errors import IllegalStateError
from eidgate.core.terms import Instant
from eidgate.ports.watchlist_lists import Switched

MOST_RECEIVERS: Final = 10_000
"""Institutions that one list concerns: fifty times what a country has, and still written within a second."""

_GRAVITY: Final = (Grade.WARN.value, Grade.HIGH.value, Grade.BLOCK.value)
_GRADE: Final = 4  # its place in a row
_BEGAN: Final = (
    "INSERT INTO list_blocks_begun (list, generation, kind, at, institution, begun) VALUES (?, ?, ?, ?, ?, ?)"
)


class ListTally:
    """Counts one import of one source; a piece is added once it is committed."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.digest = SetDigest()
        self._added = self._removed = self._unchanged = self._exempt = 0
        self._blocked = Counter[str]()
        self._listed, self._cleared = Counter[Address](), Counter[Address]()

    @property
    def entries(self) -> int:
        """How many listings the list will hold."""
        return self._added + self._unchanged

    def add(self, found: Difference) -> None:
        """Sum up what a committed piece changes.

        Raises:
            IllegalStateError: the list concerns more institutions than there can be.
        """
        before = {row[0]: row for row in found.removed}
        for row in found.added:
            self._add(row, before.pop(row[0], None))
        for row in before.values():
            self._take(row)
        self._added += len(found.added)
        self._removed += len(found.removed)
        self._unchanged += found.unchanged
        self._exempt += found.exempt
        if len(self._listed.keys() | self._cleared.keys()) > MOST_RECEIVERS:
            raise IllegalStateError(f"the list concerns more than {MOST_RECEIVERS} institutions")

    def switched(self, generation: int) -> Switched:
        """Return what became of the list."""
        return Switched(
            source=self._source,
            generation=generation,
            added=self._added,
            removed=self._removed,
            unchanged=self._unchanged,
            exempt=self._exempt,
        )

    def note_blocks(self, session: Session, list_id: int, generation: int, at: Instant) -> None:
        """Note how many blocks of each kind begin with this generation, for the figures."""
        institution = self._source.partition("/")[0]
        for kind, begun in sorted(self._blocked.items()):
            session.write(_BEGAN, list_id, generation, kind, to_micros(at), institution, begun)

    def tell(self, session: Session, event_id: str, at: Instant, *, after: int) -> None:
        """Alert everybody whom it concerns, once each; `after` is the feed's cursor before the switch."""
        emit(
            session,
            *(
                Event(
                    kind=AlertKind.LIST_IMPORTED,
                    event_id=f"{event_id}i{number}",
                    about=f"lists/{self._source}",
                    at=at,
                    receiver=address,
                    news=ListNews(listed=self._listed[address], cleared=self._cleared[address], after=after),
                )
                for number, address in enumerate(sorted(self._listed.keys() | self._cleared.keys()))
            ),
        )

    def _add(self, row: Row, before: Row | None) -> None:
        listing = to_listing(row, self._source)
        self.digest = self.digest.put(listing)
        if before is not None:
            self.digest = self.digest.taken(to_listing(before, self._source))
        if before is None or _GRAVITY.index(before[_GRADE]) < _GRAVITY.index(row[_GRADE]):
            self._listed[keeper_of(listing.identifier)] += 1
            self._blocked[row[2]] += row[_GRADE] == Grade.BLOCK.value

    def _take(self, row: Row) -> None:
        listing = to_listing(row, self._source)
        self.digest = self.digest.taken(listing)
        self._cleared[keeper_of(listing.identifier)] += 1
