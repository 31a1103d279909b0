"""DeskService: its methods stand in one file a subject, and decide nothing: wire in, use case, wire out."""

from typing import Final

from eidgate.app.service import Service
from eidgate.rpc.desk.holds import HoldMethods
from eidgate.rpc.desk.reports import ReportMethods
from eidgate.rpc.desk.statistics import StatisticsMethods
from eidgate.rpc.desk.trace import TraceMethods
from eidgate.v1 import desk_service_pb2

NAME: Final[str] = desk_service_pb2.DESCRIPTOR.services_by_name["DeskService"].full_name
"""Read from the contract's own file, which holds nothing but the service and is imported by nobody else."""


class DeskServicer(ReportMethods, HoldMethods, TraceMethods, StatisticsMethods):
    """Everything that the desk answers."""

    def __init__(self, service: Service) -> None:
        self._service = service
