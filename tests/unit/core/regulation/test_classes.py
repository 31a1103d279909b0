"""Every bound of App. 01 and 03, one dong below, at and above it."""

import pytest

from builders.regulation import day_totals, payment, version_at
from eidgate.core.errors import InvalidCommandError
from eidgate.core.regulation.classes import ClassTable, Rule
from eidgate.core.regulation.terms import Group, TransactionClass
from eidgate.core.terms import Vnd

M, BN = 1_000_000, 1_000_000_000


def decided_by(group: str, amount: int, *, t: int = 0, tksth: int = 0, linked_wallet: bool = False) -> str:
    case = payment(group, amount, linked_wallet=linked_wallet)
    return version_at().classes[Group(group)].first(case, day_totals(t, tksth)).rule_id


@pytest.mark.parametrize("amount", [1, 500 * M, 10**15])
def test_own_accounts_in_one_provider_are_always_class_a_or_b(amount: int) -> None:
    assert decided_by("I.1", amount, t=10**15) == "I.1.A"
    assert decided_by("II.1", amount, t=10**15) == "II.1.B"


@pytest.mark.parametrize(
    ("group", "bound", "within", "above"),
    [
        ("I.2", 5 * M, "I.2.A", "I.2.B"),
        ("I.2", 100 * M, "I.2.B", "I.2.C"),
        ("I.2", 1_500 * M, "I.2.C", "I.2.D"),
        ("CNP", 5 * M, "CNP.E", "CNP.F"),
        ("CNP", 100 * M, "CNP.F", "CNP.G"),
    ],
)
@pytest.mark.parametrize("t", [0, 1, 3 * M])
def test_bounds_of_the_day_total_are_inclusive(
    group: str, bound: int, within: str, above: str, t: int
) -> None:
    assert decided_by(group, bound - t - 1, t=t) == within
    assert decided_by(group, bound - t, t=t) == within
    assert decided_by(group, bound - t + 1, t=t) == above


@pytest.mark.parametrize(
    ("group", "amount_bound", "total_bound", "within", "over_total", "over_amount"),
    [
        ("I.4", 200 * M, 1 * BN, "I.4.C", "I.4.D.1", "I.4.D.2"),
        ("II.2", 1 * BN, 10 * BN, "II.2.C", "II.2.D", "II.2.D"),
        ("II.3", 500 * M, 5 * BN, "II.3.C", "II.3.D", "II.3.D"),
    ],
)
def test_bounds_of_amount_and_day_total_are_inclusive(
    *, group: str, amount_bound: int, total_bound: int, within: str, over_total: str, over_amount: str
) -> None:
    room = total_bound - amount_bound
    assert decided_by(group, 1) == within
    assert decided_by(group, amount_bound, t=room) == within
    assert decided_by(group, amount_bound, t=room + 1) == over_total
    assert decided_by(group, amount_bound + 1) == over_amount
    assert decided_by(group, 1, t=total_bound - 1) == within
    assert decided_by(group, 1, t=total_bound) == over_total


@pytest.mark.parametrize(
    ("amount", "t", "tksth", "rule"),
    [
        (1, 0, 0, "I.3.B"),
        (10 * M, 0, 0, "I.3.B"),
        (10 * M + 1, 0, 0, "I.3.C.2"),
        (10 * M, 10 * M, 10 * M, "I.3.B"),
        (10 * M, 10 * M + 1, 10 * M + 1, "I.3.C.1"),
        (1, 20 * M - 1, 20 * M - 1, "I.3.B"),
        (1, 20 * M, 20 * M, "I.3.C.1"),
        (10 * M, 1_490 * M, 20 * M, "I.3.C.1"),
        (10 * M, 1_490 * M + 1, 20 * M, "I.3.D.1"),
        (500 * M, 0, 0, "I.3.C.2"),
        (500 * M, 1_000 * M, 0, "I.3.C.2"),
        (500 * M, 1_000 * M + 1, 0, "I.3.D.2"),
        (10 * M + 1, 1_500 * M, 0, "I.3.D.2"),
        (500 * M + 1, 0, 0, "I.3.D.3"),
        (10 * M, 2_000 * M, 0, "I.3.B"),  # right after a face match, whatever T is
    ],
)
def test_transfers_to_others_follow_amount_day_total_and_small_total(
    amount: int, t: int, tksth: int, rule: str
) -> None:
    assert decided_by("I.3", amount, t=t, tksth=tksth) == rule


@pytest.mark.parametrize(
    ("amount", "tksth", "rule"),
    [
        (10 * M, 10 * M, "I.3.A"),
        (10 * M, 10 * M + 1, "I.3.C.1"),
        (10 * M + 1, 0, "I.3.C.2"),
        (501 * M, 0, "I.3.D.3"),
    ],
)
def test_a_linked_wallet_is_class_a_within_the_small_bounds_only(amount: int, tksth: int, rule: str) -> None:
    assert decided_by("I.3", amount, t=tksth, tksth=tksth, linked_wallet=True) == rule


@pytest.mark.parametrize("group", ["I.2", "I.4", "II.2", "II.3", "CNP"])
def test_a_linked_wallet_is_of_no_weight_in_other_groups(group: str) -> None:
    assert decided_by(group, 6 * M, linked_wallet=True) == decided_by(group, 6 * M)


@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_that_is_not_above_zero_is_refused(amount: int) -> None:
    with pytest.raises(InvalidCommandError) as refused:
        payment("I.3", amount)
    assert [violation.field for violation in refused.value.violations] == ["amount"]


def rule(rule_id: str, transaction_class: str, amount: int | None = None, *, linked: bool = False) -> Rule:
    bound = None if amount is None else Vnd(amount)
    return Rule(
        rule_id=rule_id,
        transaction_class=TransactionClass(transaction_class),
        amount_at_most=bound,
        linked_wallet_only=linked,
    )


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ((), "the last rule must have no bound"),
        ((rule("1", "A", 5),), "the last rule must have no bound"),
        ((rule("1", "A", linked=True),), "the last rule must have no bound"),
        ((rule("1", "E"),), "class E is not of I.3"),
        ((rule("1", "C", 5), rule("2", "B")), "rule 2: its class is weaker than that of 1"),
        ((rule("1", "B", 5), rule("2", "C", 5), rule("3", "D")), "rule 2 can never be reached: 1"),
        (
            (rule("1", "B", 5), rule("2", "B", 5, linked=True), rule("3", "D")),
            "rule 2 can never be reached: 1",
        ),
        ((rule("1", "B", 5), rule("1", "D")), "two rules have the same id"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(rules: tuple[Rule, ...], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ClassTable(group=Group.OTHER_OR_ELSEWHERE, clause="a test", rules=rules)
