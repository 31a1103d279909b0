from dataclasses import replace

import pytest

from builders.service import NOON, Scene
from eidgate.app.report_outcome import ReportOutcome, report_outcome
from eidgate.core.errors import IllegalStateError, NotFoundError, NotPermittedError, RequestIdReusedError
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.terms import DecisionName
from eidgate.ports import OutcomeReport
from eidgate.simulator.world import BANK, OTHER_BANK


def reporting(
    scene: Scene, decision: str, kind: OutcomeKind, *, caller: RelyingParty = BANK
) -> ReportOutcome:
    return ReportOutcome(
        caller=caller,
        request=scene.request("ReportOutcome", caller=caller),
        report=OutcomeReport(decision=DecisionName(decision), kind=kind, at=NOON, note="by hand"),
    )


def test_a_report_comes_back_as_recorded(bound: Scene) -> None:
    command = reporting(bound, bound.pay().record.name, OutcomeKind.COMPLETED)
    assert report_outcome(command, bound.service) == command.report


def test_a_retried_report_is_made_once(bound: Scene) -> None:
    command = reporting(bound, bound.pay().record.name, OutcomeKind.CANCELLED)
    assert report_outcome(command, bound.service) == report_outcome(command, bound.service)
    assert bound.day_total() == 0


def test_the_same_request_id_for_another_report_is_refused(bound: Scene) -> None:
    command = reporting(bound, bound.pay().record.name, OutcomeKind.CANCELLED)
    report_outcome(command, bound.service)
    other = replace(command, request=replace(command.request, digest=b"other"))
    with pytest.raises(RequestIdReusedError):
        report_outcome(other, bound.service)


def test_what_was_completed_cannot_be_cancelled_and_goes_on_counting(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.COMPLETED), bound.service)
    with pytest.raises(IllegalStateError, match="completed, which excludes cancelled"):
        report_outcome(reporting(bound, name, OutcomeKind.CANCELLED), bound.service)
    assert bound.day_total() == 4_000_000


def test_what_was_executed_and_taken_back_goes_on_counting(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.REVERSED), bound.service)
    assert bound.day_total() == 4_000_000


def test_a_report_changes_nothing_in_the_decision(bound: Scene) -> None:
    answered = bound.pay()
    report_outcome(reporting(bound, answered.record.name, OutcomeKind.FRAUD_CONFIRMED), bound.service)
    assert bound.stored(answered) == answered.record


def test_nobody_reports_on_anothers_decision(bound: Scene) -> None:
    name = bound.pay().record.name
    for caller, decision in ((OTHER_BANK, name), (BANK, "decisions/none")):
        with pytest.raises(NotFoundError, match="no such decision"):
            report_outcome(reporting(bound, decision, OutcomeKind.CANCELLED, caller=caller), bound.service)
    assert bound.day_total() == 4_000_000


def test_a_role_without_the_right_reports_nothing(bound: Scene) -> None:
    auditor = replace(BANK, role=Role.AUDITOR)
    command = reporting(bound, bound.pay().record.name, OutcomeKind.CANCELLED, caller=auditor)
    with pytest.raises(NotPermittedError):
        report_outcome(command, bound.service)
