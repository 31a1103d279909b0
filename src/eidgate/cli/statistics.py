"""`eidgate statistics`: the figures of a period, as a table for a spreadsheet or as JSON."""

import csv
import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final

import click
from google.protobuf.timestamp_pb2 import Timestamp

from eidgate.cli.connection import asking, connection
from eidgate.client import CallRefusedError, Client
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.statistics import Figure, blocked
from eidgate.core.terms import HO_CHI_MINH
from eidgate.v1 import identifier_pb2
from eidgate.v1 import statistics_pb2 as pb

_COLUMNS: Final = ("institution", *Figure, *(blocked(kind) for kind in IdentifierKind))
_TIMES: Final = {Figure.TIME_TO_HOLD_MEDIAN, Figure.TIME_TO_HOLD_P90}
_ALL: Final = "ALL"


@click.command()
@connection
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The first day after.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="For a spreadsheet, or for a program.",
)
def statistics(client: Callable[[], Client], start: datetime, until: datetime, shape: str) -> None:
    """Print the figures of a period of days in Viet Nam, each institution's and of ALL.

    An empty cell is suppressed: it says something about fewer than five cases of another institution. Times
    are seconds. Others' figures are there for authorities, or for one whole month that is over.
    """
    request = pb.GetStatisticsRequest(start_time=_midnight(start), end_time=_midnight(until))
    with asking(client, _advice) as service:
        answer = service.get_statistics(request)
    rows = [figures(answer.total), *(figures(one) for one in answer.institutions)]
    if shape == "csv":
        writer = csv.DictWriter(sys.stdout, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    else:
        click.echo(json.dumps({"complete": answer.complete, "rows": rows}, ensure_ascii=False))


def figures(row: pb.StatisticsRow) -> dict[str, Any]:
    """Return a row by its columns; None is suppressed, or there is none."""
    told = {figure.value: _value(row, figure) for figure in Figure}
    counts: dict[int, int | None] = {
        one.kind: one.count if one.HasField("count") else None for one in row.blocked
    }
    for kind in IdentifierKind:
        number = identifier_pb2.IdentifierKind.Value(f"IDENTIFIER_KIND_{kind.name}")
        told[blocked(kind)] = counts.get(number, 0)
    return {"institution": row.institution or _ALL} | told


def _value(row: pb.StatisticsRow, figure: Figure) -> int | float | None:
    if not row.HasField(figure.value):
        return None
    value = getattr(row, figure.value)
    return value.ToTimedelta().total_seconds() if figure in _TIMES else int(value)


def _midnight(day: datetime) -> Timestamp:
    made = Timestamp()
    made.FromDatetime(day.replace(tzinfo=HO_CHI_MINH).astimezone(UTC))
    return made


def _advice(refused: CallRefusedError) -> str:
    if refused.reason != "DEADLINE_TOO_SHORT":
        return ""
    return "the period has too many records for one answer: ask month by month"
