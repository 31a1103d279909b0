"""A report as it is answered: its newest version, its clocks, and what the victim should do next."""

from dataclasses import dataclass

from eidgate.app.acting import institution_of
from eidgate.app.service import Service
from eidgate.core.desk.report import Report, ReportName
from eidgate.core.desk.report_duties import DutyClock, duty_clocks
from eidgate.core.errors import NotFoundError
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.terms import Instant
from eidgate.ports import FiledReport


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportAnswer:
    """One version of a report with its clocks, and the instant at which it is told."""

    report: Report
    clocks: tuple[DutyClock, ...]
    at: Instant


def report_answer(filed: FiledReport, *, at: Instant) -> ReportAnswer:
    """Return a report with its clocks."""
    return ReportAnswer(report=filed.report, clocks=duty_clocks(filed.report, filed.first_hold_at), at=at)


def report_of(caller: RelyingParty, name: ReportName, service: Service) -> FiledReport:
    """Return a report that the caller may see.

    Raises:
        NotFoundError: there is none of this name, or the caller's institution neither filed nor handles it.
    """
    filed = service.reports.get(name)
    if filed is None or not (sees_all(caller) or filed.report.concerns(institution_of(caller))):
        raise NotFoundError("no such report")
    return filed


def sees_all(caller: RelyingParty) -> bool:
    """Whether the caller sees everybody's reports: an authority, for the case is theirs."""
    return caller.role is Role.AUTHORITY


def answer_version(report: Report, service: Service) -> ReportAnswer:
    """Return one version, as a request made it, with the clocks of now."""
    newest = service.reports.get(report.name)
    return report_answer(
        FiledReport(report, newest.first_hold_at if newest else None), at=service.clock.now()
    )
