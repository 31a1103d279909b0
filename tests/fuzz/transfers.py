"""Harness of files of transfers: only what another reader reads alike, and a trace that loses nothing."""

import csv
from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Final

from builders.trace_reference import total
from eidgate.cli.json_lines import BadInputError
from eidgate.cli.transfers_csv import read_table
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import in_order
from eidgate.core.desk.trace.walk import trace
from fuzz.defect import hold
from fuzz.files import written

NOW: Final = datetime(2026, 3, 5, 5, tzinfo=UTC)


def transfers_one(content: bytes) -> None:
    """A table whose sum is the file's, and a trace of it that creates and loses nothing."""
    with written(content, "transfers.csv") as path:
        try:
            table = read_table(path, now=NOW)
        except BadInputError as error:
            hold(str(error.message).startswith("line "), "a fault without its line")
            return
    lines = [line for line in csv.reader(StringIO(content.decode("utf-8-sig"), newline="")) if line][1:]
    hold(len(lines) == len(table.transfers), "lines that are no transfers")
    moved = sum(Decimal(table.written(one.amount)) for one in table.transfers)
    hold(
        all(
            any(Decimal(one.amount).scaleb(-table.places) == _number(field) for field in line)
            for one, line in zip(table.transfers, lines, strict=True)
        ),
        "another amount than the line's",
    )
    hold(moved > 0 or not lines, "transfers of nothing")
    for one in table.transfers[:1]:
        found = trace(
            in_order(table.transfers), [Seed(account=one.source, at=one.at)], Bounds(hops=5), Rule.PRO_RATA
        )
        hold(total(found) == found.entered, "money created or lost")


def _number(field: str) -> Decimal | None:
    return Decimal(field) if field.replace(".", "", 1).isdecimal() else None


def transfers_seeds() -> Iterable[bytes]:
    head = b"source,target,amount,time\n"
    yield from (head, head + b"a,b,1,1\nb,c,1,2\nc,a,1,2\n", head + b"a,CASH,0.5,1\na,a,10,1\n")
    yield b"\xef\xbb\xbfid,time,value,targetNodeId,sourceNodeId\r\n1,2026-03-05T00:00:00Z,5,b,a\r\n"
    yield from (head + b'a,"b,1,1\n', head + b"a,b,-1,1\n", head + b"a,b,1,9999-01-01T00:00:00Z\n", b"")
