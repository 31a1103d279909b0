"""What a version of a report changes in the projections: indicators, the case's standings, what is open."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import identifier_key, to_instant, to_micros
from eidgate.adapters.storage.standings import end_standing, put_standing
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.report import Report, standings_of
from eidgate.core.desk.standing import Standing, StandingKind

_NAMED: Final = (
    "SELECT i.identifier_key FROM report_indicator i JOIN report r ON r.name = i.report"
    " WHERE r.case_name = ? AND i.identifier_key = ? LIMIT 1"
)
_STANDING: Final = (
    "SELECT min(since), max(until), min(source) FROM open_indicator"
    " WHERE case_name = ? AND identifier_key = ?"
)
_ADD: Final = (
    "INSERT INTO open_indicator (case_name, identifier_key, report, since, until, source)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)


class Moved(NamedTuple):
    """Indicators that the case names for the first time, and those that none of its open reports names."""

    new: Sequence[Identifier]
    over: Sequence[Identifier]


def project(session: Session, report: Report) -> Moved:
    """Make the projections say what the new version says; under the case's lock."""
    new = [one for one in report.indicators if not session.rows(_NAMED, report.case, identifier_key(one))]
    for one in report.indicators:
        session.write(
            "INSERT INTO report_indicator (identifier_key, report) VALUES (?, ?) ON CONFLICT DO NOTHING",
            identifier_key(one),
            report.name,
        )
    _project_open(session, report)
    over = [one for one in report.indicators if not _project_standing(session, report, one)]
    return Moved(new=new, over=[] if report.state.open else over)


def _project_open(session: Session, report: Report) -> None:
    session.write("DELETE FROM open_report WHERE name = ?", report.name)
    session.write("DELETE FROM open_indicator WHERE case_name = ? AND report = ?", report.case, report.name)
    if report.state.open:
        session.write(
            "INSERT INTO open_report (name, filed_at) VALUES (?, ?)", report.name, to_micros(report.filed_at)
        )
    for one in standings_of(report):
        key, since, until = identifier_key(one.identifier), to_micros(one.since), to_micros(one.until)
        session.write(_ADD, report.case, key, report.name, since, until, one.source)


def _project_standing(session: Session, report: Report, indicator: Identifier) -> bool:
    """Put the case's standing against an indicator, or end it; whether it stands."""
    [(since, until, source)] = session.rows(_STANDING, report.case, identifier_key(indicator))
    if since is None:
        end_standing(session, indicator, StandingKind.REPORTED, report.case)
        return False
    standing = Standing(
        identifier=indicator,
        kind=StandingKind.REPORTED,
        name=report.case,
        since=to_instant(since),
        until=to_instant(until),
        source=source,
    )
    put_standing(session, standing)
    return True
