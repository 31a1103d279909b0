"""What the caller knows and the assertion must match: audience, challenge, transaction."""

from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from eidgate.core.assertion.challenge import Keyring
from eidgate.core.assertion.trust import Format
from eidgate.core.terms import RelyingPartyId


class Unchecked(Enum):
    """Said aloud: this is not compared. Only the offline command says so, for a case that names none."""

    UNCHECKED = "unchecked"


class OwnChallenge(Struct, frozen=True, kw_only=True):
    """The server's case: a nonce counts only if one of these keys minted it.

    `nonce` is the challenge that the caller named; then the assertion must answer exactly that one.
    """

    keyring: Keyring
    nonce: str | None = None


class LiteralNonce(Struct, frozen=True, kw_only=True):
    """The offline case: this text and no other."""

    nonce: str


ExpectedNonce: TypeAlias = OwnChallenge | LiteralNonce | Unchecked


class Expected(Struct, frozen=True, kw_only=True):
    """Everything that an assertion is held against, apart from trust and time.

    `transaction_data` holds the exact base64url strings that were asked for, none for a mere identity check.
    With `hashes_required` an assertion without their hashes is refused; without it the degree of transaction
    binding tells, and policy decides.
    """

    relying_party: RelyingPartyId
    audience: str | Unchecked
    nonce: ExpectedNonce
    transaction_data: tuple[str, ...] = ()
    hashes_required: bool = False
    form: Format | None = None
    """How the caller says that it is written down; None: not said."""

    def __post_init__(self) -> None:
        """Refuse what no caller can mean."""
        if self.audience == "":
            raise ValueError("an empty audience matches nobody")
        if isinstance(self.nonce, OwnChallenge) and len(self.transaction_data) > 1:
            raise ValueError("a challenge of ours is tied to one transaction")
