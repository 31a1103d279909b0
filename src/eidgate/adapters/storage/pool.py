"""A few connections shared by many reading threads."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from threading import Lock
from typing import Final, Generic, Protocol, TypeVar

from eidgate.core.errors import UnavailableError

POOL_SIZE: Final = 4
"""Connections; reads are short, and more would only compete for the process's one interpreter lock."""

POOL_PATIENCE: Final = 2.0
"""Seconds a reader waits for a connection before it says that the store is busy."""


class Closable(Protocol):
    """A connection of any engine."""

    def close(self) -> None:
        """Let go of it."""
        ...


C = TypeVar("C", bound=Closable)


class Pool(Generic[C]):
    """Opens connections when first needed, lends the one used last, drops one whose use failed."""

    def __init__(self, connect: Callable[[], C]) -> None:
        self._connect = connect
        self._places: LifoQueue[C | None] = LifoQueue()
        for _ in range(POOL_SIZE):
            self._places.put(None)
        self._lock = Lock()
        self._open = True

    @contextmanager
    def lend(self) -> Iterator[C]:
        """Lend a connection for one reading.

        Raises:
            UnavailableError: all are in use for too long, or the pool is closed.
        """
        connection = self._take()
        try:
            lent = connection or self._connect()
        except BaseException:
            self._places.put(None)
            raise
        try:
            yield lent
        except BaseException:
            lent.close()
            self._places.put(None)
            raise
        self._give_back(lent)

    def _take(self) -> C | None:
        if not self._open:
            raise UnavailableError("the store is closed")
        try:
            return self._places.get(timeout=POOL_PATIENCE)
        except Empty:
            raise UnavailableError("all reading connections are in use") from None

    def _give_back(self, connection: C) -> None:
        with self._lock:
            if self._open:
                self._places.put(connection)
            else:
                connection.close()

    def close(self) -> None:
        """Close the connections that are not lent now; the others are closed when they come back."""
        with self._lock:
            self._open = False
            while not self._places.empty():
                connection = self._places.get()
                if connection is not None:
                    connection.close()
