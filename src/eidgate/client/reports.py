"""DeskService: victims' reports and the figures that follow from them."""

from datetime import timedelta
from typing import Final

from eidgate.client.acting import Acting, method_of
from eidgate.client.answers import Answered
from eidgate.v1 import report_pb2 as pb
from eidgate.v1 import statistics_pb2


class ReportCalls(Acting):
    """A report says what happened to a victim; every change names the version that was seen (`etag`)."""

    def file_report(
        self, request: pb.FileReportRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.FileReportResponse]:
        """File a report."""
        return self._act(_FILE_REPORT, request, deadline)

    def get_report(
        self, request: pb.GetReportRequest, *, deadline: timedelta | None = None
    ) -> pb.GetReportResponse:
        """Read a report that concerns the caller's institution."""
        return self._read(_GET_REPORT, request, deadline)

    def list_reports(
        self, request: pb.ListReportsRequest, *, deadline: timedelta | None = None
    ) -> pb.ListReportsResponse:
        """Read a page of reports that concern the caller's institution, in the order of filing."""
        return self._read(_LIST_REPORTS, request, deadline)

    def update_report(
        self, request: pb.UpdateReportRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.UpdateReportResponse]:
        """Say what was found out or done about a report."""
        return self._act(_UPDATE_REPORT, request, deadline)

    def get_statistics(
        self, request: statistics_pb2.GetStatisticsRequest, *, deadline: timedelta | None = None
    ) -> statistics_pb2.GetStatisticsResponse:
        """Read the figures of a period."""
        return self._read(_GET_STATISTICS, request, deadline)


_DESK: Final = "eidgate.v1.DeskService"

_FILE_REPORT: Final = method_of(_DESK, "FileReport", pb.FileReportResponse)
_GET_REPORT: Final = method_of(_DESK, "GetReport", pb.GetReportResponse)
_LIST_REPORTS: Final = method_of(_DESK, "ListReports", pb.ListReportsResponse)
_UPDATE_REPORT: Final = method_of(_DESK, "UpdateReport", pb.UpdateReportResponse)
_GET_STATISTICS: Final = method_of(_DESK, "GetStatistics", statistics_pb2.GetStatisticsResponse)
