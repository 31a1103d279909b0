from datetime import timedelta

import pytest

from builders.desk_scenes import hold, listing, report
from builders.fixed_policies import FixedPolicies
from builders.others import WITHOUT_RIGHTS
from builders.policies import ruled
from builders.service import NOON, OTP, Scene
from eidgate.app.report_outcome import ReportOutcome, grounds_of, report_outcome
from eidgate.core.errors import IllegalStateError, NotFoundError, NotPermittedError, RequestIdReusedError
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form
from eidgate.core.relying_party import RelyingParty, Role
from eidgate.core.risk.history import Flow, Reports
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.parties import Party
from eidgate.core.risk.precision import GroundKind
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName
from eidgate.ports import OutcomeReport
from eidgate.simulator.world import AUDITOR, BANK, OTHER_BANK, SHOP


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


@pytest.mark.parametrize("caller", [AUDITOR, replace(BANK, role=Role.AUDITOR), WITHOUT_RIGHTS])
def test_a_role_without_the_right_reports_nothing(bound: Scene, caller: RelyingParty) -> None:
    command = reporting(bound, bound.pay().record.name, OutcomeKind.CANCELLED, caller=caller)
    with pytest.raises(NotPermittedError):
        report_outcome(command, bound.service)


def test_a_confirmed_fraud_holds_the_next_payment_to_the_same_payee(bound: Scene) -> None:
    name = bound.pay().record.name
    assert bound.pay().record.decision.outcome is Outcome.ALLOW
    report_outcome(reporting(bound, name, OutcomeKind.FRAUD_CONFIRMED), bound.service)
    decision = bound.pay().record.decision
    assert decision.outcome is Outcome.HOLD
    assert Reason.PAYEE_FRAUD_CONFIRMED in {one.reason for one in decision.findings}


def test_a_false_alarm_is_known_and_softens_nothing(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.FALSE_ALARM), bound.service)
    history = bound.pay().record.facts.history
    assert history is not None
    assert (history.payee_reports, history.payer_reports) == (
        Reports(false_alarms=1),
        Reports(false_alarms=1),
    )


def test_a_completed_payment_is_known_of_payer_and_payee(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.COMPLETED), bound.service)
    history = bound.pay().record.facts.history
    assert history is not None
    assert history.payee_reports == history.payer_reports == Reports(completed=1)
    assert history.week.payments == 1, "and goes on counting"


def test_an_overridden_warning_is_told_to_the_next_payer_of_that_payee(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.WARNING_OVERRIDDEN), bound.service)
    record = bound.pay().record
    assert record.facts.history is not None
    assert record.facts.history.payee_reports == Reports(overridden=1)
    [finding] = [one for one in record.decision.findings if one.reason is Reason.PAYEE_WARNING_OVERRIDDEN]
    assert (finding.outcome, finding.evidence) == (Outcome.ALLOW, {"overridden": "1"})


def test_a_cancelled_payment_leaves_the_windows(bound: Scene) -> None:
    name = bound.pay().record.name
    report_outcome(reporting(bound, name, OutcomeKind.CANCELLED), bound.service)
    history = bound.pay().record.facts.history
    assert history is not None
    assert (history.week, history.payee_since, history.largest) == (Flow(), None, 0)


def pay_from(scene: Scene, country: str) -> DecisionRecord:
    command = scene.payment()
    return scene.ask(replace(command, context=replace(command.context, ip_country=country))).record


def test_a_country_is_unusual_until_it_was_paid_from_and_again_after_a_cancellation(bound: Scene) -> None:
    """The caller has told countries for a month; the first payment from abroad shows the payer's face."""
    pay_from(bound, "VN")
    bound.clock.at = NOON + timedelta(days=30)
    assert pay_from(bound, "VN").decision.outcome is Outcome.ALLOW
    abroad = pay_from(bound, "KH").decision
    assert (abroad.outcome, [one.reason for one in abroad.findings if one.outcome > Outcome.ALLOW]) == (
        Outcome.STEP_UP,
        [Reason.PLACE_UNUSUAL],
    )
    command = bound.payment(forms=(*OTP, Form.FACE_MATCH))
    shown = bound.ask(replace(command, context=replace(command.context, ip_country="KH"))).record
    assert shown.decision.outcome is Outcome.ALLOW
    bound.clock.at += timedelta(days=1)
    assert pay_from(bound, "KH").decision.outcome is Outcome.ALLOW
    for name in (shown.name, pay_from(bound, "KH").name):
        report_outcome(reporting(bound, name, OutcomeKind.CANCELLED), bound.service)
    left = pay_from(bound, "KH").facts.history
    assert left is not None
    assert left.place_since == bound.clock.now(), "one of today's was not cancelled"


def test_a_report_is_observed_once_with_what_had_been_found(bound: Scene) -> None:
    answered = bound.pay(amount=4_000_000, forms=())
    command = reporting(bound, answered.record.name, OutcomeKind.FALSE_ALARM)
    report_outcome(command, bound.service)
    report_outcome(command, bound.service)
    [seen] = bound.watching.reports
    assert (seen.kind, seen.outcome) == ("false_alarm", "STEP_UP")
    assert Reason.FORMS_MISSING in seen.reasons


def test_a_custom_rule_is_named_so_that_its_precision_can_be_read(bound: Scene) -> None:
    own = ruled("transaction.amount > 1")
    bound.service = replace(bound.service, policies=FixedPolicies(lambda _: own))
    answered = bound.pay()
    report_outcome(reporting(bound, answered.record.name, OutcomeKind.FRAUD_CONFIRMED), bound.service)
    [seen] = bound.watching.reports
    assert (seen.kind, seen.rules) == ("fraud_confirmed", ("rule-0",))


def test_what_two_requests_say_of_a_decision_is_seen_once(bound: Scene) -> None:
    answered = bound.pay()
    for _ in range(2):
        report_outcome(reporting(bound, answered.record.name, OutcomeKind.FALSE_ALARM), bound.service)
    report_outcome(reporting(bound, answered.record.name, OutcomeKind.COMPLETED), bound.service)
    assert [seen.kind for seen in bound.watching.reports] == ["false_alarm", "completed"]


def test_only_who_listed_a_party_is_a_source_of_what_was_found(bound: Scene) -> None:
    record = bound.stored(bound.pay())
    listed = listing(Party.PAYEE, source="police")
    others = (hold(source="999902"), report(source="hotline"))
    grounds = grounds_of(replace(record, facts=replace(record.facts, standings=(listed, *others))))
    assert [one.what for one in grounds if one.part is GroundKind.SOURCE] == ["police"]


def test_an_identity_check_was_about_no_payment_and_can_be_reported_on(scene: Scene) -> None:
    answered = scene.meet(scene.identify(caller=SHOP))
    command = reporting(scene, answered.record.name, OutcomeKind.COMPLETED, caller=SHOP)
    assert report_outcome(command, scene.service) == command.report
    [seen] = scene.watching.reports
    assert (seen.kind, seen.outcome) == (OutcomeKind.COMPLETED, "ALLOW")
