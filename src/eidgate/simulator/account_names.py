"""To whom the invented accounts of one bank are registered: its customers, and what stories set apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from eidgate.core.binding.registration import AccountStanding
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import CustomerKind
from eidgate.simulator.world import World

ACCOUNTS: Final = 1_000
"""Customers of the seeded world whose accounts a bank keeps, by their index."""

SHOP_INDEX: Final = 990
"""The account of an organisation; those behind it are closed, not to be looked up, and not told about."""

SHOP_NAME: Final = "CÔNG TY TNHH VÍ DỤ MÔ PHỎNG"

_APART: Final = (AccountStanding.CLOSED, AccountStanding.OPTED_OUT, AccountStanding.NOT_SUPPORTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAccount:
    """One account as its bank knows it."""

    standing: AccountStanding = AccountStanding.OPEN
    name: str = ""
    kind: CustomerKind = CustomerKind.INDIVIDUAL


NO_ACCOUNT: Final = KeptAccount(standing=AccountStanding.UNKNOWN)


class AccountNames:
    """The accounts of one bank in a seeded world, by number; names as banks store them, in capitals."""

    def __init__(self, bank: RelyingParty, *, seed: int, accounts: int = ACCOUNTS) -> None:
        self.institution = bank.institution
        world = World(seed)
        kept = {
            world.account(index, bank=bank).number: KeptAccount(
                name=world.customer(index, bank=bank).citizen.full_name.upper()
            )
            for index in range(accounts)
        }
        shop = world.account(SHOP_INDEX, bank=bank).number
        kept[shop] = KeptAccount(name=SHOP_NAME, kind=CustomerKind.ORGANISATION)
        for index, standing in enumerate(_APART, SHOP_INDEX + 1):
            kept[world.account(index, bank=bank).number] = KeptAccount(standing=standing)
        self._kept: Mapping[str, KeptAccount] = kept

    def find(self, number: str) -> KeptAccount:
        """Return the account of a number."""
        return self._kept.get(number, NO_ACCOUNT)
