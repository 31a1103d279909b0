"""A unit with the keys by which a store knows what it claims."""

from collections.abc import Iterable

from msgspec import Struct

from eidgate.adapters.storage.past_keys import account_key, device_key, items_of, place_items
from eidgate.adapters.storage.rows import identifier_key, request_key, to_micros, use_key
from eidgate.core.desk.identifier import Identifier, identifier_of
from eidgate.core.terms import Instrument
from eidgate.ports import OneUse, Unit


class Case(Struct, frozen=True, kw_only=True):
    """A unit with the keys by which the store knows what it claims; those of the past are empty for none."""

    unit: Unit
    at: int
    """When it is made, in microseconds (`rows.to_micros`)."""
    request_key: bytes
    assertion_key: bytes | None
    nonce_key: bytes | None
    payer: str | None
    payee: str | None
    identifiers: dict[bytes, Identifier]
    payer_key: bytes
    payee_key: bytes
    device_key: bytes
    user_key: bytes
    """The paying account at its provider, as the user of a device; empty where no account is concerned."""
    items: tuple[bytes, ...]
    """The habits it asks about (`past_keys.items_of`)."""
    places: tuple[bytes, ...]
    """Those of its country (`past_keys.place_items`)."""

    @property
    def use_keys(self) -> list[bytes]:
        """The keys of what it wants to use once."""
        return [key for key in (self.assertion_key, self.nonce_key) if key is not None]

    @property
    def instruments(self) -> list[str]:
        """The instruments whose bindings it asks for."""
        return [key for key in (self.payer, self.payee) if key is not None]

    @property
    def accounts(self) -> list[bytes]:
        """The accounts whose credits and reports it asks for."""
        return [key for key in (self.payer_key, self.payee_key) if key]


def case_of(unit: Unit) -> Case:
    """Work out the keys, in the caller's thread and outside every lock."""
    claim = unit.claim
    payee_key = _account_key(claim.payee)
    return Case(
        unit=unit,
        at=to_micros(claim.at),
        request_key=request_key(claim.request),
        assertion_key=_key_of(claim.assertion),
        nonce_key=_key_of(claim.nonce),
        payer=_instrument_key(claim.payer),
        payee=_instrument_key(claim.payee),
        identifiers={identifier_key(each): each for each in claim.identifiers},
        payer_key=_account_key(claim.payer),
        payee_key=payee_key,
        device_key=device_key(claim.device) if claim.device else b"",
        user_key=account_key(claim.scope) if claim.scope else b"",
        items=items_of(claim.at, payee_key),
        places=place_items(claim.place),
    )


def _key_of(use: OneUse | None) -> bytes | None:
    return None if use is None else use_key(use)


def _instrument_key(instrument: Instrument | None) -> str | None:
    return None if instrument is None else instrument.key


def _account_key(instrument: Instrument | None) -> bytes:
    return b"" if instrument is None else identifier_key(identifier_of(instrument))


def earliest_since(cases: Iterable[Case]) -> dict[str, int]:
    """Return each scope's earliest `since`, in microseconds: one reading per scope serves the whole batch.

    A case without a scope concerns no account: it reads no rows and waits for nobody's lock.
    """
    since: dict[str, int] = {}
    for case in cases:
        claim = case.unit.claim
        if not claim.scope:
            continue
        start = to_micros(claim.since)
        since[claim.scope] = min(start, since.get(claim.scope, start))
    return since
