"""How the list that comes differs from the list in force: a merge of two sequences ordered by key. Pure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from eidgate.adapters.storage.rows import MICROSECOND
from eidgate.adapters.storage.watch_columns import Row

RENEWED_AFTER: Final = timedelta(days=30) // MICROSECOND
"""A listing that only ends later than before stays as it is until that is a month's difference: a list that
is imported every night with ends of "90 days from now" must not be a change of every row every night."""


@dataclass(slots=True, kw_only=True)
class Difference:
    """What a stretch of keys changes: rows that come, rows that go (a changed row does both)."""

    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    unchanged: int = 0
    exempt: int = 0

    @property
    def keys(self) -> list[bytes]:
        """The keys that are touched, each once, in order."""
        return sorted({row[0] for row in (*self.added, *self.removed)})


def bound_of(incoming: Sequence[Row], existing: Sequence[Row], *, last: bool, page: int) -> bytes | None:
    """Return up to which key both sequences are known; None when that is to the end.

    `last` says that nothing comes after `incoming`; a full page says that more may exist.
    """
    bounds = []
    if not last:
        bounds.append(incoming[-1][0])
    if len(existing) >= page:
        bounds.append(existing[-1][0])
    return min(bounds, default=None)


def up_to(rows: Sequence[Row], bound: bytes | None) -> list[Row]:
    """Return the rows up to a key, itself included."""
    return list(rows) if bound is None else [row for row in rows if row[0] <= bound]


def difference(incoming: Sequence[Row], existing: Sequence[Row], exempt: Collection[bytes]) -> Difference:
    """Compare two stretches of the same keys."""
    found = Difference()
    standing = {row[0]: row for row in existing}
    for row in incoming:
        before = standing.pop(row[0], None)
        if row[0] in exempt:
            found.exempt += 1
        elif before is None:
            found.added.append(row)
        elif _same(before, row):
            found.unchanged += 1
        else:
            found.added.append(row)
            found.removed.append(before)
    found.removed.extend(standing.values())
    return found


def _same(before: Row, row: Row) -> bool:
    """Whether a row says the same; `since` is when it was first listed, so that of before counts."""
    return before[1:6] == row[1:6] and 0 <= row[7] - before[7] < RENEWED_AFTER


def chunks(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """Cut a stream of rows into pieces."""
    piece: list[Row] = []
    for row in rows:
        piece.append(row)
        if len(piece) >= size:
            yield piece
            piece = []
    if piece:
        yield piece
