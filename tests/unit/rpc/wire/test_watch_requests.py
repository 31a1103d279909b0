"""Pieces of an import: a header first, rows, and an end without which they were broken off."""

from collections.abc import Iterator

import pytest

from builders.ledger import NOON
from builders.lister import account
from eidgate.app.import_entries import Fault
from eidgate.core.errors import InvalidCommandError
from eidgate.rpc.wire.watch_requests import header, lines
from eidgate.simulator.world import BANK
from eidgate.v1 import watchlist_service_pb2 as pb

HEADER = pb.ImportEntriesRequest(header=pb.ImportHeader(list="mules"))


def some(*numbers: int) -> pb.ImportEntriesRequest:
    rows = [
        pb.ImportRow(identifier=account(f"{n:010}"), grade=pb.ENTRY_GRADE_REPORTED, code=3) for n in numbers
    ]
    return pb.ImportEntriesRequest(rows=pb.ImportRows(rows=rows))


def end(rows: int) -> pb.ImportEntriesRequest:
    return pb.ImportEntriesRequest(end=pb.ImportEnd(row_count=rows))


def read(*messages: pb.ImportEntriesRequest) -> list[int]:
    """The numbers of the rows, none of which is at fault."""
    found = list(lines(iter(messages), BANK, at=NOON))
    assert not [line for _, line in found if isinstance(line, Fault)]
    return [number for number, _ in found]


def test_rows_are_numbered_through_all_messages() -> None:
    assert read(some(1, 2), some(3), end(3)) == [1, 2, 3]
    assert read(end(0)) == []


@pytest.mark.parametrize(
    ("messages", "violation"),
    [
        ((), "end: is missing: the list was broken off"),
        ((some(1),), "end: is missing: the list was broken off"),
        ((some(1, 2), end(3)), "end.row_count: says 3 rows, and 2 came"),
        ((some(1, 2), end(1)), "end.row_count: says 1 rows, and 2 came"),
        ((some(1), end(1), some(2)), "end: comes once, as the last message"),
        ((some(1), end(1), end(1)), "end: comes once, as the last message"),
        ((some(1), HEADER, end(1)), "header: comes once, at the start"),
    ],
)
def test_what_is_not_known_to_be_whole_is_refused(
    messages: tuple[pb.ImportEntriesRequest, ...], violation: str
) -> None:
    with pytest.raises(InvalidCommandError) as refused:
        read(*messages)
    [found] = refused.value.violations
    assert f"{found.field}: {found.description}" == violation


@pytest.mark.parametrize("messages", [(), (some(1),), (end(0),)])
def test_an_import_begins_with_its_header(messages: tuple[pb.ImportEntriesRequest, ...]) -> None:
    sent: Iterator[pb.ImportEntriesRequest] = iter(messages)
    with pytest.raises(InvalidCommandError, match="must be the first message"):
        header(sent)
