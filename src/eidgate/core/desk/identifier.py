"""What can be listed, reported, held or warned about: an identifier of one kind in its canonical form."""

from typing import Any, Final
from unicodedata import normalize

from msgspec import Struct

from eidgate.core.terms import MASK, Instrument, InstrumentKind
from eidgate.core.word import Word


class IdentifierKind(Word):
    """The kinds of the shared list (`domain.md` 10.12)."""

    ACCOUNT = "account"
    WALLET = "wallet"
    CARD = "card"
    MERCHANT = "merchant"
    PHONE = "phone"
    WEBSITE = "website"
    SOCIAL_ACCOUNT = "social_account"
    DEVICE = "device"
    PERSON = "person"


class Identifier(Struct, frozen=True, kw_only=True):
    """One identifier; two are the same exactly when kind and value are.

    `value` is canonical: `{bin}:{number}` of an account, wallet or card; `{bin}:{reference}` of a merchant;
    an E.164 number; a host or `host/path`; `{platform}:{stable id}`; a device id; the keyed hash of a person.
    It is personal data (Decree 356/2025 Art. 4), so the printed form masks it.
    """

    kind: IdentifierKind
    value: str

    @property
    def key(self) -> str:
        """One text that identifies it, for stores and comparisons only; personal data."""
        return f"{self.kind}:{self.value}"

    def __repr__(self) -> str:
        return f"Identifier({self.kind}:{MASK})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """Show rich no more than anybody else."""
        return [("kind", self.kind), ("value", MASK)]


_OF_INSTRUMENT: Final = {
    InstrumentKind.ACCOUNT: IdentifierKind.ACCOUNT,
    InstrumentKind.WALLET: IdentifierKind.WALLET,
    InstrumentKind.CARD: IdentifierKind.CARD,
}


def identifier_of(instrument: Instrument) -> Identifier:
    """Return the identifier of an instrument; a SIM is known by its number, whoever operates it."""
    kind = _OF_INSTRUMENT.get(instrument.kind)
    if kind is None:
        return Identifier(kind=IdentifierKind.PHONE, value=instrument.number)
    return Identifier(kind=kind, value=f"{instrument.institution}:{instrument.number}")


def phone(number: str) -> Identifier:
    """Return the identifier of an E.164 number."""
    return Identifier(kind=IdentifierKind.PHONE, value=number)


def device(device_id: str) -> Identifier:
    """Return the identifier of a device."""
    return Identifier(kind=IdentifierKind.DEVICE, value=device_id)


def merchant(institution: str, reference: str) -> Identifier:
    """Return the identifier of a merchant at its institution; case and spacing do not tell two apart."""
    plain = " ".join(normalize("NFC", reference).casefold().split())
    return Identifier(kind=IdentifierKind.MERCHANT, value=f"{institution}:{plain}")


def social_account(platform: str, account_id: str) -> Identifier:
    """Return the identifier of an account on a platform, by the id that survives a change of its name."""
    return Identifier(kind=IdentifierKind.SOCIAL_ACCOUNT, value=f"{platform}:{account_id}")
