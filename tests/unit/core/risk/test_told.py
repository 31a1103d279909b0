"""An identity check tells of a person what its purpose allows, and its findings give no more away."""

import pytest

from builders.facts import assertion, decided, facts, identity_check, vn_bank
from builders.recorded import recorded
from eidgate.app.answer import Answer
from eidgate.core.assertion.attributes import AttributeSource
from eidgate.core.purposes import Attribute
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import COLUMNS
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.risk.told import READ_FROM, adult, findings
from eidgate.core.shape import replace
from eidgate.rpc.wire.decisions import decision_message

NOTES = tuple(READ_FROM)
NOTED = identity_check(assertion=assertion(notes=NOTES))


def answered(*attributes: Attribute) -> tuple[AttributeSource, ...]:
    return tuple(AttributeSource(attribute=attribute, claim="x") for attribute in attributes)


def reasons(record: DecisionRecord) -> set[Reason]:
    return {finding.reason for finding, _ in findings(record)}


def test_a_note_is_told_only_beside_the_attribute_that_it_was_read_from() -> None:
    for note, attribute in READ_FROM.items():
        told = reasons(recorded(NOTED, disclosed=answered(attribute)))
        assert told & set(NOTES) == {note}
    assert not reasons(recorded(NOTED)) & set(NOTES)


def test_the_record_keeps_what_is_not_told() -> None:
    record = recorded(NOTED)

    assert {finding.reason for finding in record.decision.findings} >= set(NOTES)


@pytest.mark.parametrize("note", NOTES)
def test_what_the_policy_makes_a_ground_of_the_outcome_is_told(note: Reason) -> None:
    policy = vn_bank()
    row = dict.fromkeys(COLUMNS, Outcome.STEP_UP)
    strict = replace(policy, outcomes={**policy.outcomes, note: row})
    record = recorded(NOTED, decision=decided(NOTED, strict))

    assert record.decision.outcome is Outcome.STEP_UP
    assert reasons(record) & set(NOTES) == {note}


def test_where_the_score_hardens_the_outcome_all_that_made_it_is_told() -> None:
    policy = vn_bank()
    scoring = replace(policy.scoring, hardens={Outcome.STEP_UP: 1})
    record = recorded(NOTED, decision=decided(NOTED, replace(policy, scoring=scoring)))

    assert Reason.SCORE_REACHED in reasons(record)
    assert reasons(record) >= set(NOTES)


def test_what_is_told_adds_up_to_the_score_that_is_told() -> None:
    for record in (recorded(NOTED), recorded(NOTED, disclosed=answered(*Attribute))):
        message = decision_message(Answer(record=record, receipt=None))
        assert message.score == sum(one.score for one in message.findings)
    assert message.score == record.decision.score > 0


def test_a_shop_learns_no_more_of_who_pays_than_of_who_buys() -> None:
    record = recorded(facts(assertion=assertion(notes=NOTES), provider="shop-one"))

    assert not reasons(record) & set(NOTES)
    assert reasons(record) < {finding.reason for finding in record.decision.findings}


def test_the_institution_that_keeps_the_account_is_told_everything_of_a_payment() -> None:
    record = recorded(facts(assertion=assertion(notes=NOTES)))

    assert [finding for finding, _ in findings(record)] == list(record.decision.findings)
    assert reasons(record) >= set(NOTES)


@pytest.mark.parametrize("known", [True, False, None])
def test_whether_somebody_is_of_age_is_told_to_who_may_go_on(*, known: bool | None) -> None:
    allowed = recorded(NOTED, adult=known)
    denied = recorded(replace(NOTED, assertion=assertion(used_before=True)), adult=known)

    assert (allowed.decision.outcome, adult(allowed)) == (Outcome.ALLOW, known)
    assert (denied.decision.outcome, adult(denied)) == (Outcome.DENY, None)
