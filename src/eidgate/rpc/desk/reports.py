"""DeskService: victims' reports."""

from eidgate.app.file_report import file_report
from eidgate.app.reports import ListReports, UpdateReport, get_report, list_reports, update_report
from eidgate.app.service import Service
from eidgate.core.desk.report import ReportName
from eidgate.core.desk.report_texts import reply
from eidgate.rpc.call import Call
from eidgate.rpc.wire.identifiers import identifier
from eidgate.rpc.wire.reports import change_wanted, report_message, report_wanted
from eidgate.rpc.wire.scalars import localized
from eidgate.v1 import report_pb2 as pb


class ReportMethods:
    """The part of `DeskServicer` that answers about reports."""

    _service: Service

    def FileReport(self, request: pb.FileReportRequest, call: Call) -> pb.FileReportResponse:
        """File a report."""
        claim = call.claim(request.request_id)
        filed = file_report(report_wanted(request, call.relying_party, claim), self._service)
        return pb.FileReportResponse(report=report_message(filed), reply=localized(reply(filed.report)))

    def GetReport(self, request: pb.GetReportRequest, call: Call) -> pb.GetReportResponse:
        """Return a report that concerns the caller's institution."""
        found = get_report(call.relying_party, ReportName(request.name), self._service)
        return pb.GetReportResponse(report=report_message(found))

    def ListReports(self, request: pb.ListReportsRequest, call: Call) -> pb.ListReportsResponse:
        """Return a page of reports that concern the caller's institution."""
        command = ListReports(
            caller=call.relying_party,
            indicator=identifier(request.indicator, "indicator") if request.HasField("indicator") else None,
            open_only=request.open_only,
            size=request.page_size,
            token=request.page_token,
        )
        page = list_reports(command, self._service)
        return pb.ListReportsResponse(
            reports=[report_message(one) for one in page.reports], next_page_token=page.next_page_token
        )

    def UpdateReport(self, request: pb.UpdateReportRequest, call: Call) -> pb.UpdateReportResponse:
        """Take a step on a report."""
        command = UpdateReport(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=ReportName(request.name),
            etag=request.etag,
            change=change_wanted(request),
        )
        return pb.UpdateReportResponse(report=report_message(update_report(command, self._service)))
