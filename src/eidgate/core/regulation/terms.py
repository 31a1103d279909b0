"""The regulation's own words: transaction classes, groups, confirmation forms, earlier transactions."""

from dataclasses import dataclass
from enum import StrEnum

from eidgate.core.terms import Instant, Vnd


class TransactionClass(StrEnum):
    """A-D for transfers and payments (Circular 50/2024 App. 01), E-G for card-not-present (App. 03)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"


class Group(StrEnum):
    """Transaction groups: I.x individuals, II.x organisations (App. 01); CNP card-not-present (App. 03)."""

    OWN_SAME_PROVIDER = "I.1"
    GOODS_AND_SERVICES = "I.2"
    OTHER_OR_ELSEWHERE = "I.3"
    ABROAD = "I.4"
    ORG_OWN_SAME_PROVIDER = "II.1"
    ORG_OTHER = "II.2"
    ORG_ABROAD = "II.3"
    CARD_NOT_PRESENT = "CNP"


class Form(StrEnum):
    """Confirmation forms of Circular 50/2024 Art. 11: one vocabulary in files, answers and commands."""

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
    """Biometric match against the chip, the e-ID account or a checked store (Art. 11(5); F1.9)."""
    EMV_3DS = "emv_3ds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier transaction of the same account, as the ledger's row tells it.

    `confirmed_as` is the strongest class its forms were good for: a class B payment done with a face match is
    `confirmed_as` C and restarts the small-payment total (App. 01 note on Tksth). Rows are in the order in
    which they were allowed. A cancelled row never stands here.
    """

    group: Group
    amount: Vnd
    transaction_class: TransactionClass
    confirmed_as: TransactionClass
    at: Instant
