"""What verification returns: `Verified` or `Rejected`, and nothing else.

Only `verify.py` makes a `Verified`; a type that says so cannot be mistaken for claims nobody checked.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from msgspec import Struct

from eidgate.core.reasons import Reason
from eidgate.core.terms import Instant, IssuerId, Masked, SubjectId
from eidgate.core.word import Word


class TransactionBinding(Word):
    """How far the assertion proves that the holder agreed to exactly this transaction."""

    NONE = "none"
    CHALLENGED = "challenged"
    """Only the nonce, which this server itself tied to this transaction."""
    SIGNED = "signed"
    """The assertion carries the hash of exactly this transaction."""


class HolderBinding(Word):
    """How the presenter showed to be the holder (RFC 7800 §3)."""

    NONE = "none"
    KEY = "key"


class Sex(Word):
    """As registered; the personal number's fourth digit encodes it."""

    MALE = "male"
    FEMALE = "female"


class Identity(Struct, frozen=True, kw_only=True):
    """What the issuer says about the subject; every field may be withheld, so every field may be None."""

    personal_number: Masked | None = None
    full_name: Masked | None = None
    birth_date: Masked | None = None
    """ISO 8601 calendar date."""
    sex: Masked | None = None
    """A `Sex` value."""
    document_number: Masked | None = None
    document_expires_on: date | None = None
    """Last day on which the identity document is valid."""
    tax_code: Masked | None = None
    """Of the organisation, where the assertion is about one (`domain.md` F4.9)."""


class Verified(Struct, frozen=True, kw_only=True):
    """An assertion that passed steps 0-13; step 14 (one use) is the ledger's."""

    issuer: IssuerId
    subject_id: SubjectId
    assertion_id: str
    """`jti`: unique per issuer."""
    issued_at: Instant
    expires_at: Instant
    acceptable_until: Instant
    """No later instant could accept it (expiry plus leeway); its id must be remembered until then."""
    authenticated_at: Instant | None
    account_level: int | None
    """1-2 (Decree 69/2024 Art. 8); None when the issuer's `acr` is in no map."""
    authentication_level: int | None
    """1-4 (Decree 69/2024 Art. 13); None when the issuer's `acr` is in no map."""
    factors: tuple[str, ...]
    """`amr` values as sent (RFC 8176)."""
    holder_binding: HolderBinding
    transaction_binding: TransactionBinding
    nonce: str | None
    """The challenge it answers, when that challenge is ours; the ledger claims it once."""
    nonce_acceptable_until: Instant | None
    identity: Identity
    notes: tuple[Reason, ...] = ()
    """Things worth knowing that are no ground for rejection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An assertion that failed, with the step of the procedure that refused it.

    `detail` helps an engineer and never holds a claim's value, a key or any part of the assertion.
    """

    reason: Reason
    step: int
    detail: str = ""


Verdict: TypeAlias = Verified | Rejected
