"""The step of a report: forwards only, on the version that was seen, and never against a person."""

from datetime import timedelta
from typing import Any

import pytest

from builders.holds import AT
from builders.reports import ACCOUNT, NUMBER, ROBBED, SITE, report
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.report import MOST_NAMED, Report, ReportState, TransferRef
from eidgate.core.desk.report_steps import ReportChange, change_report
from eidgate.core.errors import ConflictError, IllegalStateError, InvalidCommandError
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, officer

LATER = AT + timedelta(hours=1)
PERSON = Identifier(kind=IdentifierKind.PERSON, value="ab" * 32)


def changed(made: Report | None = None, *, etag: str = "v1", **changes: Any) -> Report:
    by = officer(BANK, "an")
    return change_report(made or report(), ReportChange(**changes), by, etag=etag, at=LATER)


def refused(error: pytest.ExceptionInfo[InvalidCommandError]) -> str:
    return error.value.violations[0].field


def test_whoever_changes_a_report_has_looked_at_it() -> None:
    done = changed(note="called the victim")
    assert (done.state, done.reviewed_at, done.version, done.actor, done.note) == (
        ReportState.IN_PROGRESS,
        LATER,
        2,
        "bank-one/an",
        "called the victim",
    )
    again = change_report(done, ReportChange(), BANK, etag="v2", at=LATER + timedelta(hours=1))
    assert again.reviewed_at == LATER


def test_what_is_said_is_added_to_what_there_is() -> None:
    moved = TransferRef(institution="999901", transfer_id="FT-1")
    done = changed(indicators=(SITE, ACCOUNT), transfers=(moved, moved), recovered=Vnd(3), answered=True)
    assert done.indicators == (ACCOUNT, NUMBER, SITE)
    assert done.transfers == (moved,)
    assert (done.recovered, done.answered_at) == (3, LATER)


def test_the_police_have_it_under_a_reference() -> None:
    with pytest.raises(InvalidCommandError) as error:
        changed(state=ReportState.WITH_POLICE)
    assert refused(error) == "police_reference"
    done = changed(state=ReportState.WITH_POLICE, police_reference="12/CA")
    assert (done.police_reference, done.police_at) == ("12/CA", LATER)


@pytest.mark.parametrize("state", [one for one in ReportState if not one.open])
def test_closing_is_the_end(state: ReportState) -> None:
    closed = changed(state=state)
    assert closed.closed_at == LATER
    with pytest.raises(IllegalStateError):
        changed(closed, etag="v2", note="once more")


def test_a_report_never_goes_back() -> None:
    with_police = report(state=ReportState.WITH_POLICE, police_reference="1")
    for state in (ReportState.FILED, ReportState.IN_PROGRESS):
        with pytest.raises(IllegalStateError):
            changed(with_police, state=state)


def test_another_version_is_not_changed() -> None:
    with pytest.raises(ConflictError):
        changed(etag="v2")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"recovered": Vnd(10_000_001)}, "recovered"),
        ({"indicators": (PERSON,)}, "indicators"),
        ({"indicators": (ROBBED,)}, "indicators"),
        (
            {"transfers": tuple(TransferRef(institution="1", transfer_id=str(n)) for n in range(17))},
            "transfers",
        ),
    ],
)
def test_what_is_not_acceptable_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidCommandError) as error:
        changed(**changes)
    assert refused(error) == field
    assert MOST_NAMED == 16


def test_all_of_what_was_lost_may_come_back_and_no_more() -> None:
    lost = report().amount
    assert changed(recovered=lost).recovered == lost
    with pytest.raises(InvalidCommandError) as more:
        changed(recovered=Vnd(lost + 1))
    assert refused(more) == "recovered"


def test_the_victim_was_answered_when_that_is_told_and_not_before() -> None:
    looked = changed()
    assert looked.answered_at is None
    answered = change_report(looked, ReportChange(answered=True), BANK, etag="v2", at=LATER)
    later = change_report(answered, ReportChange(), BANK, etag="v3", at=LATER + timedelta(hours=1))
    assert (answered.answered_at, later.answered_at) == (LATER, LATER)


def test_a_report_has_its_end_only_once_it_is_closed() -> None:
    assert changed().closed_at is None
    assert changed(state=ReportState.RESOLVED).closed_at == LATER
