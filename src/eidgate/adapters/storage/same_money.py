"""Which bases of holds are of the same money: what is disputed in an account must not be held once for each.

A report, what repeats it, the decisions and transfers that it names, and the traces that start from any of
these speak of one loss. Each basis has the names of the money that it is about; two that share one are of
the same money. A decision's only name is its own. Two without a common name are of the same money when the
one's begins on the other's way (`core.desk.one_money`).
"""

from typing import Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.rows import to_micros
from eidgate.adapters.storage.ways import TooManyError, Ways
from eidgate.core.desk.hold import Hold
from eidgate.core.desk.one_money import of_one_money
from eidgate.core.desk.report import Report
from eidgate.core.desk.trace.accounts import keeper_of
from eidgate.core.desk.trace.running import RunningTrace
from eidgate.core.desk.trace.seed import Seed

_NOTE: Final = "INSERT INTO basis_money (basis, money) VALUES (?, ?) ON CONFLICT DO NOTHING"
_NOTE_FOR_TRACES: Final = (
    "INSERT INTO basis_money (basis, money) SELECT trace, ? FROM case_trace WHERE case_name = ?"
    " ON CONFLICT DO NOTHING"
)
_AS_THE_REPORT: Final = (
    "INSERT INTO basis_money (basis, money) SELECT ?, money FROM basis_money WHERE basis = ?"
    " ON CONFLICT DO NOTHING"
)
_HELD: Final = (
    "SELECT basis, sum(amount) FROM open_hold WHERE identifier_key = ? AND until > ?"
    " GROUP BY basis ORDER BY basis"
)


def note_report(session: Session, report: Report) -> None:
    """Note what a version of a report is about, for itself and for the traces of its case."""
    transfers = [f"transfer:{one.institution}:{one.transfer_id}" for one in report.transfers]
    for money in (report.case, *report.decisions, *transfers):
        session.write(_NOTE, report.name, money)
        session.write(_NOTE_FOR_TRACES, money, report.case)


def note_trace(session: Session, trace: RunningTrace) -> None:
    """Note what a new trace is about: what its report is, and where its money starts."""
    if trace.report:
        session.write(_AS_THE_REPORT, trace.name, trace.report)
    for seed in trace.seeds:
        session.write(_NOTE, trace.name, _start(seed))


def held_of_same_money(session: Session, account: bytes, hold: Hold) -> int:
    """Return what is held in an account of the money that a new hold is about; under the account's lock.

    Where it would take too many records to tell, all that is held there counts.
    """
    held = session.rows(_HELD, account, to_micros(hold.placed_at))
    ways = Ways(session)
    try:
        return sum(int(amount) for basis, amount in held if _same(ways, hold.basis, basis))
    except TooManyError:
        return sum(int(amount) for _, amount in held)


def _same(ways: Ways, one: str, other: str) -> bool:
    return one == other or of_one_money(ways.of(one), ways.of(other))


def _start(seed: Seed) -> str:
    if seed.arrival is None:
        return f"from:{seed.account}@{seed.at}"
    return f"transfer:{keeper_of(seed.arrival.source)}:{seed.arrival.transfer_id}"
