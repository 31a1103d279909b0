"""GetReport, ListReports, UpdateReport: whom a report concerns sees and moves it; others know of none."""

from dataclasses import dataclass
from functools import partial

from eidgate.app.acting import institution_of
from eidgate.app.paging import cursor_of, fitting, page_size, page_token
from eidgate.app.permission import require
from eidgate.app.report_answer import ReportAnswer, answer_version, report_answer, report_of, sees_all
from eidgate.app.report_links import check_links
from eidgate.app.service import Service
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report, ReportName, texts_of
from eidgate.core.desk.report_steps import ReportChange, change_report
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports import ReportQuery, RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReports:
    """Asks for a page of reports."""

    caller: RelyingParty
    indicator: Identifier | None = None
    open_only: bool = False
    size: int = 0
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Reports in the order of filing, and the token for more ("" at the end)."""

    reports: tuple[ReportAnswer, ...]
    next_page_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReport:
    """Changes a report at exactly this version."""

    caller: RelyingParty
    request: RequestClaim
    name: ReportName
    etag: str
    change: ReportChange


def get_report(caller: RelyingParty, name: ReportName, service: Service) -> ReportAnswer:
    """Return the newest version of a report.

    Raises:
        NotFoundError: there is none of this name, or it does not concern the caller's institution.
    """
    require(caller, Right.REPORT)
    return report_answer(report_of(caller, name, service), at=service.clock.now())


def list_reports(command: ListReports, service: Service) -> ReportPage:
    """Return a page of the reports that concern the caller's institution; an authority sees all.

    Long ones make a page shorter than was asked for.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    caller, indicator = command.caller, command.indicator
    require(caller, Right.REPORT)
    limit, now = page_size(command.size), service.clock.now()
    key = indicator.key if indicator else ""
    question = ("reports", caller.relying_party_id, key, str(command.open_only))
    query = ReportQuery(
        institution="" if sees_all(caller) else institution_of(caller),
        indicator=indicator,
        open_only=command.open_only,
    )
    found = service.reports.page(query, after=cursor_of(command.token, *question), limit=limit + 1)
    shown = fitting(found, lambda filed: texts_of(filed.report), limit=limit)
    more = page_token(shown[-1][0], *question) if len(found) > len(shown) else ""
    return ReportPage(reports=tuple(report_answer(filed, at=now) for _, filed in shown), next_page_token=more)


def update_report(command: UpdateReport, service: Service) -> ReportAnswer:
    """Take one step on exactly the version that the caller saw.

    Raises:
        NotFoundError: there is none of this name, or it does not concern the caller's institution.
        ConflictError: the report changed since it was read.
        IllegalStateError: the report is closed, or would go back.
        InvalidCommandError: the change is not acceptable.
        RequestIdReusedError: the request id stands for other bytes.
    """
    caller, change = command.caller, command.change
    require(caller, Right.REPORT)
    before = report_of(caller, command.name, service).report
    earlier = service.reports.earlier(command.request)
    if earlier is None:
        check_links(caller, change.decisions, change.transfers, service)
        step = partial(_step, command=command, at=service.clock.now())
        earlier = service.reports.change(command.request, command.name, step)
        service.observer.recovered(earlier.recovered - before.recovered)
    return answer_version(earlier, service)


def _step(report: Report, *, command: UpdateReport, at: Instant) -> Report:
    return change_report(report, command.change, command.caller, etag=command.etag, at=at)
