import pytest

from eidgate.core.regulation.groups import group_of
from eidgate.core.terms import CustomerKind, TransactionKind

INDIVIDUAL, ORGANISATION = CustomerKind.INDIVIDUAL, CustomerKind.ORGANISATION


@pytest.mark.parametrize(
    ("kind", "individual", "organisation"),
    [
        (TransactionKind.TRANSFER_OTHER, "I.3", "II.2"),
        (TransactionKind.TRANSFER_ABROAD, "I.4", "II.3"),
        (TransactionKind.GOODS_AND_SERVICES, "I.2", "II.2"),
        (TransactionKind.CARD_PAYMENT, "CNP", "CNP"),
        (TransactionKind.WALLET_TOP_UP, "I.3", "II.2"),
        (TransactionKind.WALLET_WITHDRAWAL, "I.3", "II.2"),
        (TransactionKind.CASH_WITHDRAWAL, "I.3", "II.2"),
    ],
)
def test_each_kind_has_its_group(kind: TransactionKind, individual: str, organisation: str) -> None:
    assert group_of(kind, INDIVIDUAL) == individual
    assert group_of(kind, ORGANISATION) == organisation


@pytest.mark.parametrize(
    ("customer", "exempt", "other"), [(INDIVIDUAL, "I.1", "I.3"), (ORGANISATION, "II.1", "II.2")]
)
def test_own_money_is_exempt_only_in_the_same_provider_and_with_ownership_proven(
    customer: CustomerKind, exempt: str, other: str
) -> None:
    own = TransactionKind.TRANSFER_OWN
    assert group_of(own, customer, same_provider=True, own_account=True) == exempt
    assert group_of(own, customer, same_provider=True, own_account=False) == other
    assert group_of(own, customer, same_provider=False, own_account=True) == other
    assert group_of(own, customer) == other


def test_a_transfer_declared_as_to_another_is_not_exempted_by_circumstances() -> None:
    kind = TransactionKind.TRANSFER_OTHER
    assert group_of(kind, INDIVIDUAL, same_provider=True, own_account=True) == "I.3"


@pytest.mark.parametrize("customer", CustomerKind)
@pytest.mark.parametrize("kind", TransactionKind)
def test_a_kind_has_a_group_exactly_when_it_moves_money_and_the_group_is_the_customers(
    kind: TransactionKind, customer: CustomerKind
) -> None:
    group = group_of(kind, customer)
    assert (group is not None) == kind.moves_money
    assert group is None or group.open_to(customer)
