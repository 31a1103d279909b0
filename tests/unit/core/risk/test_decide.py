"""Deciding: the worst finding wins, nothing is allowed by not looking, the answer says what it rests on."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from builders.facts import (
    BINH,
    account,
    assertion,
    bound,
    confirmed,
    decided,
    facts,
    found,
    identity_check,
    pay,
    transaction,
    unpaid,
    vn_bank,
)
from builders.regulation import NOON, shipped
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.errors import ConfigurationError, InvalidCommandError
from eidgate.core.observation import SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Form, Group
from eidgate.core.risk.case import Case, Seen, seen
from eidgate.core.risk.decide import decide, entry, score, worst
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, TransactionKind


def finding(outcome: Outcome, points: int) -> Finding:
    return Finding(reason=Reason.CLOCK_SKEW, outcome=outcome, signal="clock", points=points)


def with_row(reason: Reason, outcome: Outcome) -> Policy:
    policy = vn_bank()
    row = dict.fromkeys(policy.outcomes[reason], outcome)
    return replace(policy, outcomes={**policy.outcomes, reason: row})


def test_no_finding_means_allow() -> None:
    assert worst([]) is Outcome.ALLOW


def test_the_worst_finding_wins() -> None:
    assert worst([finding(one, 0) for one in (Outcome.STEP_UP, Outcome.DENY, Outcome.ALLOW)]) is Outcome.DENY


def test_the_score_adds_up_to_at_most_a_hundred() -> None:
    assert score([]) == 0
    assert score([finding(Outcome.ALLOW, 2), finding(Outcome.STEP_UP, 25)]) == 27
    assert score([finding(Outcome.DENY, 100), finding(Outcome.STEP_UP, 25)]) == 100


def test_findings_stand_worst_first_then_by_code() -> None:
    bad = pay(50_000_000, assertion=assertion(BINH), device="new", clock_skew_seconds=90)
    listed = [(one.outcome, one.reason) for one in decided(bad).findings]
    assert listed == [
        (Outcome.DENY, Reason.SUBJECT_MISMATCH),
        (Outcome.STEP_UP, Reason.DEVICE_FIRST_USE),
        (Outcome.STEP_UP, Reason.FORMS_MISSING),
        (Outcome.ALLOW, Reason.CLOCK_SKEW),
    ]


def test_every_signal_is_named_with_its_state_in_order() -> None:
    readings = decided(facts()).signals
    assert len(readings) == len(SIGNALS)
    assert all(one.name < other.name for one, other in pairwise(readings))


def test_refuses_to_decide_without_signals() -> None:
    with pytest.raises(ConfigurationError, match="signals: must not be empty"):
        decide(facts(), policy=vn_bank(), regulation=shipped(), signals=())


def test_refuses_a_day_for_which_there_is_no_regulation() -> None:
    with pytest.raises(ConfigurationError, match="no regulation table is in force on 2024-12-31"):
        decided(facts(at=datetime.fromisoformat("2024-12-31T05:00:00+00:00")))


def test_refuses_money_without_an_amount() -> None:
    with pytest.raises(InvalidCommandError, match="amount"):
        decided(pay(0))


def test_an_added_signal_is_heard() -> None:
    def suspicious(case: Case) -> Seen:
        return seen([case.finding("suspicious", Reason.APP_COMPROMISED)])

    decision = decide(facts(), policy=vn_bank(), regulation=shipped(), signals=(*SIGNALS, suspicious))
    assert decision.outcome is Outcome.DENY
    assert ("suspicious", SignalState.OBSERVED) in [(one.name, one.state) for one in decision.signals]


def test_the_decision_names_the_policy_and_when_it_ends() -> None:
    decision = decided(facts())
    assert (decision.policy_version, decision.policy_digest) == (vn_bank().version, vn_bank().digest)
    assert decision.decided_at == NOON
    assert decision.expires_at == NOON + timedelta(seconds=300)


def test_the_decision_says_what_the_regulation_demanded() -> None:
    regulated = decided(pay(50_000_000, assertion=assertion())).regulated
    assert regulated.version == "circular-77-2025"
    assert (regulated.rule, regulated.group, regulated.transaction_class) == ("I.3.C.2", "I.3", "C")
    assert regulated.usable == (Form.SMS_OTP, Form.FACE_MATCH)
    assert (Form.SMS_OTP, Form.FACE_MATCH) in regulated.sufficient
    assert regulated.missing == ()
    assert regulated.confirmed_as == "C"


def test_a_kind_without_money_is_judged_like_its_class_and_has_no_group() -> None:
    decision = decided(facts(unpaid("limit_change"), assertion=assertion()))
    assert decision.outcome is Outcome.ALLOW
    assert (decision.regulated.transaction_class, decision.regulated.group, decision.regulated.rule) == (
        "C",
        "",
        "",
    )
    assert entry(facts(unpaid("limit_change"), assertion=assertion()), decision) is None


def test_a_card_payment_is_judged_by_its_own_classes() -> None:
    bought = facts(transaction(6_000_000, kind=TransactionKind.CARD_PAYMENT, payer=account(kind="card")))
    regulated = decided(bought).regulated
    assert (regulated.group, regulated.transaction_class, regulated.confirmed_as) == ("CNP", "F", "F")


def test_an_organisation_is_judged_by_its_own_table() -> None:
    firm = transaction(50_000_000, customer=CustomerKind.ORGANISATION)
    decision = decided(facts(firm, assertion=assertion(), confirmations=confirmed("soft_otp_basic")))
    assert decision.outcome is Outcome.ALLOW
    assert (decision.regulated.group, decision.regulated.transaction_class) == ("II.2", "C")


def test_a_new_organisation_may_show_its_representatives_face_by_assertion() -> None:
    firm = transaction(60_000_000, customer=CustomerKind.ORGANISATION, new_organisation=True)
    shown = facts(firm, assertion=assertion(), confirmations=confirmed("soft_otp_basic"))
    assert decided(shown).outcome is Outcome.ALLOW
    without = facts(firm, assertion=assertion(factors=("pin",)), confirmations=confirmed("soft_otp_basic"))
    assert found(without)[Reason.FORMS_MISSING].evidence == {"missing": "face_match"}


def test_an_identity_check_has_its_own_column_and_no_regulation() -> None:
    decision = decided(identity_check())
    assert decision.outcome is Outcome.ALLOW
    assert decision.regulated is None
    assert found(identity_check(assertion=assertion(authentication_level=1)))


def test_a_step_up_asks_for_everything_at_once() -> None:
    step_up = decided(pay(600_000_000)).step_up
    assert step_up.authentication_level == 3
    assert step_up.transaction_binding is TransactionBinding.SIGNED
    assert step_up.maximum_age_seconds == 180
    assert (Form.SOFT_OTP_ADVANCED, Form.FACE_MATCH) in step_up.forms


def test_only_a_step_up_has_terms_of_a_step_up() -> None:
    assert decided(facts()).step_up is None
    assert decided(facts(assertion=assertion(BINH))).step_up is None


def test_a_hold_names_amount_end_and_ground() -> None:
    skewed = facts(clock_skew_seconds=90)
    decision = decided(skewed, with_row(Reason.CLOCK_SKEW, Outcome.HOLD))
    assert decision.outcome is Outcome.HOLD
    assert decision.hold.amount == 4_000_000
    assert decision.hold.expires_at == NOON + timedelta(hours=24)
    assert "52/2024" in decision.hold.ground
    assert decision.step_up is None


def test_an_identity_check_has_nothing_to_hold() -> None:
    decision = decided(identity_check(clock_skew_seconds=90), with_row(Reason.CLOCK_SKEW, Outcome.HOLD))
    assert decision.outcome is Outcome.HOLD
    assert decision.hold is None


def test_the_payer_is_warned_of_the_worst_danger_only() -> None:
    two = facts(assertion=assertion(BINH), device="new")
    assert decided(two).payer_warning is Reason.SUBJECT_MISMATCH
    assert decided(facts(confirmations=())).payer_warning is None


def test_an_allowed_payment_counts_from_that_moment() -> None:
    row = entry(facts(), decided(facts()))
    assert (row.group, row.amount, row.transaction_class, row.confirmed_as, row.at) == (
        Group.OTHER_OR_ELSEWHERE,
        4_000_000,
        "B",
        "B",
        NOON,
    )


@pytest.mark.parametrize(
    "case", [facts(confirmations=()), facts(payer_binding=bound(active=False))], ids=["step up", "deny"]
)
def test_what_is_not_allowed_does_not_count(case: object) -> None:
    assert entry(case, decided(case)) is None
