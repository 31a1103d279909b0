"""Filing: who may, on which channel, about what; and the next payment is looked at."""

from datetime import timedelta

import pytest

from builders.chase import VICTIM, Chase
from builders.filing import filed, filing
from builders.reports import NUMBER, ROBBED
from builders.service import Scene, because
from eidgate.app.file_report import LEEWAY, file_report
from eidgate.core.desk.identifier import Identifier, IdentifierKind, identifier_of
from eidgate.core.desk.report import ReportChannel, Scheme, TransferRef
from eidgate.core.errors import InvalidCommandError, NotPermittedError, RequestIdReusedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName
from eidgate.simulator.world import BANK, HOTLINE, OPERATOR, OTHER_BANK, POLICE, RISK_TEAM, SHOP, WALLET


def fields(error: pytest.ExceptionInfo[InvalidCommandError]) -> list[str]:
    return [one.field for one in error.value.violations]


def test_a_report_is_handled_where_the_victims_account_is_kept(scene: Scene) -> None:
    report = filed(scene).report
    assert (report.filer, report.handler, report.filed_by) == ("hotline", "999901", "hotline")
    assert (report.filed_at, report.etag) == (scene.clock.now(), "v1")


@pytest.mark.parametrize("victim", [None, Identifier(kind=IdentifierKind.PHONE, value="+84900000009")])
def test_without_an_account_who_filed_it_handles_it(scene: Scene, victim: Identifier | None) -> None:
    assert filed(scene, victim=victim).report.handler == "hotline"


def test_who_has_no_institution_files_in_its_own_name(scene: Scene) -> None:
    assert filed(scene, caller=SHOP).report.filer == "shop-one"


def test_the_next_payment_to_it_is_looked_at(bound: Scene) -> None:
    assert "PAYEE_REPORTED" not in because(bound.pay())
    filed(bound, indicators=(identifier_of(bound.payee),))
    assert "PAYEE_REPORTED" in because(bound.pay())
    bound.clock.wait(days=90)
    assert "PAYEE_REPORTED" not in because(bound.pay())


def test_a_retry_is_the_first_answer_with_the_clocks_of_now(scene: Scene) -> None:
    command = filing(scene)
    first = file_report(command, scene.service)
    scene.clock.wait(hours=1)
    again = file_report(command, scene.service)
    assert again.report == first.report
    assert not any(clock.missed(first.at) for clock in first.clocks)
    assert any(clock.missed(again.at) for clock in again.clocks)
    other = replace(command, request=replace(command.request, digest=b"other"))
    with pytest.raises(RequestIdReusedError):
        file_report(other, scene.service)


@pytest.mark.parametrize("caller", [BANK, WALLET, OPERATOR, POLICE])
def test_only_a_hotline_files_what_came_to_it(scene: Scene, caller: RelyingParty) -> None:
    for channel in (ReportChannel.HOTLINE_CALL, ReportChannel.HOTLINE_MESSAGE):
        with pytest.raises(NotPermittedError):
            filed(scene, caller=caller, channel=channel)


def test_who_may_not_report_files_nothing(scene: Scene) -> None:
    with pytest.raises(NotPermittedError):
        filed(scene, caller=RISK_TEAM)


def test_what_has_not_happened_yet_is_refused(scene: Scene) -> None:
    latest = scene.clock.now() + LEEWAY
    assert filed(scene, happened_at=latest)
    with pytest.raises(InvalidCommandError) as error:
        filed(scene, happened_at=latest + timedelta(microseconds=1))
    assert fields(error) == ["incident_time"]


@pytest.mark.parametrize(
    "indicators",
    [(), (ROBBED,), (Identifier(kind=IdentifierKind.PERSON, value="ab" * 32),)],
)
def test_nobody_is_listed_by_a_report(scene: Scene, indicators: tuple[Identifier, ...]) -> None:
    with pytest.raises(InvalidCommandError) as error:
        filed(scene, indicators=indicators)
    assert fields(error) == ["indicators"]


def test_a_report_names_the_callers_own_decisions_only(bound: Scene) -> None:
    decision = bound.pay().record.name
    assert filed(bound, caller=BANK, decisions=(decision,)).report.decisions == (decision,)
    told = set()
    for caller, name in ((OTHER_BANK, decision), (BANK, DecisionName("decisions/none"))):
        with pytest.raises(InvalidCommandError) as error:
            filed(bound, caller=caller, decisions=(name,))
        told.add((*fields(error), str(error.value)))
    assert len(told) == 1


@pytest.mark.parametrize(
    ("caller", "may"), [(BANK, True), (OTHER_BANK, True), (HOTLINE, True), (POLICE, True), (WALLET, False)]
)
def test_a_transfer_is_named_by_its_ends_the_hotline_and_the_police(
    bound: Scene, caller: RelyingParty, *, may: bool
) -> None:
    chase = Chase(bound)
    fraud, *_ = chase.happened()
    assert fraud.source == VICTIM
    named = (TransferRef(institution=BANK.institution, transfer_id=fraud.transfer_id),)
    if may:
        assert filed(bound, caller=caller, transfers=named).report.transfers == named
        return
    with pytest.raises(InvalidCommandError) as error:
        filed(bound, caller=caller, transfers=named)
    assert fields(error) == ["transfers[0]"]


def test_spam_is_held_against_nobody(bound: Scene) -> None:
    filed(bound, scheme=Scheme.SPAM_CALL, indicators=(NUMBER, identifier_of(bound.payee)))
    assert "PAYEE_REPORTED" not in because(bound.pay())


def test_the_police_were_told_when_their_reference_says_so_and_not_before(scene: Scene) -> None:
    assert filed(scene).report.police_at is None
    told = filed(scene, police_reference="PC02/77").report
    assert (told.police_reference, told.police_at) == ("PC02/77", scene.clock.now())
