"""What an engine must be able to do; everything else is written once, above it."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias, TypeVar

from eidgate.adapters.storage.cases import Case
from eidgate.adapters.storage.weighing import Answer, Known

T = TypeVar("T")

Value: TypeAlias = str | int | bytes


class TransientError(Exception):
    """The attempt was undone or its connection lost; the same attempt may succeed on the next try.

    When the connection was lost during COMMIT the outcome is unknown. Trying again is safe all the same:
    the request's key finds the record if it had been committed.
    """


class Session(Protocol):
    """One transaction. Statements mark values by `?`, whatever the engine's own mark is."""

    def rows(self, statement: str, *values: Value) -> list[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        ...

    def write(self, statement: str, *values: Value) -> int:
        """Run a statement and return how many rows it touched."""
        ...

    def write_many(self, statement: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once for each row of values."""
        ...

    def lock(self, *keys: bytes) -> None:
        """Wait for one's turn on each key until the transaction ends; what is read next is up to date.

        An engine with one writer at a time has nothing to do here.
        """
        ...


class Engine(Protocol):
    """Makes batches durable. One thread calls `turn`, `settle` and `change`; any may `read` and `look`.

    All raise `TransientError` when another try may help, `UnavailableError` when it would not help now, and
    any other exception when the rows themselves are at fault; in each case nothing was written.
    """

    def turn(self) -> AbstractContextManager[None]:
        """Wait for this process's turn to write, and give it up at the end."""
        ...

    def settle(self, cases: Sequence[Case]) -> list[Answer]:
        """Read, weigh and write a batch as one durable transaction; a failing case harms no other."""
        ...

    def change(self, act: Callable[[Session], T]) -> T:
        """Run `act` in one durable transaction; undone when it raises."""
        ...

    def read(self, question: Callable[[Session], T]) -> T:
        """Run `question` on one unchanging view of what is committed."""
        ...

    def look(self, case: Case) -> Known:
        """Read what `settle` would read for this case, from one unchanging view."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
