"""Values to columns and back: instants, keys, ledger entries, bindings. No SQL here."""

from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final

import msgspec

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.identifier import Identifier
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.terms import Instant, Vnd
from eidgate.ports import OneUse, RequestClaim

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND: Final = timedelta(microseconds=1)

KEY_BYTES: Final = 16
"""128 bits: nobody meets another's key by chance or by trying, and indexes stay half as large as with 256.
Who makes two keys of their own collide (2^64 work) only has their own second request or assertion refused."""

_GROUPS: Final = {str(group): group for group in Group}
_CLASSES: Final = {str(each): each for each in TransactionClass}
_bindings: Final = msgspec.json.Decoder(Binding)
_json: Final = msgspec.json.Encoder(order="sorted")

EntryRow = tuple[str, int, str, str, int]
"""Group, amount, class, confirmed_as, at: the columns of an `Earlier`; "" where there is none."""


def to_micros(at: Instant) -> int:
    """Return an instant as whole microseconds since 1970 UTC; exact, also before 1970.

    Raises:
        TypeError: `at` has no offset.
    """
    return (at - EPOCH) // MICROSECOND


def to_instant(micros: int) -> Instant:
    """Return the instant of whole microseconds since 1970 UTC."""
    return EPOCH + timedelta(microseconds=micros)


def request_key(request: RequestClaim) -> bytes:
    """Name a request by a hash over its three parts; the lengths keep the parts apart."""
    party, method = request.relying_party, request.method
    return _hash(f"request:{len(party)}:{len(method)}:{party}{method}{request.request_id}")


def use_key(use: OneUse) -> bytes:
    """Name a one-use claim; hashed because an issuer chooses how long its ids are."""
    return _hash(f"use:{use.key}")


def identifier_key(identifier: Identifier) -> bytes:
    """Name an identifier; hashed so that no row of the hot path holds the personal value."""
    return _hash(f"identifier:{identifier.key}")


def transfer_key(institution: str, transfer_id: str) -> bytes:
    """Name a settled transfer by its source's institution and its reference there."""
    return _hash(f"transfer:{institution}:{transfer_id}")


def told_by_target_key(institution: str, target: str, transfer_id: str) -> bytes:
    """Name what a target's institution tells of a transfer from another: a key that only it can take."""
    return _hash(f"transfer:{institution}:to:{target}:{transfer_id}")


def lock_key(text: str) -> bytes:
    """Name something that transactions take turns on."""
    return _hash(f"lock:{text}")


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=KEY_BYTES).digest()


def to_entry_row(earlier: Earlier | None, *, at: Instant) -> EntryRow:
    """Return the columns of a ledger row; one that moved no money only tells the device."""
    if earlier is None:
        return ("", 0, "", "", to_micros(at))
    return (
        earlier.group.value,
        earlier.amount,
        earlier.transaction_class.value,
        earlier.confirmed_as.value if earlier.confirmed_as else "",
        to_micros(earlier.at),
    )


def to_earlier(row: EntryRow) -> Earlier:
    """Return the ledger row of these columns."""
    group, amount, transaction_class, confirmed_as, at = row
    return Earlier(
        group=_GROUPS[group],
        amount=Vnd(amount),
        transaction_class=_CLASSES[transaction_class],
        confirmed_as=_CLASSES[confirmed_as] if confirmed_as else None,
        at=to_instant(at),
    )


def binding_to_bytes(binding: Binding) -> bytes:
    """Return a binding as JSON; names, not positions, so that versions written today stay readable."""
    return _json.encode(binding)


def binding_from_bytes(body: bytes) -> Binding:
    """Return the binding written as these bytes."""
    return _bindings.decode(body)


def words_to_text(words: dict[str, str]) -> str:
    """Return a record's index words as JSON with sorted names."""
    return _json.encode(words).decode() if words else ""
