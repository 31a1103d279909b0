"""Victims' reports: each version a record of its own, reports of one matter one case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report, ReportName
from eidgate.core.terms import Instant
from eidgate.ports.requests import RequestClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportQuery:
    """Which reports are listed: those that `institution` filed or handles ("" for all), narrowed further."""

    institution: str
    indicator: Identifier | None = None
    open_only: bool = False


class FiledReport(NamedTuple):
    """The newest version of a report, and when the first hold of its case was placed."""

    report: Report
    first_hold_at: Instant | None


class ReportStore(Protocol):
    """Reports with all their versions.

    Whatever adds a version does, in one durable unit, also what follows from it: the case's standings are put
    or ended (`core.desk.report.standings_of`) and its events emitted (`core.desk.report_events`).
    """

    def earlier(self, request: RequestClaim) -> Report | None:
        """Return the version that this request made, or None; a retry is answered from here.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def file(self, request: RequestClaim, report: Report) -> Report:
        """Add a report; idempotent per request.

        When an open report is of the same matter (`core.desk.report.same_matter`), the new one is linked to
        that case's first one.

        Raises:
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def get(self, name: ReportName) -> FiledReport | None:
        """Return the newest version of a report, or None."""
        ...

    def page(self, query: ReportQuery, *, after: int, limit: int) -> list[tuple[int, FiledReport]]:
        """Return at most `limit` (cursor, report), in the order of filing, after a cursor."""
        ...

    def change(self, request: RequestClaim, name: ReportName, step: Callable[[Report], Report]) -> Report:
        """Replace a report by its next version; idempotent per request.

        `step` is pure and runs inside the unit; what it raises is raised, and nothing is changed.

        Raises:
            NotFoundError: no such report.
            RequestIdReusedError: the request id stands for other bytes.
        """
        ...

    def open_reports(self, *, limit: int) -> list[FiledReport]:
        """Return at most `limit` open reports, the oldest first."""
        ...
