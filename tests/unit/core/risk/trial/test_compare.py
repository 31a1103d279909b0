"""A candidate's decision beside the recorded one: what is counted as different, and where."""

from datetime import UTC, datetime, timedelta

from builders.facts import decided, facts, vn_bank
from builders.officers import holding
from builders.policies import policy_of, ruled
from builders.regulation import NOON, shipped
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.trial.compare import compare, worst_by_ground
from eidgate.core.risk.trial.past import PastAnswer, PastFinding, PastRecord, PastRule
from eidgate.core.risk.trial.tally import Cell, Part, Tally
from eidgate.core.risk.trial.truth import Truth
from eidgate.core.shape import replace
from eidgate.core.terms import DecisionName, RelyingPartyId

UNSIGNED = facts()
LISTED = PartyStanding(
    party=Party.PAYEE,
    kind=StandingKind.LISTED,
    identifier_kind=IdentifierKind.ACCOUNT,
    name="entries/1",
    since=NOON,
    until=NOON + timedelta(days=30),
    source="970415",
    grade=Grade.HIGH,
)


def past(of: Facts, policy: Policy | None = None) -> PastRecord:
    decision = decided(of, policy)
    return PastRecord(
        name=DecisionName("decisions/1"),
        relying_party=RelyingPartyId("bank-a"),
        facts=of,
        decision=PastAnswer(
            outcome=decision.outcome,
            findings=tuple(
                PastFinding(
                    reason=one.reason,
                    outcome=one.outcome,
                    cited=PastRule(rule=one.cited.rule, code=one.cited.code) if one.cited else None,
                )
                for one in decision.findings
            ),
            policy_digest=decision.policy_digest,
        ),
    )


def tried(record: PastRecord, candidate: Policy, truth: Truth = Truth.UNKNOWN) -> Tally:
    tally = Tally()
    compare(record, truth, tally, candidate=candidate, regulation=shipped())
    return tally


def test_the_policy_that_decided_changes_nothing() -> None:
    tally = tried(past(UNSIGNED), vn_bank())
    assert (tally.tried, tally.changed, tally.examples) == (1, 0, [])
    cell = Cell(Part.BAND, "0-5m", "ALLOW", "ALLOW", Truth.UNKNOWN)
    assert tally.cells[cell].amount == 4_000_000


def test_a_harder_candidate_is_counted_by_outcome_band_reason_and_truth() -> None:
    tally = tried(past(UNSIGNED), policy_of(holding()), Truth.FRAUD)
    assert (tally.tried, tally.changed) == (1, 1)
    assert Cell(Part.BAND, "0-5m", "ALLOW", "HOLD", Truth.FRAUD) in tally.cells
    assert Cell(Part.REASON, "ASSERTION_MISSING", "ALLOW", "HOLD", Truth.FRAUD) in tally.cells
    [example] = tally.examples
    assert (example.recorded, example.candidate, example.truth) == (Outcome.ALLOW, Outcome.HOLD, Truth.FRAUD)
    assert (example.added, example.removed) == ((), ())


def test_a_finding_that_changes_no_outcome_is_a_difference_without_an_example() -> None:
    record = past(UNSIGNED, ruled("transaction.amount > 1"))
    tally = tried(record, ruled("transaction.amount > 1", "transaction.amount > 2"))
    assert (tally.changed, tally.examples) == (1, [])
    assert Cell(Part.REASON, "OWN_RULE/rule-1", "", "STEP_UP", Truth.UNKNOWN) in tally.cells


def test_a_rule_that_is_gone_is_named_with_its_code() -> None:
    [example] = tried(past(UNSIGNED, ruled("transaction.amount > 1")), vn_bank()).examples
    assert (example.recorded, example.candidate) == (Outcome.STEP_UP, Outcome.ALLOW)
    assert (example.added, example.removed) == ((), ("OWN_RULE/rule-0",))


def test_who_listed_a_party_is_counted_by_institution() -> None:
    listed = replace(UNSIGNED, standings=(LISTED, replace(LISTED, name="entries/2")), asked=tuple(Party))
    tally = tried(past(listed), vn_bank(), Truth.FALSE_ALARM)
    [(cell, counted)] = tally.of(Part.SOURCE)
    assert (cell.what, cell.recorded, cell.candidate) == ("970415", "HOLD", "HOLD")
    assert (cell.truth, counted.decisions) == (Truth.FALSE_ALARM, 1)


def test_what_the_candidate_cannot_decide_is_counted_and_in_no_cell() -> None:
    before_every_regulation = replace(UNSIGNED, at=datetime(2020, 1, 1, tzinfo=UTC))
    record = replace(past(UNSIGNED), facts=before_every_regulation)
    tally = tried(record, vn_bank())
    assert (tally.tried, tally.undecided, tally.cells) == (0, 1, {})


def test_the_worst_that_was_made_of_a_ground_is_compared_in_any_order() -> None:
    mild, bad = (
        PastFinding(reason=Reason.CLOCK_SKEW, outcome=outcome, cited=None)
        for outcome in (Outcome.STEP_UP, Outcome.DENY)
    )
    ruled_out = replace(bad, cited=PastRule(rule="own", code="OWN_RULE"))
    for ordered in ([mild, bad, ruled_out], [ruled_out, bad, mild]):
        assert worst_by_ground(ordered) == {"CLOCK_SKEW": Outcome.DENY, "OWN_RULE/own": Outcome.DENY}


def test_a_hold_or_a_report_is_not_counted_as_somebodys_listing() -> None:
    others = tuple(
        replace(LISTED, kind=kind, grade=None, source="970499", name=f"{kind}/1")
        for kind in (StandingKind.HELD, StandingKind.REPORTED)
    )
    of = replace(UNSIGNED, standings=(LISTED, *others), asked=tuple(Party))
    assert [cell.what for cell, _ in tried(past(of), vn_bank()).of(Part.SOURCE)] == ["970415"]
