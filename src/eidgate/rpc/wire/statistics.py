"""Statistics → their message; what is suppressed is absent."""

from datetime import timedelta
from typing import Final

from google.protobuf.duration_pb2 import Duration

from eidgate.app.get_statistics import Statistics
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.statistics import ALL, Figure, Row, blocked
from eidgate.rpc.wire.identifiers import IDENTIFIER_KIND
from eidgate.rpc.wire.scalars import timestamp
from eidgate.v1 import statistics_pb2 as pb

_TIMES: Final = frozenset({Figure.TIME_TO_HOLD_MEDIAN, Figure.TIME_TO_HOLD_P90})


def statistics_message(found: Statistics) -> pb.GetStatisticsResponse:
    """Write the figures."""
    return pb.GetStatisticsResponse(
        total=_row(ALL, found.rows[ALL]),
        institutions=[_row(one, row) for one, row in found.rows.items() if one != ALL],
        start_time=timestamp(found.start),
        end_time=timestamp(found.end),
        count_time=timestamp(found.at),
        complete=found.complete,
    )


def _row(institution: str, row: Row) -> pb.StatisticsRow:
    message = pb.StatisticsRow(
        institution=institution,
        blocked=[
            pb.KindCount(kind=IDENTIFIER_KIND.to_wire(kind), count=row[blocked(kind)])
            for kind in IdentifierKind
            if row[blocked(kind)] != 0
        ],
    )
    for figure in Figure:
        value = row[figure]
        if value is not None and figure in _TIMES:
            getattr(message, figure.value).CopyFrom(_duration(value))
        elif value is not None:
            setattr(message, figure.value, value)
    return message


def _duration(micros: int) -> Duration:
    made = Duration()
    made.FromTimedelta(timedelta(microseconds=micros))
    return made
