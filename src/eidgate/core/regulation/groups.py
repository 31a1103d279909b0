"""Which group of Circular 50/2024 App. 01 a transaction falls in."""

from typing import Final

from eidgate.core.regulation.terms import Group
from eidgate.core.terms import CustomerKind, TransactionKind

_INDIVIDUAL: Final = {
    TransactionKind.TRANSFER_OTHER: Group.OTHER_OR_ELSEWHERE,
    TransactionKind.TRANSFER_ABROAD: Group.ABROAD,
    TransactionKind.GOODS_AND_SERVICES: Group.GOODS_AND_SERVICES,
    TransactionKind.CARD_PAYMENT: Group.CARD_NOT_PRESENT,
    TransactionKind.WALLET_TOP_UP: Group.OTHER_OR_ELSEWHERE,
    TransactionKind.WALLET_WITHDRAWAL: Group.OTHER_OR_ELSEWHERE,
    # (I) App. 01 names no group for taking out cash on an online order (a code for an ATM, say). The money
    # leaves the account for good, as in a transfer to somebody else, whose bounds are the strictest.
    TransactionKind.CASH_WITHDRAWAL: Group.OTHER_OR_ELSEWHERE,
}
"""App. 01 part I."""

_ORGANISATION: Final = {
    TransactionKind.TRANSFER_OTHER: Group.ORG_OTHER,
    TransactionKind.TRANSFER_ABROAD: Group.ORG_ABROAD,
    TransactionKind.GOODS_AND_SERVICES: Group.ORG_OTHER,
    TransactionKind.CARD_PAYMENT: Group.CARD_NOT_PRESENT,
    TransactionKind.WALLET_TOP_UP: Group.ORG_OTHER,
    TransactionKind.WALLET_WITHDRAWAL: Group.ORG_OTHER,
    TransactionKind.CASH_WITHDRAWAL: Group.ORG_OTHER,  # (I) as for individuals
}
"""App. 01 part II."""


def group_of(
    kind: TransactionKind, customer: CustomerKind, *, same_provider: bool = False, own_account: bool = False
) -> Group | None:
    """Return the group of a transaction, or None for a kind that moves no money.

    I.1 and II.1 are for money between the customer's own accounts (or own wallets) in the SAME provider:
    `own_account` is true only where that ownership is proven, and anything less is a transfer to another
    owner. One's own account at another bank is I.3 or II.2 (App. 01). Household businesses
    and micro-enterprises with simple accounting are individuals here (App. 01 note 3).
    """
    if kind is TransactionKind.TRANSFER_OWN:
        return _transfer_own(customer, exempt=same_provider and own_account)
    table = _INDIVIDUAL if customer is CustomerKind.INDIVIDUAL else _ORGANISATION
    return table.get(kind)


def _transfer_own(customer: CustomerKind, *, exempt: bool) -> Group:
    if customer is CustomerKind.INDIVIDUAL:
        return Group.OWN_SAME_PROVIDER if exempt else Group.OTHER_OR_ELSEWHERE
    return Group.ORG_OWN_SAME_PROVIDER if exempt else Group.ORG_OTHER
