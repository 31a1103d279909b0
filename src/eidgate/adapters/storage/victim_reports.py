"""The report store port, on any engine."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.report_rows import MADE_BY_REQUEST, change, file, made_by, read_report
from eidgate.adapters.storage.rows import identifier_key, request_key, to_instant
from eidgate.adapters.storage.steps import StepError
from eidgate.core.desk.report import Report, ReportName
from eidgate.ports import FiledReport, ReportQuery, RequestClaim

_COLUMNS: Final = (
    "SELECT r.cursor, v.body, (SELECT min(placed_at) FROM case_hold h WHERE h.case_name = r.case_name)"
    " FROM report r JOIN report_version v ON v.report = r.name"
    " AND v.version = (SELECT max(version) FROM report_version WHERE report = r.name)"
)
_OPEN: Final = "EXISTS (SELECT 1 FROM open_report o WHERE o.name = r.name)"


class StoredReports:
    """Implements `eidgate.ports.ReportStore`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def earlier(self, request: RequestClaim) -> Report | None:
        """Return the version that this request made, or None."""
        rows = self._access.read(lambda session: session.rows(MADE_BY_REQUEST, request_key(request)))
        return made_by(request, rows)

    def file(self, request: RequestClaim, report: Report) -> Report:
        """Add a report; see the port."""
        return self._access.change(lambda session: file(session, request, report))

    def get(self, name: ReportName) -> FiledReport | None:
        """Return the newest version of a report, or None."""
        found = self._found(f"{_COLUMNS} WHERE r.name = ?", name)
        return found[0][1] if found else None

    def page(self, query: ReportQuery, *, after: int, limit: int) -> list[tuple[int, FiledReport]]:
        """Return (cursor, report) in the order of filing; see the port."""
        where, values = _where(query)
        statement = f"{_COLUMNS} WHERE r.cursor > ?{where} ORDER BY r.cursor LIMIT ?"
        return self._found(statement, after, *values, limit)

    def change(self, request: RequestClaim, name: ReportName, step: Callable[[Report], Report]) -> Report:
        """Replace a report by its next version; see the port.

        Raises:
            ValueError: `step` made something else than the next version of the same report.
        """
        try:
            return self._access.change(lambda session: change(session, request, name, step))
        except StepError as failed:
            raise failed.reason from failed

    def open_reports(self, *, limit: int) -> list[FiledReport]:
        """Return open reports, the oldest first; see the port."""
        statement = f"{_COLUMNS} JOIN open_report o ON o.name = r.name ORDER BY o.filed_at LIMIT ?"
        return [found for _, found in self._found(statement, limit)]

    def _found(self, statement: str, *values: str | int | bytes) -> list[tuple[int, FiledReport]]:
        return list(_read(self._access.read(lambda session: session.rows(statement, *values))))


def _read(rows: Iterable[tuple[Any, ...]]) -> Iterable[tuple[int, FiledReport]]:
    for cursor, body, held in rows:
        yield cursor, FiledReport(read_report(body), None if held is None else to_instant(held))


def _where(query: ReportQuery) -> tuple[str, list[str | int | bytes]]:
    where, values = "", list[str | int | bytes]()
    if query.institution:
        where, values = " AND (r.filer = ? OR r.handler = ?)", [query.institution, query.institution]
    if query.indicator is not None:
        where += (
            " AND EXISTS (SELECT 1 FROM report_indicator i WHERE i.report = r.name AND i.identifier_key = ?)"
        )
        values = [*values, identifier_key(query.indicator)]
    return (f"{where} AND {_OPEN}", values) if query.open_only else (where, values)
