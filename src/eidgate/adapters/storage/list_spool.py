"""A list on disk until all of it was read: a temporary SQLite file, sorted once by the store's order."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from eidgate.adapters.storage.rows import to_instant, to_micros
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.standing import Grade
from eidgate.ports.watchlist_lists import Clash, ListedRow

_BATCH: Final = 10_000  # lines written at once
_COLUMNS: Final = "kind, value, grade, code, since, until"
_KINDS: Final = {str(kind): kind for kind in IdentifierKind}
_GRADES: Final = {str(grade): grade for grade in Grade}


class DiskSpool:
    """Implements `eidgate.ports.Spool`; the file vanishes with it."""

    def __init__(self, order: Callable[[Identifier], bytes]) -> None:
        self._order = order
        self._folder = tempfile.TemporaryDirectory(prefix="eidgate-list-")
        self._file = sqlite3.connect(
            Path(self._folder.name, "list.db"), isolation_level=None, check_same_thread=False
        )
        self._file.execute("PRAGMA journal_mode = OFF")  # whoever dies here leaves nothing that anybody reads
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute(f"CREATE TABLE line (key BLOB, line INTEGER, {_COLUMNS})")
        self._waiting: list[tuple[Any, ...]] = []
        self._sorted = False

    def add(self, line: int, row: ListedRow) -> None:
        """Keep a line."""
        self._waiting.append(
            (
                self._order(row.identifier),
                line,
                row.identifier.kind.value,
                row.identifier.value,
                row.grade.value,
                row.code,
                to_micros(row.since),
                to_micros(row.until),
            )
        )
        if len(self._waiting) >= _BATCH:
            self._flush()

    def clashes(self) -> Iterator[Clash]:
        """Return every line about an identifier that an earlier line is about."""
        self._sort()
        statement = (
            "SELECT line, first, same FROM (SELECT line, first_value(line) OVER one AS first,"
            " grade = first_value(grade) OVER one AND code = first_value(code) OVER one"
            " AND until = first_value(until) OVER one AS same"
            " FROM sorted WINDOW one AS (PARTITION BY key ORDER BY line)) WHERE line <> first"
        )
        for line, first, same in self._file.execute(statement):
            yield Clash(line=line, other=first, same=bool(same))

    def rows(self) -> Iterator[ListedRow]:
        """Return each identifier's first line, in order."""
        self._sort()
        last = None
        for key, *columns in self._file.execute(f"SELECT key, {_COLUMNS} FROM sorted"):  # noqa: S608 - our own words only
            if key != last:
                yield _row(*columns)
            last = key

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
        self._folder.cleanup()

    def _flush(self) -> None:
        self._file.execute("BEGIN")
        self._file.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._waiting)
        self._file.execute("COMMIT")
        self._waiting.clear()

    def _sort(self) -> None:
        if self._sorted:
            return
        self._flush()
        self._file.execute("CREATE TABLE sorted AS SELECT * FROM line ORDER BY key, line")
        self._file.execute("DROP TABLE line")
        self._sorted = True


def _row(kind: str, value: str, grade: str, code: int, since: int, until: int) -> ListedRow:  # noqa: PLR0913, PLR0917 (the columns)
    return ListedRow(
        identifier=Identifier(kind=_KINDS[kind], value=value),
        grade=_GRADES[grade],
        code=code,
        since=to_instant(since),
        until=to_instant(until),
    )
