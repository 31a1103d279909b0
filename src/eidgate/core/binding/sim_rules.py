"""How numbers are taken, and how many (Circular 08/2026, Decree 163/2024, Decree 49/2017).

There is no cap on numbers. The first three of a paper at one operator may be taken online (Decree 163/2024
Art. 17); from the fourth on a standard-form contract is needed, at a fixed point of the operator's or its
partner's (Decree 49/2017; `domain.md` F5.1, F5.3). Pure; who counts holds the count still.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.assertion.verdict import Identity
from eidgate.core.binding.registry import RegistryField
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.terms import Instrument

ONLINE_NUMBERS: Final = 3
"""Numbers of one paper at one operator that may be taken online (Decree 163/2024 Art. 17)."""

NUMBERS_WITHOUT_CONTRACT: Final = 3
"""Numbers of one paper at one operator that need no standard-form contract (Decree 49/2017)."""


class SimChannel(StrEnum):
    """Where a number was taken."""

    ONLINE = "online"
    FIXED_POINT = "fixed_point"


@dataclass(frozen=True, slots=True, kw_only=True)
class SimTerms:
    """How a number was taken; what the operator does not say is the least it could be.

    `level_two_number` is whether it is the number of a level-2 VNeID account, `old_paper` whether its holder
    is registered with a nine-digit paper: both give time after a change of device (`sim_service`).
    """

    channel: SimChannel = SimChannel.ONLINE
    contract: bool = False
    level_two_number: bool = False
    old_paper: bool = False


UNSAID: Final = SimTerms()


def check_four_fields(identity: Identity, *, face_matched: bool) -> None:
    """Refuse a subscriber of whom not all four fields are authenticated (Circular 08/2026 Art. 4(1)).

    Raises:
        EvidenceRefusedError: naming the fields that are missing.
    """
    shown = {
        RegistryField.PERSONAL_NUMBER: identity.personal_number is not None,
        RegistryField.FULL_NAME: identity.full_name is not None,
        RegistryField.BIRTH_DATE: identity.birth_date is not None,
        RegistryField.FACE: face_matched,
    }
    missing = tuple(field for field, known in shown.items() if not known)
    if missing:
        raise EvidenceRefusedError("a subscriber needs all four fields", fields=missing)


def check_operator(instrument: Instrument, *, said: str | None) -> None:
    """Refuse a number that another operator serves; `said` is the registry of ported numbers' word, if any.

    Raises:
        EvidenceRefusedError: it names another operator; silent, it leaves the operator's own word.
    """
    if said is not None and said != instrument.institution:
        raise EvidenceRefusedError("another operator serves the number", fields=("operator",))


def check_another_number(terms: SimTerms, *, held: int) -> None:
    """Refuse a number that may not be taken this way by who has `held` numbers at this operator.

    Raises:
        EvidenceRefusedError: it must be taken at a fixed point, or with a contract.
    """
    missing = []
    if held >= ONLINE_NUMBERS and terms.channel is SimChannel.ONLINE:
        missing.append("fixed_point")
    if held >= NUMBERS_WITHOUT_CONTRACT and not terms.contract:
        missing.append("contract")
    if missing:
        raise EvidenceRefusedError("from the fourth number of an operator on", fields=tuple(missing))
