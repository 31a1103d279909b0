"""Lists that may soften: whose, what, how far, until when; one finding at a time, and never the other way."""

from datetime import timedelta

from builders.facts import pay, vn_bank
from builders.regulation import NOON
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.reasons import Reason
from eidgate.core.risk.facts import Facts
from eidgate.core.risk.outcome import Finding, Outcome
from eidgate.core.risk.softening import (
    LONGEST_TO_ALLOW,
    Softening,
    member_digest,
    open_ended,
    soften,
)
from eidgate.core.shape import replace
from eidgate.core.terms import Instant

POINTS = vn_bank().scoring.points
INSTANT = timedelta(microseconds=1)


def case() -> Facts:
    return pay(4_000_000, at=NOON)


def payee() -> str:
    transaction = case().transaction
    assert transaction is not None
    assert transaction.payee is not None
    return member_digest(identifier_of(transaction.payee))


def own(to: Outcome = Outcome.STEP_UP, *, until: Instant | None = None, name: str = "own") -> Softening:
    return Softening(
        list_id=name,
        why="ours",
        reasons=frozenset({Reason.PAYEE_NEW}),
        to=to,
        members=frozenset({payee()}),
        until=until,
    )


def finding(reason: Reason = Reason.PAYEE_NEW, outcome: Outcome = Outcome.HOLD) -> Finding:
    return Finding(reason=reason, outcome=outcome, signal="new_payee", points=40, evidence={"seen": "0"})


def softened(*lists: Softening, found: Finding | None = None, facts: Facts | None = None) -> Finding:
    [one] = soften([found or finding()], facts or case(), lists, POINTS)
    return one


def test_a_members_finding_is_softened_and_says_from_what_and_by_which_list() -> None:
    one = softened(own())
    assert (one.outcome, one.points) == (Outcome.STEP_UP, min(40, POINTS[Outcome.STEP_UP]))
    assert one.evidence == {"seen": "0", "softened_from": "hold", "softened_by": "own"}


def test_points_fall_to_what_the_softer_outcome_is_worth_and_never_rise() -> None:
    assert softened(own(Outcome.ALLOW)).points == POINTS[Outcome.ALLOW]
    assert softened(own(), found=replace(finding(), points=1)).points == 1


def test_what_is_as_soft_already_stays_as_it_is() -> None:
    for outcome in (Outcome.ALLOW, Outcome.STEP_UP):
        found = finding(outcome=outcome)
        assert softened(own(), found=found) is found


def test_another_reason_and_another_payee_are_not_softened() -> None:
    other = finding(Reason.PAYEE_LISTED_HIGH)
    assert softened(own(), found=other) is other
    assert softened(replace(own(), members=frozenset({"ab" * 32}))) == finding()


def test_a_list_ends_at_its_very_instant() -> None:
    assert softened(own(until=NOON + INSTANT)).outcome is Outcome.STEP_UP
    assert softened(own(until=NOON)) == finding()


def test_the_softest_list_counts_and_its_id_breaks_ties() -> None:
    lists = own(Outcome.ALLOW, name="b"), own(name="a"), own(Outcome.ALLOW, name="c")
    for ordered in (lists, lists[::-1]):
        one = softened(*ordered)
        assert (one.outcome, one.evidence["softened_by"]) == (Outcome.ALLOW, "c")


def test_without_a_payee_nothing_is_softened() -> None:
    transaction = case().transaction
    assert transaction is not None
    for facts in (replace(case(), transaction=replace(transaction, payee=None)), case_of_nobody()):
        assert softened(own(), facts=facts) == finding()


def case_of_nobody() -> Facts:
    return replace(case(), transaction=None)


def test_what_lets_pass_ends_within_half_a_year() -> None:
    last = NOON + LONGEST_TO_ALLOW
    assert open_ended([own(Outcome.ALLOW, until=last)], NOON) == ""
    assert open_ended([own(Outcome.ALLOW, until=last + INSTANT)], NOON) == "own"
    assert open_ended([own(Outcome.STEP_UP), own(Outcome.ALLOW, name="far")], NOON) == "far"
    assert open_ended([own(Outcome.STEP_UP)], NOON) == ""
