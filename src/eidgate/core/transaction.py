"""The transaction to be decided, and the circumstances the relying party tells about it."""

from dataclasses import dataclass
from typing import Final

from msgspec import Struct

from eidgate.core.terms import MASK, CustomerKind, Instant, Instrument, Masked, TransactionKind, Vnd
from eidgate.core.word import Word


class Channel(Word):
    """Through which door the customer came."""

    UNSPECIFIED = "unspecified"
    MOBILE_APP = "mobile_app"
    WEB = "web"
    COUNTER = "counter"
    ATM = "atm"
    POS = "pos"
    CALL_CENTRE = "call_centre"


class Transaction(Struct, frozen=True, kw_only=True):
    """What is about to happen, in exactly the terms that the holder agrees to.

    `amount` is the new limit for a limit change, and 0 for any other kind that moves no money.
    `linked_wallet` is the provider's word that wallet and account are linked and of one owner (class A of
    group I.3). `new_organisation` is the provider's assessment under Circular 77/2025. `payee_qr` is the
    payload that the payer scanned, "" for none; payee and amount agree with it.
    """

    kind: TransactionKind
    customer: CustomerKind
    payer: Instrument
    payee: Instrument | None = None
    payee_name: Masked = Masked("")
    payee_qr: Masked = Masked("")
    amount: Vnd = Vnd(0)
    channel: Channel = Channel.UNSPECIFIED
    merchant: str = ""
    end_to_end_id: str = ""
    linked_wallet: bool = False
    new_organisation: bool = False


class Compromise(Word):
    """Why the bank's app should have quit (Circular 77/2025 Art. 5; `domain.md` F1.11)."""

    DEBUGGER = "debugger"
    HOOKED = "hooked"
    ROOTED = "rooted"


class SessionSign(Word):
    """What may show that somebody else leads the customer's hand."""

    REMOTE_CONTROL = "remote_control"
    SCREEN_SHARING = "screen_sharing"
    CALL_IN_PROGRESS = "call_in_progress"
    ACCESSIBILITY_SERVICE = "accessibility_service"
    """A service that reads or acts on the screen, and is none of the system's own or of a known reader."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SocialAccount:
    """An account on a platform, by the id that survives a change of its name. Personal data."""

    platform: str
    account_id: str

    def __repr__(self) -> str:
        return f"SocialAccount({self.platform}:{MASK})"


class Context(Struct, frozen=True, kw_only=True):
    """What the relying party saw of the session; empty means that it did not say.

    `inspected` is whether it looked for compromises and signs at all, so that none seen means none there.
    `phone` is the payer's number (E.164). `site` is where the payer came from or what is paid for, in the
    canonical form of `desk.website`; `social_account` is the seller's. `ip_country` is ISO 3166-1 alpha-2.
    `payer_balance` is what the payer could spend before this transaction.
    """

    device: str = ""
    new_device: bool | None = None
    compromises: tuple[Compromise, ...] = ()
    signs: tuple[SessionSign, ...] = ()
    inspected: bool = False
    phone: Masked = Masked("")
    site: Masked = Masked("")
    social_account: SocialAccount | None = None
    ip_country: str = ""
    session_started_at: Instant | None = None
    payer_balance: Vnd | None = None


NOTHING_SEEN: Final = Context()
