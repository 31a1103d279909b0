"""Which case a trace or a hold belongs to, and when each hold was placed, written as it is added."""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import to_micros
from eidgate.core.desk.hold import Hold
from eidgate.core.desk.trace.running import RunningTrace

_OF_REPORT: Final = "SELECT case_name FROM report WHERE name = ?"
_OF_TRACE: Final = "SELECT case_name FROM case_trace WHERE trace = ?"


def link_trace(session: Session, trace: RunningTrace) -> None:
    """Note the case of a trace that starts from a report."""
    for (case,) in session.rows(_OF_REPORT, trace.report):
        session.write("INSERT INTO case_trace (trace, case_name) VALUES (?, ?)", trace.name, case)


def link_hold(session: Session, hold: Hold) -> None:
    """Note the case of a hold that rests on a report, or on a trace from one; "" of any other hold."""
    question = _OF_REPORT if hold.basis.startswith("reports/") else _OF_TRACE
    found = session.rows(question, hold.basis)
    session.write(
        "INSERT INTO case_hold (case_name, placed_at, hold) VALUES (?, ?, ?)",
        found[0][0] if found else "",
        to_micros(hold.placed_at),
        hold.name,
    )
