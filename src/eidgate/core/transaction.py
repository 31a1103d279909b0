"""The transaction to be decided, and the circumstances the relying party tells about it."""

from dataclasses import dataclass
from enum import StrEnum

from eidgate.core.terms import CustomerKind, Instrument, Masked, TransactionKind, Vnd


class Channel(StrEnum):
    """Through which door the customer came."""

    UNSPECIFIED = "unspecified"
    MOBILE_APP = "mobile_app"
    WEB = "web"
    COUNTER = "counter"
    ATM = "atm"
    POS = "pos"
    CALL_CENTRE = "call_centre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """What is about to happen, in exactly the terms that the holder agrees to.

    `amount` is the new limit for a limit change, and 0 for any other kind that moves no money.
    `linked_wallet` is the provider's word that wallet and account are linked and of one owner (class A of
    group I.3). `new_organisation` is the provider's assessment under Circular 77/2025.
    """

    kind: TransactionKind
    customer: CustomerKind
    payer: Instrument
    payee: Instrument | None = None
    payee_name: Masked = Masked("")
    amount: Vnd = Vnd(0)
    channel: Channel = Channel.UNSPECIFIED
    merchant: str = ""
    end_to_end_id: str = ""
    linked_wallet: bool = False
    new_organisation: bool = False


class Compromise(StrEnum):
    """Why the bank's app should have quit (Circular 77/2025 Art. 5; `domain.md` F1.11)."""

    DEBUGGER = "debugger"
    HOOKED = "hooked"
    ROOTED = "rooted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the relying party saw of the session; empty means that it did not say.

    `payer_balance` is what the payer could spend before this transaction.
    """

    device: str = ""
    new_device: bool | None = None
    compromises: tuple[Compromise, ...] = ()
    payer_balance: Vnd | None = None
