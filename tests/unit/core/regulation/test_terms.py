import pytest

from eidgate.core.regulation.terms import Group, Regime, TransactionClass
from eidgate.core.terms import CustomerKind


@pytest.mark.parametrize("group", Group)
def test_a_group_is_open_to_the_customer_whose_appendix_names_it(group: Group) -> None:
    open_to = {customer for customer in CustomerKind if group.open_to(customer)}
    expected = {
        "I": {CustomerKind.INDIVIDUAL},
        "II": {CustomerKind.ORGANISATION},
        "CNP": set(CustomerKind),
    }
    assert open_to == expected[group.value.partition(".")[0]]


def test_the_ladders_part_the_classes_between_accounts_and_cards() -> None:
    assert Regime.INDIVIDUAL.ladder == Regime.ORGANISATION.ladder == tuple("ABCD")
    assert Regime.CARD_NOT_PRESENT.ladder == tuple("EFG")
    assert {*Regime.INDIVIDUAL.ladder, *Regime.CARD_NOT_PRESENT.ladder} == set(TransactionClass)
