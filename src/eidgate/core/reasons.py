"""The reason catalogue: every code that an answer can carry, in one place, append-only.

A code is public contract: SCREAMING_SNAKE, at most 63 characters (`google.rpc.ErrorInfo`), never renamed and
never given another meaning. The texts (`core.reason_texts`) are what a customer or an analyst reads: no links
(Circular 50/2024 Art. 17(3)), no personal values, no jargon. `payer_vi` and `payer_en` are set only where the
payer must be warned in the bank's app.
"""

from enum import StrEnum

from eidgate.core.reason_texts import TEXTS
from eidgate.core.reason_texts.text import Text

__all__ = ["Reason", "Text"]


class Reason(StrEnum):
    """A machine-readable reason; `text` explains it in Vietnamese and English."""

    # --- what is wrong with an assertion (procedure steps 0-14) ------------------------------------------
    ASSERTION_MISSING = "ASSERTION_MISSING"
    ASSERTION_TOO_LARGE = "ASSERTION_TOO_LARGE"
    ASSERTION_MALFORMED = "ASSERTION_MALFORMED"
    FORMAT_NOT_ACCEPTED = "FORMAT_NOT_ACCEPTED"
    ALG_NOT_ALLOWED = "ALG_NOT_ALLOWED"
    HEADER_NOT_ALLOWED = "HEADER_NOT_ALLOWED"
    TYPE_NOT_ACCEPTED = "TYPE_NOT_ACCEPTED"
    ISSUER_NOT_TRUSTED = "ISSUER_NOT_TRUSTED"
    ISSUER_KEY_UNKNOWN = "ISSUER_KEY_UNKNOWN"
    ISSUER_KEY_UNFIT = "ISSUER_KEY_UNFIT"
    ISSUER_KEYS_UNAVAILABLE = "ISSUER_KEYS_UNAVAILABLE"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    CLAIM_MISSING = "CLAIM_MISSING"
    CLAIM_MALFORMED = "CLAIM_MALFORMED"
    AUDIENCE_MISMATCH = "AUDIENCE_MISMATCH"
    ASSERTION_EXPIRED = "ASSERTION_EXPIRED"
    ASSERTION_NOT_YET_VALID = "ASSERTION_NOT_YET_VALID"
    ASSERTION_TOO_OLD = "ASSERTION_TOO_OLD"
    LIFETIME_TOO_LONG = "LIFETIME_TOO_LONG"
    NONCE_MISSING = "NONCE_MISSING"
    NONCE_UNKNOWN = "NONCE_UNKNOWN"
    NONCE_EXPIRED = "NONCE_EXPIRED"
    NONCE_REUSED = "NONCE_REUSED"
    JTI_REPLAYED = "JTI_REPLAYED"
    TRANSACTION_MISSING = "TRANSACTION_MISSING"
    TRANSACTION_MISMATCH = "TRANSACTION_MISMATCH"
    TRANSACTION_EXTRA = "TRANSACTION_EXTRA"
    ASSURANCE_UNKNOWN = "ASSURANCE_UNKNOWN"
    ASSURANCE_TOO_LOW = "ASSURANCE_TOO_LOW"
    FACTORS_TOO_WEAK = "FACTORS_TOO_WEAK"
    AUTHENTICATION_TOO_OLD = "AUTHENTICATION_TOO_OLD"
    PERSONAL_NUMBER_INCONSISTENT = "PERSONAL_NUMBER_INCONSISTENT"
    PROVINCE_CODE_UNKNOWN = "PROVINCE_CODE_UNKNOWN"
    DOCUMENT_EXPIRED = "DOCUMENT_EXPIRED"
    DOCUMENT_EXPIRY_UNKNOWN = "DOCUMENT_EXPIRY_UNKNOWN"
    STATUS_UNAVAILABLE = "STATUS_UNAVAILABLE"
    STATUS_STALE = "STATUS_STALE"
    STATUS_TOKEN_INVALID = "STATUS_TOKEN_INVALID"  # noqa: S105 - a status list token
    STATUS_MISSING = "STATUS_MISSING"
    STATUS_MALFORMED = "STATUS_MALFORMED"
    STATUS_LIST_NOT_ACCEPTED = "STATUS_LIST_NOT_ACCEPTED"
    STATUS_INDEX_OUT_OF_RANGE = "STATUS_INDEX_OUT_OF_RANGE"
    STATUS_REVOKED = "STATUS_REVOKED"
    STATUS_SUSPENDED = "STATUS_SUSPENDED"
    STATUS_NOT_VALID = "STATUS_NOT_VALID"

    # --- whose account, and did they agree ----------------------------------------------------------------
    SUBJECT_MISMATCH = "SUBJECT_MISMATCH"
    BINDING_MISSING = "BINDING_MISSING"
    BINDING_REVOKED = "BINDING_REVOKED"
    BINDING_UNPROVEN = "BINDING_UNPROVEN"
    OWN_ACCOUNT_UNPROVEN = "OWN_ACCOUNT_UNPROVEN"
    CONSENT_NOT_PROVEN = "CONSENT_NOT_PROVEN"

    # --- what the regulation demands ----------------------------------------------------------------------
    FORMS_MISSING = "FORMS_MISSING"
    FORM_EXPIRED = "FORM_EXPIRED"
    FORM_FAILED = "FORM_FAILED"
    FORM_NOT_ALLOWED = "FORM_NOT_ALLOWED"

    # --- device ---------------------------------------------------------------------------------------------
    DEVICE_FIRST_USE = "DEVICE_FIRST_USE"
    DEVICE_UNKNOWN = "DEVICE_UNKNOWN"
    DEVICE_HISTORY_UNKNOWN = "DEVICE_HISTORY_UNKNOWN"
    APP_COMPROMISED = "APP_COMPROMISED"

    # --- circumstances --------------------------------------------------------------------------------------
    CLOCK_SKEW = "CLOCK_SKEW"

    @property
    def text(self) -> Text:
        """What it says to people."""
        return TEXTS[self.value]
