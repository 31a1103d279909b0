"""Every door between the service and the world, named by the act; the docstring is the contract.

Adapters implement these; the suites in `tests/contract` hold every adapter to them. All calls are blocking
and thread-safe. An adapter that cannot do its work raises `UnavailableError` and has done nothing.

    present    Clock, Randomness                 requests   what makes a call happen once
    ledger     Ledger: decisions and outcomes    bindings   BindingStore
    trust      TrustSource                       observer   Observer: metrics and logs
    policies   Policies, PolicyReader, PolicyStore
    past_decisions   PastDecisions: what was decided, for trials of policies
    shadows    ShadowStore: who judges aside, and what they would have decided
    sim_network   SimNetwork, PortedNumbers      subscribers   Subscribers: who an operator says one is
    transfers  TransferBook, TraceStore: settled transfers and the traces through them
"""

from eidgate.ports.bindings import BindingStore
from eidgate.ports.ledger import (
    Claim,
    Decided,
    DecisionFilter,
    Entry,
    Ledger,
    LedgerFacts,
    OutcomeReport,
    Recorded,
    RecordPage,
    StoredRecord,
    Unit,
    Weigh,
    Weighed,
)
from eidgate.ports.observer import DecisionSeen, Observer, ReportSeen
from eidgate.ports.past_decisions import PastDecision, PastDecisions, Span
from eidgate.ports.policies import Policies, PolicyDocument, PolicyReader, PolicyStore
from eidgate.ports.present import Clock, Randomness
from eidgate.ports.requests import OneUse, RequestClaim
from eidgate.ports.shadows import ShadowStore
from eidgate.ports.sim_network import PortedNumbers, SimNetwork, SimQuery, SimQuestion
from eidgate.ports.subscribers import Comparison, SubscriberField, SubscriberMatch, Subscribers
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
    "Comparison",
    "Decided",
    "DecisionFilter",
    "DecisionSeen",
    "Due",
    "Entry",
    "Ledger",
    "LedgerFacts",
    "Neighbourhood",
    "Observer",
    "OneUse",
    "OutcomeReport",
    "PastDecision",
    "PastDecisions",
    "Policies",
    "PolicyDocument",
    "PolicyReader",
    "PolicyStore",
    "PortedNumbers",
    "Randomness",
    "RecordPage",
    "Recorded",
    "RecordedTransfers",
    "ReportSeen",
    "RequestClaim",
    "Settled",
    "ShadowStore",
    "SimNetwork",
    "SimQuery",
    "SimQuestion",
    "Span",
    "StoredRecord",
    "SubscriberField",
    "SubscriberMatch",
    "Subscribers",
    "TraceStore",
    "TransferBook",
    "TrustSource",
    "Unit",
    "Weigh",
    "Weighed",
]
