"""DeskService: statistics."""

from eidgate.app.get_statistics import get_statistics
from eidgate.app.service import Service
from eidgate.rpc.call import Call
from eidgate.rpc.wire.scalars import instant
from eidgate.rpc.wire.statistics import statistics_message
from eidgate.v1 import statistics_pb2 as pb


class StatisticsMethods:
    """The part of `DeskServicer` that answers with figures."""

    _service: Service

    def GetStatistics(self, request: pb.GetStatisticsRequest, call: Call) -> pb.GetStatisticsResponse:
        """Return the figures of a period."""
        found = get_statistics(
            call.relying_party,
            instant(request.start_time, "start_time"),
            instant(request.end_time, "end_time"),
            self._service,
            remaining=call.remaining,
        )
        return statistics_message(found)
