"""Laws of deciding, over generated facts with the shipped policy and regulation."""

import re
from datetime import timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from builders.any_facts import AMOUNTS, GAPS, MOMENTS, all_facts, standings, transactions, verified
from builders.facts import EXPIRES, PHONE, bound, decided, vn_bank
from builders.regulation import NOON, shipped
from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.assertion.verdict import TransactionBinding
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.observation import Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.risk.case import Case, Seen, seen
from eidgate.core.risk.decide import decide, entry
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.facts import (
    NO_NAME,
    NO_SESSION,
    NO_SIM,
    AssertionFacts,
    Facts,
    PayeeNameFacts,
    SessionFacts,
    SimFacts,
)
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.risk.policy import FLOORS
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.core.transparency.canonical import canonical, reader

ORDER = list(Grade)
GRADES = st.sampled_from(Grade)

read_facts, read_decision = reader(Facts), reader(Decision)


# --- one more finding ----------------------------------------------------------------------------------


@given(all_facts, st.sampled_from(Reason))
def test_one_more_finding_never_softens_the_outcome_nor_lowers_the_score(
    facts: Facts, reason: Reason
) -> None:
    def one_more(case: Case) -> Seen:
        return seen([case.finding("one_more", reason)])

    before = decided(facts)
    after = decide(facts, policy=vn_bank(), regulation=shipped(), signals=(*SIGNALS, one_more))
    assert after.outcome >= before.outcome
    assert after.score >= before.score
    assert all(finding in after.findings for finding in before.findings)


@given(all_facts)
def test_the_outcome_is_that_of_the_worst_finding(facts: Facts) -> None:
    decision = decided(facts)
    outcomes = [finding.outcome for finding in decision.findings]
    assert decision.outcome == max(outcomes, default=Outcome.ALLOW)
    assert outcomes == sorted(outcomes, reverse=True)


@given(all_facts)
def test_no_finding_is_below_its_floor(facts: Facts) -> None:
    for finding in decided(facts).findings:
        assert finding.outcome >= FLOORS.get(finding.reason, Outcome.ALLOW)


# --- one source less -----------------------------------------------------------------------------------


def good(facts: Facts, assertion: AssertionFacts) -> AssertionFacts:
    """The same assertion with everything in the payer's favour: bound, assured, fresh, signed, used once."""
    about = facts.payer_binding or bound()
    return replace(
        assertion,
        issuer=about.issuer,
        subject_id=facts.expected.subject_id or about.subject_id,
        authenticated_at=facts.at,
        account_level=2,
        authentication_level=4,
        factors=("face", "pin"),
        transaction_binding=TransactionBinding.SIGNED,
        document_expires_on=EXPIRES,
        notes=(),
        used_before=False,
        nonce_used_before=False,
    )


def unproven(facts: Facts, assertion: AssertionFacts) -> Facts:
    """The same facts where nobody's identity is proved: a tax code that was compared then is not."""
    if facts.expected.tax_code is TaxCode.MATCH:
        facts = replace(facts, expected=replace(facts.expected, tax_code=TaxCode.UNKNOWN))
    return replace(facts, assertion=assertion)


@given(all_facts, verified)
def test_losing_a_good_assertion_never_softens(facts: Facts, assertion: AssertionFacts) -> None:
    assume(not facts.payer_binding or facts.expected.subject_id in ("", facts.payer_binding.subject_id))
    assume(facts.expected.tax_code is not TaxCode.MISMATCH)
    with_it = replace(facts, assertion=good(facts, assertion))
    without = unproven(facts, AssertionFacts(presented=False))
    assert decided(without).outcome >= decided(with_it).outcome


@pytest.mark.parametrize(
    ("fact", "unknown"),
    [
        ("authenticated_at", None),
        ("account_level", None),
        ("authentication_level", None),
        ("factors", ()),
        ("transaction_binding", TransactionBinding.NONE),
    ],
)
@given(facts=all_facts, assertion=verified)
def test_an_assertion_that_says_less_never_softens(
    fact: str, unknown: object, facts: Facts, assertion: AssertionFacts
) -> None:
    before = decided(replace(facts, assertion=assertion))
    after = decided(replace(facts, assertion=replace(assertion, **{fact: unknown})))
    assert after.outcome >= before.outcome


@given(all_facts, verified)
def test_a_withheld_document_expiry_is_never_softer_than_a_valid_one(
    facts: Facts, assertion: AssertionFacts
) -> None:
    valid = replace(assertion, document_expires_on=EXPIRES)
    withheld = replace(assertion, document_expires_on=None)
    before, after = replace(facts, assertion=valid), replace(facts, assertion=withheld)
    assert decided(after).outcome >= decided(before).outcome


@given(
    all_facts,
    verified,
    st.sampled_from([Reason.ISSUER_KEYS_UNAVAILABLE, Reason.STATUS_UNAVAILABLE, Reason.STATUS_STALE]),
)
def test_an_issuer_that_cannot_be_checked_is_never_softer_than_a_good_assertion(
    facts: Facts, assertion: AssertionFacts, gap: Reason
) -> None:
    assume(not facts.payer_binding or facts.expected.subject_id in ("", facts.payer_binding.subject_id))
    assume(facts.expected.tax_code is not TaxCode.MISMATCH)
    blind = AssertionFacts(presented=True, rejected=gap, step=3)
    before, after = replace(facts, assertion=good(facts, assertion)), unproven(facts, blind)
    assert decided(after).outcome >= decided(before).outcome


@given(all_facts)
def test_an_issuer_that_cannot_be_checked_never_lets_a_transaction_go_on(facts: Facts) -> None:
    blind = AssertionFacts(presented=True, rejected=Reason.ISSUER_KEYS_UNAVAILABLE, step=3)
    assert decided(replace(facts, assertion=blind)).outcome > Outcome.ALLOW


@given(all_facts, st.integers(0, 3))
def test_losing_a_confirmation_never_softens(facts: Facts, place: int) -> None:
    kept = tuple(one for index, one in enumerate(facts.confirmations) if index != place)
    assert decided(replace(facts, confirmations=kept)).outcome >= decided(facts).outcome


@given(all_facts)
def test_losing_the_device_never_softens(facts: Facts) -> None:
    assert decided(replace(facts, device="")).outcome >= decided(facts).outcome


@given(all_facts)
def test_losing_the_history_of_devices_never_softens(facts: Facts) -> None:
    assert decided(replace(facts, known_device="")).outcome >= decided(facts).outcome


@given(all_facts)
def test_losing_the_word_that_a_device_is_known_never_softens(facts: Facts) -> None:
    assume(facts.new_device is not True)
    assert decided(replace(facts, new_device=None)).outcome >= decided(facts).outcome


@given(all_facts)
def test_losing_a_binding_that_does_not_accuse_never_softens(facts: Facts) -> None:
    before = decided(facts)
    accused = {finding.reason for finding in before.findings} & {
        Reason.BINDING_REVOKED,
        Reason.BINDING_SUSPENDED,
        Reason.SUBJECT_MISMATCH,
    }
    assume(not accused)
    assert decided(replace(facts, payer_binding=None)).outcome >= before.outcome


@given(all_facts, transactions())
def test_an_unbound_instrument_is_never_allowed_but_to_open_an_account(facts: Facts, of: object) -> None:
    unbound = replace(facts, transaction=of, payer_binding=None)
    assume(unbound.transaction is not None and unbound.transaction.kind != "account_opening")
    assert decided(unbound).outcome > Outcome.ALLOW


@given(all_facts)
def test_losing_a_payees_binding_that_does_not_accuse_never_softens(facts: Facts) -> None:
    assume(Reason.PAYEE_BINDING_SUSPENDED not in {one.reason for one in decided(facts).findings})
    assert decided(replace(facts, payee_binding=None)).outcome >= decided(facts).outcome


@given(all_facts)
def test_losing_the_callers_clock_never_softens(facts: Facts) -> None:
    assert decided(replace(facts, clock_skew_seconds=None)).outcome >= decided(facts).outcome


@given(all_facts, MOMENTS, MOMENTS)
def test_an_older_authentication_never_softens(facts: Facts, one: object, other: object) -> None:
    older, newer = sorted((one, other))
    assume(newer <= NOON)
    aged = replace(facts, assertion=replace(facts.assertion, authenticated_at=older))
    fresh = replace(facts, assertion=replace(facts.assertion, authenticated_at=newer))
    assert decided(aged).outcome >= decided(fresh).outcome


@given(all_facts, AMOUNTS, AMOUNTS)
def test_a_larger_amount_never_softens(facts: Facts, one: int, other: int) -> None:
    assume(facts.transaction is not None and facts.transaction.kind.moves_money)
    less, more = (
        replace(facts, transaction=replace(facts.transaction, amount=Vnd(amount)))
        for amount in sorted((one, other))
    )
    assert decided(more).outcome >= decided(less).outcome


@given(all_facts, standings)
def test_one_more_standing_never_softens_the_outcome_nor_lowers_the_score(
    facts: Facts, standing: PartyStanding
) -> None:
    before = decided(facts)
    after = decided(replace(facts, standings=(*facts.standings, standing)))
    assert after.outcome >= before.outcome
    assert after.score >= before.score
    assert {one.reason for one in after.findings} >= {one.reason for one in before.findings}


@given(all_facts, st.data())
def test_the_order_of_standings_means_nothing(facts: Facts, data: st.DataObject) -> None:
    other = tuple(data.draw(st.permutations(facts.standings)))
    assert decided(replace(facts, standings=other)) == decided(facts)


@given(all_facts, standings.filter(lambda one: one.grade is not None), GRADES)
def test_a_worse_grade_never_softens(facts: Facts, standing: PartyStanding, grade: Grade) -> None:
    milder, worse = sorted((standing.grade or grade, grade), key=ORDER.index)
    one, other = (replace(facts, standings=(replace(standing, grade=each),)) for each in (milder, worse))
    assert decided(other).outcome >= decided(one).outcome


@pytest.mark.parametrize("reading", ["swap", "device_change", "recycled", "forwarding"])
@given(facts=all_facts, gap=GAPS)
def test_an_operator_that_does_not_say_is_never_softer_than_one_that_saw_nothing(
    reading: str, facts: Facts, gap: SignalState
) -> None:
    quiet, silent = (
        replace(facts, sim=replace(facts.sim, **{reading: Reading(state=state)}))
        for state in (SignalState.NOT_OBSERVED, gap)
    )
    assert decided(silent).outcome >= decided(quiet).outcome
    assert decided(silent).score >= decided(quiet).score


@given(all_facts, GAPS)
def test_a_name_check_without_an_answer_is_never_softer_than_a_match(facts: Facts, gap: SignalState) -> None:
    match = PayeeNameFacts(reading=Reading(state=SignalState.OBSERVED), grade=NameGrade.MATCH)
    silent = PayeeNameFacts(reading=Reading(state=gap))
    assert (
        decided(replace(facts, payee_name=silent)).outcome
        >= decided(replace(facts, payee_name=match)).outcome
    )


@given(all_facts)
def test_a_tax_code_that_the_issuer_does_not_say_is_never_softer_than_the_right_one(facts: Facts) -> None:
    asked = [
        replace(facts.expected, tax_code=told) for told in (TaxCode.MATCH, TaxCode.UNKNOWN, TaxCode.MISMATCH)
    ]
    outcomes = [decided(replace(facts, expected=one)).outcome for one in asked]
    assert outcomes == sorted(outcomes)


@given(all_facts)
def test_an_account_whose_country_is_new_is_never_softer_than_one_that_pays_from_there(facts: Facts) -> None:
    assume(facts.history is not None)
    assert facts.history is not None
    usual = replace(facts.history, place_since=NOON - timedelta(days=400))
    unusual = replace(facts.history, place_since=None)
    assert decided(replace(facts, history=unusual)).outcome >= decided(replace(facts, history=usual)).outcome


@given(all_facts)
def test_nothing_that_may_not_be_softened_is_allowed(facts: Facts) -> None:
    payer = [one for one in facts.standings if one.party is Party.PAYER]
    if any(one.kind is StandingKind.HELD or one.grade is Grade.BLOCK for one in payer if _is_firm(one)):
        assert decided(facts).outcome >= Outcome.HOLD


def _is_firm(standing: PartyStanding) -> bool:
    return standing.kind is not StandingKind.REPORTED


# --- one answer, for ever ------------------------------------------------------------------------------


@given(all_facts, st.permutations(SIGNALS))
def test_the_order_of_the_signals_means_nothing(facts: Facts, signals: list) -> None:
    assert decide(facts, policy=vn_bank(), regulation=shipped(), signals=signals) == decided(facts)


@given(all_facts)
def test_deciding_twice_gives_the_same_bytes(facts: Facts) -> None:
    assert canonical(decided(facts)) == canonical(decided(facts))


@given(all_facts)
def test_facts_come_back_from_their_bytes(facts: Facts) -> None:
    assert read_facts(canonical(facts)) == facts
    assert canonical(read_facts(canonical(facts))) == canonical(facts)


@given(all_facts)
def test_a_decision_comes_back_from_its_bytes(facts: Facts) -> None:
    decision = decided(facts)
    assert read_decision(canonical(decision)) == decision
    assert canonical(read_decision(canonical(decision))) == canonical(decision)


@given(all_facts)
def test_replaying_the_facts_reproduces_the_decision(facts: Facts) -> None:
    assert decided(read_facts(canonical(facts))) == decided(facts)


@given(all_facts)
def test_what_the_facts_share_by_default_and_what_is_read_back_are_decided_alike(facts: Facts) -> None:
    plain = replace(facts, sim=NO_SIM, payee_name=NO_NAME, session=NO_SESSION)
    spelt = replace(facts, sim=SimFacts(), payee_name=PayeeNameFacts(), session=SessionFacts())
    assert decided(plain) == decided(spelt)


# --- what an answer says -------------------------------------------------------------------------------


@given(all_facts)
def test_only_what_is_allowed_and_moves_money_counts_from_now_on(facts: Facts) -> None:
    decision = decided(facts)
    moves = facts.transaction is not None and facts.transaction.kind.moves_money
    row = entry(facts, decision)
    assert (row is not None) == (moves and decision.outcome is Outcome.ALLOW)
    if row is not None and facts.transaction is not None:
        assert row.amount == facts.transaction.amount
        assert row.at == facts.at


@given(all_facts)
def test_a_step_up_names_ways_that_the_missing_forms_lead_to(facts: Facts) -> None:
    decision = decided(facts)
    assert (decision.step_up is not None) == (decision.outcome is Outcome.STEP_UP)
    if decision.step_up is None or decision.regulated is None:
        return
    for way in decision.step_up.forms:
        assert any(set(one) <= set(way) for one in decision.regulated.sufficient)


@given(all_facts)
def test_no_finding_shows_whose_account_or_which_device_it_is(facts: Facts) -> None:
    secrets = {PHONE, "phone-of-somebody", "0011", "9900", "subject-an", "subject-binh"}
    for finding in decided(facts).findings:
        shown = re.findall(r"[\w-]+", " ".join(finding.evidence.values()))
        assert not secrets & set(shown)


@given(all_facts)
def test_the_parts_of_the_score_add_up_to_it_exactly(facts: Facts) -> None:
    decision = decided(facts)
    parts = decision.contributions
    assert len(parts) == len(decision.findings)
    assert sum(parts) == decision.score
    assert all(0 <= part <= one.points for part, one in zip(parts, decision.findings, strict=True))


@given(all_facts)
def test_the_decision_is_good_for_as_long_as_the_policy_says(facts: Facts) -> None:
    decision = decided(facts)
    assert decision.expires_at - decision.decided_at == timedelta(seconds=300)
    assert decision.decided_at == facts.at
