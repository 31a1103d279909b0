"""Everything that a use case needs, built once by `bootstrap`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from eidgate.app.shadow_judge import ShadowJudge
from eidgate.core.assertion.challenge import Keyring
from eidgate.core.binding.banks import NO_BANKS, Banks
from eidgate.core.binding.phone import NO_NUMBERS, NumberPlan
from eidgate.core.desk.person import PersonKeys
from eidgate.core.desk.working_days import WorkingDays
from eidgate.core.regulation.versions import Regulation
from eidgate.ports import (
    AlertBox,
    BindingStore,
    Clock,
    HoldStore,
    Ledger,
    Lists,
    LookUps,
    Observer,
    PastDecisions,
    PayeeDirectory,
    Policies,
    PolicyReader,
    PolicyStore,
    PopulationRegistry,
    Randomness,
    RecordBook,
    ReportStore,
    ShadowStore,
    Spool,
    TraceStore,
    TransferBook,
    TrustSource,
    Watchlist,
)
from eidgate.ports.sim_network import PortedNumbers, SimNetwork
from eidgate.ports.subscribers import Subscribers


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptKeys:
    """The keys that sign receipts; `current` signs new ones, the others sign retries of old ones again."""

    current: str
    keys: Mapping[str, Ed25519PrivateKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The ports and the rules that every use case works with."""

    ledger: Ledger
    bindings: BindingStore
    watchlist: Watchlist
    lists: Lists
    look_ups: LookUps
    payee_checks: LookUps
    """What relying parties may find out about payees; a budget of its own."""
    spool: Callable[[], Spool]
    holds: HoldStore
    alerts: AlertBox
    transfers: TransferBook
    traces: TraceStore
    reports: ReportStore
    records: RecordBook
    trust: TrustSource
    clock: Clock
    randomness: Randomness
    observer: Observer
    regulation: Regulation
    working_days: WorkingDays
    policies: Policies
    policy_store: PolicyStore
    shadow_store: ShadowStore
    past_decisions: PastDecisions
    policy_reader: PolicyReader
    challenge_keys: Keyring
    receipt_keys: ReceiptKeys
    program: str
    """This program's version, which records name."""
    registry: PopulationRegistry | None = None
    """Without it nobody is asked, and the policy says what that means."""
    number_plan: NumberPlan = NO_NUMBERS
    """Without it no SIM has a number."""
    sim_network: SimNetwork | None = None
    """Without it no operator is asked, and the facts say that nobody was."""
    subscribers: Subscribers | None = None
    ported_numbers: PortedNumbers | None = None
    """Without it whose a number is rests on its operator's word alone."""
    shadow_judge: ShadowJudge | None = None
    """Without it no candidate judges aside."""
    payee_directory: PayeeDirectory | None = None
    """Without it no bank is asked whose account it is; a bank may still tell about its own."""
    banks: Banks = NO_BANKS
    person_keys: PersonKeys | None = None
    """Without them people cannot be looked up on the list, and decisions say so."""
