"""Whose the invented accounts are."""

import pytest

from builders.banks import CLOSED, COMPANY, NOBODY, NOT_TOLD, OPTED_OUT, PERSON, PERSON_NAME, SEED
from eidgate.core.binding.registration import AccountStanding
from eidgate.core.terms import CustomerKind, Instrument
from eidgate.simulator.account_names import SHOP_NAME, AccountNames
from eidgate.simulator.world import OTHER_BANK

NAMES = AccountNames(OTHER_BANK, seed=SEED)


def test_names_are_stored_in_capitals_as_banks_do() -> None:
    found = NAMES.find(PERSON.number)
    assert (found.name, found.kind) == (PERSON_NAME.upper(), CustomerKind.INDIVIDUAL)
    company = NAMES.find(COMPANY.number)
    assert (company.name, company.kind) == (SHOP_NAME, CustomerKind.ORGANISATION)


@pytest.mark.parametrize(
    ("account", "standing"),
    [
        (CLOSED, AccountStanding.CLOSED),
        (OPTED_OUT, AccountStanding.OPTED_OUT),
        (NOT_TOLD, AccountStanding.NOT_SUPPORTED),
        (NOBODY, AccountStanding.UNKNOWN),
    ],
)
def test_some_accounts_are_set_apart(account: Instrument, standing: AccountStanding) -> None:
    found = NAMES.find(account.number)
    assert (found.standing, found.name) == (standing, "")
