"""Laws of the regulation engine, held over arbitrary days of an account."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.regulation import BEFORE_77, NOON, shipped, version_at
from eidgate.core.regulation.assess import assess, classify
from eidgate.core.regulation.classes import Payment
from eidgate.core.regulation.forms import is_met, minimal, missing
from eidgate.core.regulation.terms import Earlier, Form, Group, TransactionClass
from eidgate.core.regulation.totals import Totals, totals
from eidgate.core.terms import Vnd, local_day

amounts = st.one_of(
    st.integers(1, 20),
    st.integers(1, 12 * 10**9),
    st.builds(
        lambda bound, step: bound + step,
        st.sampled_from([5 * 10**6, 10**7, 2 * 10**7, 10**8, 5 * 10**8, 10**9, 15 * 10**8, 10**10]),
        st.integers(-2, 2),
    ),
).map(Vnd)
groups = st.sampled_from(Group)
classes = st.sampled_from(TransactionClass)
moments = st.integers(-60, 60).map(lambda hours: NOON + timedelta(hours=hours))
rows = st.lists(
    st.builds(
        Earlier,
        group=groups,
        amount=amounts,
        transaction_class=classes,
        confirmed_as=st.none() | classes,
        at=moments,
    ),
    max_size=12,
)
form_sets = st.frozensets(st.sampled_from(Form))
payments = st.builds(
    Payment, group=groups, amount=amounts, linked_wallet=st.booleans(), new_organisation=st.booleans()
)
instants = st.sampled_from([NOON, BEFORE_77])


@st.composite
def days(draw: st.DrawFn) -> Totals:
    """Totals as they can be: Tksth is part of T, and T part of the account's total."""
    tksth, rest, others = (draw(st.integers(0, 11 * 10**9)) for _ in range(3))
    return Totals(t=Vnd(tksth + rest), tksth=Vnd(tksth), account=Vnd(tksth + rest + others))


def by_definition(earlier: list[Earlier], group: Group, day: date) -> tuple[int, int]:
    """T and Tksth word for word from App. 01, without a fold."""
    today = [row for row in earlier if local_day(row.at) == day]
    restarts = [place for place, row in enumerate(today) if row.confirmed_as in {"C", "D"}]
    since = today[restarts[-1] + 1 :] if restarts else today
    return (
        sum(row.amount for row in today if row.group == group),
        sum(row.amount for row in since if row.group == group and row.transaction_class in {"A", "B"}),
    )


@given(rows, groups, moments.map(local_day))
def test_the_fold_equals_the_definition(earlier: list[Earlier], group: Group, day: date) -> None:
    folded = totals(earlier, group, day)
    assert (folded.t, folded.tksth) == by_definition(earlier, group, day)


@given(rows, groups)
def test_a_part_is_never_more_than_the_whole(earlier: list[Earlier], group: Group) -> None:
    day = totals(earlier, group, local_day(NOON))
    assert 0 <= day.tksth <= day.t <= day.account


@given(rows, rows, groups)
def test_one_more_row_never_makes_t_smaller(
    earlier: list[Earlier], more: list[Earlier], group: Group
) -> None:
    day = local_day(NOON)
    before, after = totals(earlier, group, day), totals([*earlier, *more], group, day)
    assert after.t >= before.t
    assert after.account >= before.account


@given(payments, days(), instants)
def test_every_payment_has_exactly_one_class_of_its_regime(
    payment: Payment, day: Totals, at: datetime
) -> None:
    version = version_at(at)
    table = version.classes[payment.group]
    assessment = classify(version, payment, day)
    assert assessment.transaction_class in payment.group.regime.ladder
    deciding = [rule for rule in table.rules if rule.rule_id == assessment.rule_id]
    assert deciding == [table.first(payment, day)]


@given(payments, days(), amounts)
def test_a_larger_amount_never_has_a_weaker_class(payment: Payment, day: Totals, more: Vnd) -> None:
    larger = Payment(
        group=payment.group, amount=Vnd(payment.amount + more), linked_wallet=payment.linked_wallet
    )
    version = version_at()
    assert (
        classify(version, larger, day).transaction_class >= classify(version, payment, day).transaction_class
    )


@given(payments, days(), days())
def test_larger_totals_never_have_a_weaker_class(payment: Payment, day: Totals, more: Totals) -> None:
    larger = Totals(
        t=Vnd(day.t + more.t), tksth=Vnd(day.tksth + more.tksth), account=Vnd(day.account + more.account)
    )
    version = version_at()
    assert (
        classify(version, payment, larger).transaction_class
        >= classify(version, payment, day).transaction_class
    )


@given(payments, days(), instants)
def test_the_class_of_app_01_is_that_of_its_words(payment: Payment, day: Totals, at: datetime) -> None:
    if payment.group is Group.OTHER_OR_ELSEWHERE:
        expected = class_of_i3(payment.amount, day.t, day.tksth, linked=payment.linked_wallet)
        assert classify(version_at(at), payment, day).transaction_class == expected


def class_of_i3(g: int, t: int, tksth: int, *, linked: bool) -> str:
    """App. 01 I.3 as its cells read, each condition written out; exactly one must hold."""
    m = 10**6
    small = g <= 10 * m and g + tksth <= 20 * m
    cells = {
        "A": small and linked,
        "B": small and not linked,
        "C": (g <= 10 * m and g + tksth > 20 * m and g + t <= 1_500 * m)
        or (10 * m < g <= 500 * m and g + t <= 1_500 * m),
        "D": (g <= 10 * m and g + tksth > 20 * m and g + t > 1_500 * m)
        or (10 * m < g <= 500 * m and g + t > 1_500 * m)
        or g > 500 * m,
    }
    (only,) = (name for name, holds in cells.items() if holds)
    return only


@given(payments, rows, instants)
def test_sufficient_sets_are_minimal_and_none_is_empty(
    payment: Payment, earlier: list[Earlier], at: datetime
) -> None:
    sufficient = assess(shipped(), payment, earlier, at=at).sufficient
    assert sufficient
    assert all(sufficient)
    assert minimal(sufficient) == sufficient


@given(payments, days(), form_sets, form_sets)
def test_more_forms_never_suffice_less(
    payment: Payment, day: Totals, performed: frozenset[Form], more: frozenset[Form]
) -> None:
    sufficient = classify(version_at(), payment, day).sufficient
    assert is_met(sufficient, performed | more) or not is_met(sufficient, performed)


@given(payments, days(), form_sets)
def test_whatever_is_missing_completes_what_was_performed(
    payment: Payment, day: Totals, performed: frozenset[Form]
) -> None:
    sufficient = classify(version_at(), payment, day).sufficient
    left = missing(sufficient, performed)
    assert all(is_met(sufficient, performed | way) for way in left)
    assert (left == (frozenset(),)) == is_met(sufficient, performed)


@given(groups, form_sets)
def test_forms_suffice_for_a_class_exactly_when_they_are_good_for_it_or_a_stronger_one(
    group: Group, performed: frozenset[Form]
) -> None:
    version = version_at()
    confirmed = version.confirmed_as(performed, group)
    for transaction_class in group.regime.ladder:
        suffices = is_met(version.forms[group.regime].sufficient[transaction_class], performed)
        assert suffices == (confirmed is not None and confirmed >= transaction_class)


@given(payments, days())
def test_being_a_new_organisation_never_softens_what_is_needed(payment: Payment, day: Totals) -> None:
    version = version_at()
    known = Payment(group=payment.group, amount=payment.amount, linked_wallet=payment.linked_wallet)
    new = Payment(
        group=payment.group, amount=payment.amount, linked_wallet=payment.linked_wallet, new_organisation=True
    )
    usual = classify(version, known, day).sufficient
    assert all(is_met(usual, way) for way in classify(version, new, day).sufficient)


@pytest.mark.parametrize("group", Group)
def test_the_weakest_payment_of_each_group_can_be_confirmed(group: Group) -> None:
    nothing = Totals(t=Vnd(0), tksth=Vnd(0), account=Vnd(0))
    assessment = classify(version_at(), Payment(group=group, amount=Vnd(1)), nothing)
    assert is_met(assessment.sufficient, frozenset(Form))
