"""Every door between the service and the world, named by the act; the docstring is the contract.

Adapters implement these; the suites in `tests/contract` hold every adapter to them. All calls are blocking
and thread-safe. An adapter that cannot do its work raises `UnavailableError` and has done nothing.

    present    Clock, Randomness                 requests   what makes a call happen once
    ledger     Ledger: decisions and outcomes    bindings   BindingStore
    trust      TrustSource                       observer   Observer: metrics and logs
    policies   Policies, PolicyReader, PolicyStore
    transfers  TransferBook, TraceStore: settled transfers and the traces through them
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
from eidgate.ports.observer import DecisionSeen, Observer
from eidgate.ports.policies import Policies, PolicyDocument, PolicyReader, PolicyStore
from eidgate.ports.present import Clock, Randomness
from eidgate.ports.requests import OneUse, RequestClaim
from eidgate.ports.transfers import (
    Due,
    Neighbourhood,
    RecordedTransfers,
    Settled,
    TraceStore,
    TransferBook,
)
from eidgate.ports.trust import TrustSource

__all__ = [
    "BindingStore",
    "Claim",
    "Clock",
    "DecisionSeen",
    "Due",
    "Entry",
    "Ledger",
    "LedgerFacts",
    "Neighbourhood",
    "Observer",
    "OneUse",
    "OutcomeReport",
    "Policies",
    "PolicyDocument",
    "PolicyReader",
    "PolicyStore",
    "Randomness",
    "Recorded",
    "RecordedTransfers",
    "RequestClaim",
    "Settled",
    "StoredRecord",
    "TraceStore",
    "TransferBook",
    "TrustSource",
    "Unit",
    "Weigh",
    "Weighed",
]
