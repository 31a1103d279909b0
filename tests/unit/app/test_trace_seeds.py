"""A trace from a report: every dong of the victim's followed, and none of them twice."""

import pytest

from builders.chase import MILLION, MULE, PURSE, SECOND, VICTIM, Chase, resting
from builders.filing import filed
from builders.service import Scene
from eidgate.app.record_transfers import SettledTransfer
from eidgate.app.trace_funds import FromReport
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import ReportName, TransferRef
from eidgate.core.errors import IllegalStateError, NotFoundError
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, WALLET


@pytest.fixture
def chase(bound: Scene) -> Chase:
    return Chase(bound)


def reported(chase: Chase, *transfers: SettledTransfer, millions: int = 0, **changes: object) -> FromReport:
    named = tuple(
        TransferRef(institution=one.source.institution, transfer_id=one.transfer_id) for one in transfers
    )
    told = {"victim": identifier_of(VICTIM), "amount": Vnd(millions * MILLION), "transfers": named} | changes
    return FromReport(report=filed(chase.scene, **told).report.name)


def traced(chase: Chase, start: FromReport, **changes: object) -> tuple[float, dict[str, float]]:
    seen = chase.trace(chase.wanted(caller=POLICE, start=start, **changes))  # type: ignore[arg-type]  # see wanted
    return seen.found.entered / MILLION, resting(seen)


def test_the_victims_transfer_is_followed(chase: Chase) -> None:
    fraud, *_ = chase.happened()
    entered, found = traced(chase, reported(chase, fraud, millions=50))
    assert (entered, found) == (50, {SECOND.key: 30, PURSE.key: 15})


def test_two_transfers_of_the_victims_are_both_followed(chase: Chase) -> None:
    first, second = (chase.paid(VICTIM, one, 10, minutes=30) for one in (MULE, PURSE))
    chase.record(first, second)
    assert traced(chase, reported(chase, first, second, millions=20)) == (20, {MULE.key: 10, PURSE.key: 10})


def test_what_only_passed_the_money_on_is_not_counted_again(chase: Chase) -> None:
    fraud, onwards, *_ = chase.happened()
    entered, found = traced(chase, reported(chase, onwards, fraud, millions=50))
    assert (entered, found) == (50, {SECOND.key: 30, PURSE.key: 15})


def test_money_that_came_back_as_bait_makes_no_later_transfer_vanish(chase: Chase) -> None:
    first = chase.paid(VICTIM, MULE, 10, minutes=30)
    bait = chase.paid(MULE, VICTIM, 1, minutes=20)
    second = chase.paid(VICTIM, PURSE, 5, minutes=10)
    chase.record(first, second)
    chase.record(bait, caller=OTHER_BANK)
    entered, found = traced(chase, reported(chase, first, second, millions=15))
    assert entered == 15
    assert sum(found.values()) == 15
    assert (found[MULE.key], found[PURSE.key]) == (9, 5)


def test_no_more_is_followed_than_is_disputed(chase: Chase) -> None:
    first, second = (chase.paid(VICTIM, one, 10, minutes=30) for one in (MULE, PURSE))
    chase.record(first, second)
    start = reported(chase, first, second, millions=15)
    assert traced(chase, start)[0] == 15
    assert traced(chase, start, amount=7 * MILLION)[0] == 7


def test_without_a_transfer_what_left_the_victims_account_is_followed(chase: Chase) -> None:
    chase.happened()
    entered, found = traced(chase, reported(chase, millions=40))
    assert entered == 40
    assert found == {SECOND.key: 30, PURSE.key: 5}  # five were withdrawn


def test_a_report_that_names_nothing_to_follow_cannot_be_traced(chase: Chase) -> None:
    chase.happened()
    with pytest.raises(IllegalStateError):
        traced(chase, reported(chase, victim=None))


def test_a_trace_starts_from_reports_that_the_caller_may_see(chase: Chase) -> None:
    fraud, *_ = chase.happened()
    start = reported(chase, fraud, millions=50)
    for caller in (BANK, HOTLINE, POLICE):
        seen = chase.trace(chase.wanted(caller=caller, start=start))
        assert seen.trace.report == start.report
    told = set()
    for name in (start.report, ReportName("reports/none")):
        with pytest.raises(NotFoundError) as error:
            chase.trace(chase.wanted(caller=WALLET, start=FromReport(report=name)))
        told.add(str(error.value))
    assert len(told) == 1


def test_a_report_means_the_filers_own_word_while_the_sending_bank_is_silent(chase: Chase) -> None:
    paid = chase.paid(VICTIM, MULE, 10, minutes=30)
    chase.record(replace(paid, target=PURSE), caller=WALLET)
    chase.record(paid, caller=OTHER_BANK)
    start = reported(chase, paid, millions=10, caller=OTHER_BANK)
    assert traced(chase, start) == (10, {MULE.key: 10})
    chase.record(replace(paid, target=SECOND))
    assert traced(chase, start) == (10, {SECOND.key: 10})
