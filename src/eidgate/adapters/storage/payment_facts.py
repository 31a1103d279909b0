"""What statistics need of a decision's record: read alone, it costs a quarter of the whole record."""

from typing import Final, NamedTuple

import msgspec

from eidgate.core.terms import TransactionKind, Vnd


class Payment(NamedTuple):
    """A payment: who asked about it, its sum, and whether the payer was warned.

    `same` is what tries of the same payment have in common; see `core.desk.stopped`.
    """

    institution: str
    amount: Vnd
    warned: bool
    same: tuple[str, ...]


class _Instrument(msgspec.Struct, frozen=True):
    kind: str
    institution: str
    number: str

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.institution}:{self.number}"


class _Transaction(msgspec.Struct, frozen=True):
    kind: TransactionKind
    amount: int
    payer: _Instrument
    payee: _Instrument | None = None
    merchant: str = ""
    end_to_end_id: str = ""


class _Facts(msgspec.Struct, frozen=True):
    provider: str
    transaction: _Transaction | None = None


class _Decision(msgspec.Struct, frozen=True):
    payer_warning: str | None = None


class _Record(msgspec.Struct, frozen=True):
    facts: _Facts
    decision: _Decision


_decoder: Final = msgspec.json.Decoder(_Record)
_WITHOUT_INSTITUTION: Final = "rp:"  # `RelyingParty.provider` of who has none


def read_payment(record: bytes) -> Payment | None:
    """Return the payment of a record, or None when the decision was about none."""
    read = _decoder.decode(record)
    transaction = read.facts.transaction
    if transaction is None or not transaction.kind.moves_money:
        return None
    return Payment(
        institution=read.facts.provider.removeprefix(_WITHOUT_INSTITUTION),
        amount=Vnd(transaction.amount),
        warned=read.decision.payer_warning is not None,
        same=(read.facts.provider, transaction.payer.key, *_what(transaction)),
    )


def _what(paid: _Transaction) -> tuple[str, ...]:
    """Return what tells a payment of one payer from the next: its reference, or else whom and how much."""
    if paid.end_to_end_id:
        return (paid.end_to_end_id,)
    return (paid.payee.key if paid.payee else "", paid.merchant, str(paid.amount))
