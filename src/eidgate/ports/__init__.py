"""Every door between the service and the world, named by the act; the docstring is the contract.

Adapters implement these; the suites in `tests/contract` hold every adapter to them. All calls are blocking
and thread-safe. An adapter that cannot do its work raises `UnavailableError` and has done nothing.

    present    Clock, Randomness                 requests   what makes a call happen once
    ledger     Ledger: decisions and outcomes    bindings   BindingStore
    trust      TrustSource                       observer   Observer: metrics and logs
    policies   Policies, PolicyReader, PolicyStore
    past_decisions   PastDecisions: what was decided, for trials of policies
    shadows    ShadowStore: who judges aside, and what they would have decided
    precision  PrecisionBook: how often reasons, rules and lists were right
    population_registry   PopulationRegistry: does the person exist as asserted
    watchlist  Watchlist: entries and their feed watchlist_lists   Lists, Spool: whole lists
    look_ups   LookUps: what may be looked up    reports    ReportStore: victims' reports
    holds      HoldStore                         alerts     AlertBox: the outbox's other side
    sim_clocks SimClocks: what is due after a change of device
    sim_network   SimNetwork, PortedNumbers      subscribers   Subscribers: who an operator says one is
    payee_directory   PayeeDirectory: whose account it is
    transfers  TransferBook, TraceStore: settled transfers and the traces through them
    statistics RecordBook: what figures are counted from
"""

from eidgate.ports.alerts import AlertBox, AlertSlice, Backlog
from eidgate.ports.bindings import BindingStore, Judge, Relied, Step, Transferred, judge_nothing
from eidgate.ports.holds import HoldQuery, HoldStore
from eidgate.ports.ledger import (
    Decided,
    DecisionFilter,
    Ledger,
    OutcomeReport,
    RecordPage,
    StoredRecord,
)
from eidgate.ports.look_ups import LookUps
from eidgate.ports.observer import DecisionSeen, Observer, ReportSeen
from eidgate.ports.past_decisions import PastDecision, PastDecisions, Span
from eidgate.ports.payee_directory import PayeeDirectory
from eidgate.ports.policies import Policies, PolicyDocument, PolicyReader, PolicyStore
from eidgate.ports.population_registry import PopulationRegistry
from eidgate.ports.precision import PrecisionBook
from eidgate.ports.present import Clock, Randomness
from eidgate.ports.reports import FiledReport, ReportQuery, ReportStore
from eidgate.ports.requests import OneUse, RequestClaim
from eidgate.ports.shadows import ShadowSeen, ShadowStore, ShadowWatcher
from eidgate.ports.sim_clocks import SimClocks
from eidgate.ports.sim_network import PortedNumbers, SimNetwork, SimQuery, SimQuestion
from eidgate.ports.statistics import RecordBook
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
from eidgate.ports.units import Claim, Entry, LedgerFacts, Recorded, Unit, Weigh, Weighed
from eidgate.ports.watchlist import Watchlist
from eidgate.ports.watchlist_lists import Lists, Spool

__all__ = [
    "AlertBox",
    "AlertSlice",
    "Backlog",
    "BindingStore",
    "Claim",
    "Clock",
    "Comparison",
    "Decided",
    "DecisionFilter",
    "DecisionSeen",
    "Due",
    "Entry",
    "FiledReport",
    "HoldQuery",
    "HoldStore",
    "Judge",
    "Ledger",
    "LedgerFacts",
    "Lists",
    "LookUps",
    "Neighbourhood",
    "Observer",
    "OneUse",
    "OutcomeReport",
    "PastDecision",
    "PastDecisions",
    "PayeeDirectory",
    "Policies",
    "PolicyDocument",
    "PolicyReader",
    "PolicyStore",
    "PopulationRegistry",
    "PortedNumbers",
    "PrecisionBook",
    "Randomness",
    "RecordBook",
    "RecordPage",
    "Recorded",
    "RecordedTransfers",
    "Relied",
    "ReportQuery",
    "ReportSeen",
    "ReportStore",
    "RequestClaim",
    "Settled",
    "ShadowSeen",
    "ShadowStore",
    "ShadowWatcher",
    "SimClocks",
    "SimNetwork",
    "SimQuery",
    "SimQuestion",
    "Span",
    "Spool",
    "Step",
    "StoredRecord",
    "SubscriberField",
    "SubscriberMatch",
    "Subscribers",
    "TraceStore",
    "TransferBook",
    "Transferred",
    "TrustSource",
    "Unit",
    "Watchlist",
    "Weigh",
    "Weighed",
    "judge_nothing",
]
