"""One decision on its way into the ledger: what it claims, what it is told, what it leaves."""

from collections.abc import Callable
from typing import TypeAlias

from msgspec import Struct

from eidgate.core.binding.lifecycle import Binding
from eidgate.core.desk.alert import Alert
from eidgate.core.desk.identifier import Identifier
from eidgate.core.desk.standing import Standing
from eidgate.core.regulation.terms import Earlier
from eidgate.core.risk.history import History
from eidgate.core.terms import DecisionName, Instant, Instrument
from eidgate.ports.requests import OneUse, RequestClaim


class Claim(Struct, frozen=True, kw_only=True):
    """What one decision needs from the ledger: what to claim, and which facts to read.

    `scope` is the account at one provider, whose day totals are a fold over its entries, or "" where no
    account is concerned; `since` is the start of the banking day, before which no entry is read.
    `identifiers` are what the desk is asked about. `device` names the device at the provider, "" for none.
    `place` is the country that the customer comes from (ISO 3166-1 alpha-2), "" where nobody told.
    """

    request: RequestClaim
    at: Instant
    since: Instant
    scope: str = ""
    payer: Instrument | None = None
    payee: Instrument | None = None
    identifiers: tuple[Identifier, ...] = ()
    device: str = ""
    place: str = ""
    assertion: OneUse | None = None
    nonce: OneUse | None = None


class LedgerFacts(Struct, frozen=True, kw_only=True):
    """What the ledger knew at the moment of the decision, read inside the unit.

    `earlier` are the scope's allowed and not cancelled transactions since `Claim.since`, in the order in
    which they were allowed. `payer_binding` is the instrument's newest binding in any state, or None.
    `last_device` is the device of the scope's latest allowed transaction, or of none. `standings` are those
    against `Claim.identifiers` that stand at `Claim.at`, all that were committed before the unit began.
    `history` is None without a scope. What it says of the scope's own payments is exact, as `earlier` is;
    what it says of credits, of the device and of reports is all that was committed before the unit began.
    """

    payer_binding: Binding | None = None
    payee_binding: Binding | None = None
    earlier: tuple[Earlier, ...] = ()
    last_device: str = ""
    assertion_used: bool = False
    nonce_used: bool = False
    standings: tuple[Standing, ...] = ()
    history: History | None = None


class Entry(Struct, frozen=True, kw_only=True):
    """A ledger row to append: an allowed transaction that counts from now on, and the device it came from.

    `earlier` is None where no money moved; then only the device is remembered. `credits` says that the
    decision was asked for by who keeps the paying account, so that the payee's credits grow by it.
    A claim without a scope has none: no account was concerned.
    """

    earlier: Earlier | None
    device: str = ""
    credits: bool = False


class Weighed(Struct, frozen=True, kw_only=True):
    """What weighing produced: the record's canonical bytes, and the row to append when it was allowed.

    `index` holds the few words by which records are found again (outcome, class, kind); no personal data.
    `alerts` are written with the record: whoever can act learns of it, exactly if it was recorded.
    """

    name: DecisionName
    record: bytes
    outcome: str
    entry: Entry | None = None
    index: dict[str, str] = {}  # a struct makes one for each
    alerts: tuple[Alert, ...] = ()


Weigh: TypeAlias = Callable[[LedgerFacts], Weighed]
"""Pure: an adapter may run it inside its transaction, and again after a serialization failure."""


class Unit(Struct, frozen=True, kw_only=True):
    """One decision to be made durable: what it claims, and how to weigh what the ledger knows."""

    claim: Claim
    weigh: Weigh


class Recorded(Struct, frozen=True, kw_only=True):
    """A durable decision record; `replayed` when an earlier call with the same request made it."""

    record: bytes
    replayed: bool
