"""Which attributes of a person an answer may carry: by the caller's purpose and role, and never more.

Everything else stays with the wallet or in the assertion (Decree 356/2025, data minimisation; Law
91/2025/QH15 on personal data). A pair that is not in the table is not permitted.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from eidgate.core.relying_party import Role


class Purpose(StrEnum):
    """Why a caller wants to know who somebody is."""

    BUYER_CHECK = "buyer_check"
    ACCOUNT_OPENING = "account_opening"
    SIM_REGISTRATION = "sim_registration"


class Attribute(StrEnum):
    """One attribute of a person; the values are the names of `core.assertion.verdict.Identity`."""

    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    PERSONAL_NUMBER = "personal_number"
    DOCUMENT_NUMBER = "document_number"
    DOCUMENT_EXPIRES_ON = "document_expires_on"


_NOTHING: Final = frozenset[Attribute]()
"""Of age or not is in every answer; a shop needs no more to sell."""

_CUSTOMER: Final = frozenset(Attribute)
"""What a customer file must hold (Circular 17/2024 Art. 12)."""

_SUBSCRIBER: Final = _CUSTOMER - {Attribute.SEX}
"""What a subscriber file must hold (Decree 163/2024 on telecommunications)."""

PERMITTED: Final[Mapping[tuple[Purpose, Role], frozenset[Attribute]]] = MappingProxyType(
    {
        (Purpose.BUYER_CHECK, Role.SHOP): _NOTHING,
        (Purpose.BUYER_CHECK, Role.BANK): _NOTHING,
        (Purpose.BUYER_CHECK, Role.WALLET): _NOTHING,
        (Purpose.ACCOUNT_OPENING, Role.BANK): _CUSTOMER,
        (Purpose.ACCOUNT_OPENING, Role.WALLET): _CUSTOMER,
        (Purpose.SIM_REGISTRATION, Role.OPERATOR): _SUBSCRIBER,
    }
)


def needed_to_answer(purpose: Purpose) -> frozenset[Attribute]:
    """Return what is answered from and not answered: the birth date tells who is of age."""
    return frozenset({Attribute.BIRTH_DATE}) if purpose is Purpose.BUYER_CHECK else _NOTHING
