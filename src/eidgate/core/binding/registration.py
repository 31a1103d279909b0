"""What a payee's bank says of an account: whether there is one, and to whom it is registered."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from eidgate.core.terms import CustomerKind, Instant, Masked


class AccountStanding(StrEnum):
    """What is known of the account; only OPEN has a name."""

    OPEN = "open"
    UNKNOWN = "unknown"
    CLOSED = "closed"
    SWITCHED = "switched"
    OPTED_OUT = "opted_out"
    NOT_SUPPORTED = "not_supported"
    NOT_ASKED = "not_asked"
    """Nobody knows whom to ask about this institution."""
    NOT_PERMITTED = "not_permitted"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Whose an account is. The name is personal data: compared, and neither kept in a record nor logged.

    `kind` is None where the bank does not say. `as_of` is when it said so; None when nobody did.
    """

    standing: AccountStanding
    name: Masked = Masked("")
    kind: CustomerKind | None = None
    as_of: Instant | None = None


NOT_ASKED: Final = Registration(standing=AccountStanding.NOT_ASKED)
NOT_PERMITTED: Final = Registration(standing=AccountStanding.NOT_PERMITTED)
UNAVAILABLE: Final = Registration(standing=AccountStanding.UNAVAILABLE)
