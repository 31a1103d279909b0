"""The field's words as types: identifiers, money, instruments, instants, and values that must not be shown.

Everything here is a value. A personal or secret value is a `Masked`: its text form is a mask, so no log line,
error message or debugger dump can leak it by accident; `reveal()` is the one visible way out.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any, Final, NewType

from msgspec import Struct

from eidgate.core.word import Word

IssuerId = NewType("IssuerId", str)
"""`iss` of an assertion: who signed it."""

SubjectId = NewType("SubjectId", str)
"""`sub` of an assertion: whom it is about; stable per issuer, never a personal number."""

RelyingPartyId = NewType("RelyingPartyId", str)
"""The bank, shop, wallet or operator that calls us."""

RequestId = NewType("RequestId", str)
"""A UUID that the relying party chose for one call; retries reuse it."""

DecisionName = NewType("DecisionName", str)
"""Resource name of a decision record, `decisions/{id}`."""

BindingName = NewType("BindingName", str)
"""Resource name of a binding, `bindings/{id}`."""

PolicyName = NewType("PolicyName", str)
"""Resource name of a policy's version, `policies/{id}`."""

Vnd = NewType("Vnd", int)
"""Whole dong. VND has no minor unit, so money is an integer and never a float."""

Instant = datetime
"""An aware UTC moment, always passed in; the core has no clock."""

_AHEAD_OF_UTC: Final = timedelta(hours=7)

HO_CHI_MINH: Final = timezone(_AHEAD_OF_UTC, "Asia/Ho_Chi_Minh")
"""Viet Nam has kept UTC+7 without daylight saving since 1975-06-13 (IANA tzdata): a fixed offset is exact."""

SECONDS_REMEMBERED: Final = 1_024
"""What comes together shares its seconds (`iat`, `exp`, a challenge's end), and making an instant costs five
times as much as finding it. Enough for some minutes; an instant takes 100 bytes."""

MASK: Final = "•••"


class Masked(Struct, frozen=True, gc=False):
    """A personal or secret text whose printed form is a mask.

    Equality and hashing work on the hidden text; `str()`, `repr()` and formatting show only `•••`. A struct,
    because some ten are made in each call; it would be encoded, so records refuse it by its type.
    """

    _text: str

    def reveal(self) -> str:
        """Return the text itself; each caller is a place a reviewer looks at."""
        return self._text

    def __repr__(self) -> str:
        return MASK

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Show rich no more than anybody else."""
        return []

    def __bool__(self) -> bool:
        return bool(self._text)


class InstrumentKind(Word):
    """What a payment or a message moves through."""

    ACCOUNT = "account"
    WALLET = "wallet"
    CARD = "card"
    SIM = "sim"


class Instrument(Struct, frozen=True, kw_only=True):
    """A payment account, wallet, card or SIM at one institution.

    `institution` is the BIN for money and the operator's code for a SIM; `number` is the account, wallet or
    card reference, or the E.164 number. The number is personal data (Decree 356/2025 Art. 4(1)k), so the
    printed form masks it; `key` is the whole identity, for stores and comparisons only.
    """

    kind: InstrumentKind
    institution: str
    number: str

    @property
    def key(self) -> str:
        """One text that identifies the instrument; personal data."""
        return f"{self.kind}:{self.institution}:{self.number}"

    def __repr__(self) -> str:
        return f"Instrument({self.kind}:{self.institution}:{MASK})"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Tell `rich` no more: a struct's own would tell the number."""
        return [("kind", self.kind), ("institution", self.institution), ("number", MASK)]


class CustomerKind(Word):
    """Whose money it is; Circular 50/2024 App. 01 has a table for each."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"


class TransactionKind(Word):
    """What is about to happen; money moves only in some of them."""

    TRANSFER_OWN = "transfer_own"
    TRANSFER_OTHER = "transfer_other"
    TRANSFER_ABROAD = "transfer_abroad"
    GOODS_AND_SERVICES = "goods_and_services"
    CARD_PAYMENT = "card_payment"
    WALLET_TOP_UP = "wallet_top_up"
    WALLET_WITHDRAWAL = "wallet_withdrawal"
    CASH_WITHDRAWAL = "cash_withdrawal"
    LIMIT_CHANGE = "limit_change"
    DEVICE_CHANGE = "device_change"
    SIM_REPLACEMENT = "sim_replacement"
    ACCOUNT_OPENING = "account_opening"
    LOGIN = "login"
    CONTACT_CHANGE = "contact_change"
    DOCUMENT_CHANGE = "document_change"

    @property
    def moves_money(self) -> bool:
        """Whether the regulation's transaction classes apply."""
        return self in _MONEY_KINDS


_MONEY_KINDS: Final = frozenset(
    {
        TransactionKind.TRANSFER_OWN,
        TransactionKind.TRANSFER_OTHER,
        TransactionKind.TRANSFER_ABROAD,
        TransactionKind.GOODS_AND_SERVICES,
        TransactionKind.CARD_PAYMENT,
        TransactionKind.WALLET_TOP_UP,
        TransactionKind.WALLET_WITHDRAWAL,
        TransactionKind.CASH_WITHDRAWAL,
    }
)


def local_day(at: Instant) -> date:
    """Return the banking day of an instant: the calendar day in Asia/Ho_Chi_Minh (`domain.md` F1.2)."""
    if at.tzinfo is UTC:  # as of every instant; any other way to say the same moment takes five times as long
        return (at + _AHEAD_OF_UTC).date()
    return at.astimezone(HO_CHI_MINH).date()


def local_day_start(at: Instant) -> Instant:
    """Return the first instant of the banking day."""
    if at.tzinfo is UTC:  # as in `local_day`
        return (at + _AHEAD_OF_UTC).replace(hour=0, minute=0, second=0, microsecond=0) - _AHEAD_OF_UTC
    return at.astimezone(HO_CHI_MINH).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


@lru_cache(maxsize=SECONDS_REMEMBERED)
def at_second(second: int) -> Instant:
    """Return the instant that is so many whole seconds after 1970-01-01T00:00:00Z.

    Raises:
        ValueError: the calendar has no such instant.
    """
    return datetime.fromtimestamp(second, UTC)


def as_utc(at: datetime) -> Instant:
    """Return the same moment in UTC.

    Raises:
        ValueError: if `at` carries no offset; a naive time has no meaning here.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs an offset")
    return at.astimezone(UTC)


def total(amounts: Iterable[Vnd]) -> Vnd:
    """Add up money without losing its type."""
    return Vnd(sum(amounts))
