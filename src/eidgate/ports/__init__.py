"""Every door between the service and the world, named by the act; the docstring is the contract.

Adapters implement these; the suites in `tests/contract` hold every adapter to them. All calls are blocking
and thread-safe. An adapter that cannot do its work raises `UnavailableError` and has done nothing.

    present    Clock, Randomness                 requests   what makes a call happen once
    ledger     Ledger: decisions and outcomes    bindings   BindingStore
    trust      TrustSource                       observer   Observer: metrics and logs
    watchlist  Watchlist: entries and their feed watchlist_lists   Lists, Spool: whole lists
    look_ups   LookUps: what may be looked up
"""

from eidgate.ports.bindings import BindingStore
from eidgate.ports.ledger import (
    Claim,
    Entry,
    Ledger,
    LedgerFacts,
    OutcomeReport,
    Recorded,
    StoredRecord,
    Unit,
    Weigh,
    Weighed,
)
from eidgate.ports.look_ups import LookUps
from eidgate.ports.observer import DecisionSeen, Observer
from eidgate.ports.present import Clock, Randomness
from eidgate.ports.requests import OneUse, RequestClaim
from eidgate.ports.trust import TrustSource
from eidgate.ports.watchlist import Watchlist
from eidgate.ports.watchlist_lists import Lists, Spool

__all__ = [
    "BindingStore",
    "Claim",
    "Clock",
    "DecisionSeen",
    "Entry",
    "Ledger",
    "LedgerFacts",
    "Lists",
    "LookUps",
    "Observer",
    "OneUse",
    "OutcomeReport",
    "Randomness",
    "Recorded",
    "RequestClaim",
    "Spool",
    "StoredRecord",
    "TrustSource",
    "Unit",
    "Watchlist",
    "Weigh",
    "Weighed",
]
