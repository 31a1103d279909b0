"""Reading and changing reports: whom one concerns, and nobody else."""

import pytest

from builders.filing import filed, updated, updating
from builders.holding import asked
from builders.reports import ACCOUNT, SITE
from builders.service import Scene
from eidgate.app.place_hold import place_hold
from eidgate.app.reports import ListReports, get_report, list_reports, update_report
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.desk.report import ReportName, ReportState
from eidgate.core.desk.report_duties import Duty
from eidgate.core.errors import (
    ConflictError,
    IllegalStateError,
    InvalidCommandError,
    NotFoundError,
    NotPermittedError,
    RequestIdReusedError,
)
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, RISK_TEAM, SHOP, WALLET


@pytest.mark.parametrize("caller", [HOTLINE, BANK, POLICE])
def test_whom_it_concerns_reads_it(scene: Scene, caller: RelyingParty) -> None:
    report = filed(scene).report
    assert get_report(caller, report.name, scene.service).report == report


@pytest.mark.parametrize("caller", [OTHER_BANK, WALLET, SHOP])
def test_anothers_reads_like_none(scene: Scene, caller: RelyingParty) -> None:
    report = filed(scene).report
    told = set()
    for name in (report.name, ReportName("reports/none")):
        for act in (
            lambda name=name: get_report(caller, name, scene.service),
            lambda name=name: updated(scene, caller, name),
        ):
            with pytest.raises(NotFoundError) as error:
                act()
            told.add(str(error.value))
    assert len(told) == 1
    assert list_reports(ListReports(caller=caller), scene.service).reports == ()


def test_who_may_not_report_reads_none(scene: Scene) -> None:
    for act in (
        lambda: get_report(RISK_TEAM, ReportName("reports/x"), scene.service),
        lambda: list_reports(ListReports(caller=RISK_TEAM), scene.service),
        lambda: updated(scene, RISK_TEAM, ReportName("reports/x")),
    ):
        with pytest.raises(NotPermittedError):
            act()


def test_pages_give_every_report_once_in_the_order_of_filing(scene: Scene) -> None:
    names = [filed(scene, amount=Vnd(number)).report.name for number in range(1, 6)]
    read, token = [], ""
    for _ in range(3):
        page = list_reports(ListReports(caller=BANK, size=2, token=token), scene.service)
        read += [one.report.name for one in page.reports]
        token = page.next_page_token
    assert (read, token) == (names, "")
    first = list_reports(ListReports(caller=BANK, size=2), scene.service)
    with pytest.raises(InvalidCommandError):
        list_reports(ListReports(caller=POLICE, token=first.next_page_token), scene.service)


def test_a_list_is_narrowed_to_an_indicator_and_to_what_is_open(scene: Scene) -> None:
    first = filed(scene).report
    second = filed(scene, indicators=(SITE,)).report
    updated(scene, BANK, first.name, state=ReportState.RESOLVED)
    about = list_reports(ListReports(caller=POLICE, indicator=ACCOUNT), scene.service)
    assert [one.report.name for one in about.reports] == [first.name]
    still = list_reports(ListReports(caller=POLICE, open_only=True), scene.service)
    assert [one.report.name for one in still.reports] == [second.name]


def test_a_change_is_made_once_and_on_the_version_that_was_seen(scene: Scene) -> None:
    report = filed(scene).report
    command = updating(scene, BANK, report.name, note="called the victim")
    first = update_report(command, scene.service)
    assert update_report(command, scene.service).report == first.report
    assert (first.report.etag, first.report.state) == ("v2", ReportState.IN_PROGRESS)
    with pytest.raises(RequestIdReusedError):
        update_report(replace(command, request=replace(command.request, digest=b"other")), scene.service)
    with pytest.raises(ConflictError):
        updated(scene, HOTLINE, report.name)
    updated(scene, POLICE, report.name, "v2", state=ReportState.UNFOUNDED)
    with pytest.raises(IllegalStateError):
        updated(scene, BANK, report.name, "v3")


def test_a_change_names_only_what_the_caller_may_name(scene: Scene) -> None:
    report = filed(scene).report
    with pytest.raises(InvalidCommandError):
        updated(scene, BANK, report.name, decisions=(DecisionName("decisions/none"),))


def test_the_first_hold_stops_a_clock(scene: Scene) -> None:
    report = filed(scene, indicators=(identifier_of(scene.payee),)).report
    scene.clock.wait(minutes=20)
    place_hold(asked(scene, basis=report.name), scene.service)
    clocks = {one.duty: one for one in get_report(BANK, report.name, scene.service).clocks}
    assert clocks[Duty.HOLD].done_at == scene.clock.now()
    assert not clocks[Duty.HOLD].missed(scene.clock.now())
    assert scene.watching.held == [1_200.0]
    scene.clock.wait(minutes=1)
    place_hold(asked(scene, basis=report.name, amount=Vnd(1)), scene.service)
    assert scene.watching.held == [1_200.0]


def test_what_is_filed_and_what_comes_back_is_seen(scene: Scene) -> None:
    report = filed(scene).report
    updated(scene, BANK, report.name, recovered=Vnd(3))
    updated(scene, BANK, report.name, "v2", recovered=Vnd(5))
    assert scene.watching.filed == [("hotline_call", "fraud")]
    assert scene.watching.returned == [3, 2]


def test_a_hold_on_a_report_is_held_to_what_it_says(scene: Scene) -> None:
    report = filed(scene, indicators=(identifier_of(scene.payee),)).report
    for changes in ({"ceiling": Vnd(10_000_001)}, {"account": scene.world.account(78, bank=OTHER_BANK)}):
        with pytest.raises(InvalidCommandError):
            place_hold(asked(scene, basis=report.name, **changes), scene.service)
    updated(scene, BANK, report.name, state=ReportState.WITHDRAWN)
    with pytest.raises(InvalidCommandError):
        place_hold(asked(scene, basis=report.name), scene.service)


def test_a_retried_change_is_answered_as_the_first_time_and_counted_once(scene: Scene) -> None:
    report = filed(scene).report
    command = updating(scene, BANK, report.name, recovered=Vnd(7))
    first = update_report(command, scene.service)
    updated(scene, BANK, report.name, "v2", recovered=Vnd(9))
    again = update_report(command, scene.service)
    assert (again.report.recovered, again.report.etag) == (first.report.recovered, "v2")
    assert [amount for amount in scene.watching.returned if amount] == [7, 2]
