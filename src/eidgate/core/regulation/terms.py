"""The regulation's own words: classes, groups, regimes, confirmation forms, and earlier transactions."""

from typing import Final

from msgspec import Struct

from eidgate.core.terms import CustomerKind, Instant, Vnd
from eidgate.core.word import Word


class TransactionClass(Word):
    """A-D for transfers and payments (Circular 50/2024 App. 01), E-G for card-not-present (App. 03)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


class Regime(Word):
    """Which pair of tables speaks: App. 01 and 02 for accounts and wallets, App. 03 and 04 for cards."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    CARD_NOT_PRESENT = "card_not_present"

    @property
    def ladder(self) -> tuple[TransactionClass, ...]:
        """The regime's classes, weakest first; a form that is good for one is good for those before it."""
        return _CARD_LADDER if self is Regime.CARD_NOT_PRESENT else _ACCOUNT_LADDER


class Group(Word):
    """Transaction groups: I.x individuals, II.x organisations (App. 01); CNP card-not-present (App. 03)."""

    OWN_SAME_PROVIDER = "I.1"
    GOODS_AND_SERVICES = "I.2"
    OTHER_OR_ELSEWHERE = "I.3"
    ABROAD = "I.4"
    ORG_OWN_SAME_PROVIDER = "II.1"
    ORG_OTHER = "II.2"
    ORG_ABROAD = "II.3"
    CARD_NOT_PRESENT = "CNP"

    @property
    def regime(self) -> Regime:
        """Whose tables classify it."""
        return _REGIMES[self]

    def open_to(self, customer: CustomerKind) -> bool:
        """Whether such a customer can stand in this group; card-not-present is open to both."""
        return self.regime is Regime.CARD_NOT_PRESENT or self.regime == customer.value


class Form(Word):
    """Confirmation forms of Circular 50/2024 Art. 11: one vocabulary in files, answers and commands.

    For an organisation, `face_match` and `device_biometric` are those of its legal representative or of the
    person authorised by it.
    """

    PASSWORD = "password"  # noqa: S105 - a form's name
    PIN = "pin"
    SMS_OTP = "sms_otp"
    VOICE_OTP = "voice_otp"
    EMAIL_OTP = "email_otp"
    MATRIX_CARD = "matrix_card"
    SOFT_OTP_BASIC = "soft_otp_basic"
    SOFT_OTP_ADVANCED = "soft_otp_advanced"
    TOKEN_OTP_BASIC = "token_otp_basic"  # noqa: S105 - a form's name
    TOKEN_OTP_ADVANCED = "token_otp_advanced"  # noqa: S105 - a form's name
    TWO_CHANNEL = "two_channel"
    DEVICE_BIOMETRIC = "device_biometric"
    FIDO = "fido"
    E_SIGNATURE = "e_signature"
    SECURE_E_SIGNATURE = "secure_e_signature"
    FACE_MATCH = "face_match"
    """Biometric match against the chip, the e-ID account or a checked store (Art. 11(5))."""
    EMV_3DS = "emv_3ds"


class Earlier(Struct, frozen=True, kw_only=True):
    """One earlier transaction of the same account, as the ledger's row tells it.

    `confirmed_as` is the strongest class its forms were good for: a class B payment done with a face match is
    `confirmed_as` C and restarts the small-payment total (App. 01 note on Tksth); None if its forms were
    good for no class. Rows are in the order in which they were allowed. A cancelled row never stands here,
    nor does a debit that the provider itself started (auto-debit, auto-charge: App. 01 notes).
    """

    group: Group
    amount: Vnd
    transaction_class: TransactionClass
    confirmed_as: TransactionClass | None
    at: Instant


_ACCOUNT_LADDER: Final = (TransactionClass.A, TransactionClass.B, TransactionClass.C, TransactionClass.D)
_CARD_LADDER: Final = (TransactionClass.E, TransactionClass.F, TransactionClass.G)

_REGIMES: Final = {
    Group.OWN_SAME_PROVIDER: Regime.INDIVIDUAL,
    Group.GOODS_AND_SERVICES: Regime.INDIVIDUAL,
    Group.OTHER_OR_ELSEWHERE: Regime.INDIVIDUAL,
    Group.ABROAD: Regime.INDIVIDUAL,
    Group.ORG_OWN_SAME_PROVIDER: Regime.ORGANISATION,
    Group.ORG_OTHER: Regime.ORGANISATION,
    Group.ORG_ABROAD: Regime.ORGANISATION,
    Group.CARD_NOT_PRESENT: Regime.CARD_NOT_PRESENT,
}
