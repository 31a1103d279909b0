"""WatchlistService: keeping a copy of the list, and replacing a whole list of one's own.

    copy = ListCopy()
    for step in client.watch_entries(copy.cursor):
        copy.apply(step)       # differs from the server's at a checkpoint: CopyDiffersError

    told = client.import_entries(ImportHeader(list="mules"), rows, progress=bar)

A change comes at least once: applying it twice, by its name, does no harm. A list comes into force whole.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from time import monotonic
from typing import Final

from eidgate.client.acting import method_of
from eidgate.client.request_ids import identified
from eidgate.client.streaming import FOREVER, TRIES, Streaming
from eidgate.v1 import watchlist_service_pb2 as pb

MOST_ROWS: Final = 1_000  # of one message, says the contract
MOST_BYTES: Final = 400_000
"""Of one message's rows. The server takes 512 KiB; a row has a URL of 8 KB at most."""

IMPORT_DEADLINE: Final = timedelta(hours=1)
"""All tries together: the longest list, 20 million rows, at 5,600 a second on a busy machine."""


class ListStreamCalls(Streaming):
    """The list as a feed, and as one piece."""

    def watch_entries(self, cursor: str = "") -> Iterator[pb.WatchEntriesResponse]:
        """Yield the list from `cursor` on ("" begins), then each change that comes, until the client closes.

        Lost connections, draining servers and restarts are passed over in silence: reading goes on after the
        message that was yielded last. Keep `cursor` of a message together with what it changed, in one
        transaction, to go on there in another process.

        Raises:
            CallRefusedError: the server refuses for good. CURSOR_EXPIRED (OUT_OF_RANGE) says that changes
                were dropped unread: begin a new copy without a cursor.
        """
        yield from self._watch(cursor)

    def read_entries(
        self, cursor: str = "", *, deadline: timedelta | None = None
    ) -> Iterator[pb.WatchEntriesResponse]:
        """Yield the list from `cursor` on up to now: the last message is a checkpoint.

        `deadline` is for all of it, what the caller does with the messages included; without one it takes as
        long as it takes.

        Raises:
            CallRefusedError: as for `watch_entries`, or there was no server for some tries, or time is over.
        """
        ends = FOREVER if deadline is None else monotonic() + deadline.total_seconds()
        for message in self._watch(cursor, tries=TRIES, ends=ends):
            yield message
            if message.HasField("checkpoint"):
                return

    def import_entries(
        self,
        header: pb.ImportHeader,
        rows: Iterable[pb.ImportRow],
        *,
        deadline: timedelta = IMPORT_DEADLINE,
        progress: Callable[[int], None] = lambda _: None,
    ) -> pb.ImportEntriesResponse:
        """Replace a list of the caller's by these rows, at once or not at all.

        Rows at fault are in the answer, which says then that nothing was changed (`applied`). Whatever `rows`
        or `progress` raises ends the call, and nothing was changed. After a lost connection all rows are sent
        again, so give something that can be gone through twice; an iterator is sent once, and a lost
        connection refuses the call. If the first try came into force, the second finds its rows unchanged.

        `progress` is told how many rows of this try were handed over; both run in the caller's thread.

        Raises:
            CallRefusedError: the server refused, or it is not known whether the list came into force.
        """
        named = identified(header)

        def send(ends: float) -> pb.ImportEntriesResponse:
            return self._send(_IMPORT, _pieces(named, rows, progress), ends)

        return self._caller.insist(
            send, within=deadline, repeatable=iter(rows) is not rows, request_id=named.request_id
        )

    def _watch(
        self, cursor: str, *, tries: float = FOREVER, ends: float = FOREVER
    ) -> Iterator[pb.WatchEntriesResponse]:
        asked = pb.WatchEntriesRequest(cursor=cursor)
        for message in self._read_on(_WATCH, lambda: asked, tries=tries, ends=ends):
            asked.cursor = message.cursor
            yield message


def _pieces(
    header: pb.ImportHeader, rows: Iterable[pb.ImportRow], progress: Callable[[int], None]
) -> Iterator[pb.ImportEntriesRequest]:
    yield pb.ImportEntriesRequest(header=header)
    sent = 0
    for batch in _batches(rows):
        yield pb.ImportEntriesRequest(rows=pb.ImportRows(rows=batch))
        sent += len(batch)
        progress(sent)
    yield pb.ImportEntriesRequest(end=pb.ImportEnd(row_count=sent))


def _batches(rows: Iterable[pb.ImportRow]) -> Iterator[list[pb.ImportRow]]:
    """Yield the rows in messages that the server takes."""
    batch: list[pb.ImportRow] = []
    size = 0
    for row in rows:
        if batch and (len(batch) == MOST_ROWS or size + row.ByteSize() > MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += row.ByteSize()
    if batch:
        yield batch


_LIST: Final = "eidgate.v1.WatchlistService"

_WATCH: Final = method_of(_LIST, "WatchEntries", pb.WatchEntriesResponse)
_IMPORT: Final = method_of(_LIST, "ImportEntries", pb.ImportEntriesResponse)
