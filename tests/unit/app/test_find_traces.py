"""ListTraces: whom a trace concerns finds it, in the order of asking, and sees of it what is theirs."""

from datetime import timedelta

import pytest

from builders.chase import MILLION, PURSE, SECOND, Chase
from builders.filing import filed
from builders.service import Scene
from eidgate.app.find_traces import ListTraces, TracePage, list_traces
from eidgate.app.trace_funds import FromReport
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import TransferRef
from eidgate.core.errors import InvalidCommandError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, WALLET


@pytest.fixture
def chase(bound: Scene) -> Chase:
    made = Chase(bound)
    made.happened()
    return made


def listed(chase: Chase, caller: RelyingParty, **changes: object) -> TracePage:
    return list_traces(ListTraces(caller=caller, **changes), chase.scene.service)  # type: ignore[arg-type]  # a test names fields freely


def names(page: TracePage) -> list[str]:
    return [one.trace.name for one in page.traces]


@pytest.mark.parametrize("caller", [BANK, OTHER_BANK, WALLET, HOTLINE, POLICE])
def test_whom_a_trace_concerns_finds_it(chase: Chase, caller: RelyingParty) -> None:
    made = [chase.trace().trace.name for _ in range(3)]
    assert names(listed(chase, caller)) == made


def test_of_a_trace_that_reached_nothing_of_theirs_others_hear_nothing(chase: Chase) -> None:
    near = chase.trace(chase.wanted(hops=0)).trace.name  # from the victim's bank to the mule's and no further
    far = chase.trace().trace.name
    assert names(listed(chase, WALLET)) == [far]
    assert names(listed(chase, OTHER_BANK)) == [near, far]


def test_a_trace_that_reaches_somebody_later_is_found_by_them_from_then_on(chase: Chase) -> None:
    command = chase.wanted(amount=1 * MILLION)
    name = chase.trace(command).trace.name
    assert names(listed(chase, WALLET)) == []
    later = chase.paid(SECOND, PURSE, 30, minutes=1)
    chase.record(later)
    assert names(listed(chase, WALLET)) == [name]


def test_each_sees_what_is_theirs(chase: Chase) -> None:
    chase.trace()
    [police], [wallet] = listed(chase, POLICE).traces, listed(chase, WALLET).traces
    assert sum(police.found.resting.values()) == 45 * MILLION
    assert sum(wallet.found.resting.values()) == 15 * MILLION
    assert [one.account.split(":")[1] for one in wallet.found.reached] == [WALLET.institution]
    [hotline] = listed(chase, HOTLINE).traces
    assert not hotline.named


def test_pages_go_through_all_of_them_once(chase: Chase) -> None:
    made = [chase.trace().trace.name for _ in range(5)]
    found, token = list[str](), ""
    while True:
        page = listed(chase, WALLET, size=2, token=token)
        found += names(page)
        token = page.next_page_token
        if not token:
            break
    assert found == made
    with pytest.raises(InvalidCommandError):
        listed(chase, BANK, size=2, token=listed(chase, WALLET, size=2).next_page_token)


def test_only_those_that_run_when_asked_so(chase: Chase) -> None:
    short = chase.trace(chase.wanted(window=timedelta(hours=1))).trace.name
    long = chase.trace().trace.name
    assert names(listed(chase, BANK, running_only=True)) == [short, long]
    chase.scene.clock.wait(hours=1)
    assert names(listed(chase, BANK, running_only=True)) == [long]
    assert names(listed(chase, BANK)) == [short, long]


def test_who_may_not_trace_may_not_list(chase: Chase) -> None:
    with pytest.raises(NotPermittedError):
        listed(chase, OPERATOR)


def test_a_trace_from_a_report_is_found_by_who_filed_it(chase: Chase) -> None:
    paid = (TransferRef(institution=BANK.institution, transfer_id="FT-1"),)
    report = filed(
        chase.scene, victim=None, indicators=(identifier_of(PURSE),), transfers=paid, amount=Vnd(5)
    ).report
    trace = chase.trace(chase.wanted(start=FromReport(report=report.name)))
    [found] = listed(chase, HOTLINE).traces
    assert found.trace == trace.trace
