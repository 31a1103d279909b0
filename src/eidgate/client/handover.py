"""Pieces of an upload, from the thread that makes them to gRPC's that sends them.

gRPC would run an iterator of ours in a thread of its own. There a cursor of a database cannot be read, and
what the iterator raises is logged with all that it says, and not heard of by the caller.
"""

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Semaphore
from typing import Final

AHEAD: Final = 2  # pieces that wait to be sent: one is made while another one is on its way


class Handover:
    """A few pieces at a time; `put` waits for room until the call is over."""

    def __init__(self) -> None:
        self._pieces: SimpleQueue[bytes | None] = SimpleQueue()
        self._room = Semaphore(AHEAD)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces to gRPC, which asks for the next one when the last one is on the wire."""
        while (piece := self._pieces.get()) is not None:
            yield piece
            self._room.release()

    def put(self, piece: bytes) -> None:
        """Hand a piece over once there is room."""
        self._room.acquire()
        self._pieces.put(piece)

    def give_way(self) -> None:
        """Say that the call is over: whoever waits for room waits no more."""
        self._room.release()

    def end(self) -> None:
        """Say that no piece follows."""
        self._pieces.put(None)
