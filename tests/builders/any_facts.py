"""Hypothesis strategies for the facts of a decision: everything a ledger and a caller could bring."""

from datetime import date, timedelta

from hypothesis import strategies as st

from builders.facts import AN, BINH, ELSEWHERE, ISSUER, OURS, PHONE, account, transaction
from builders.regulation import NOON
from eidgate.core.assertion.tax_code import TaxCode
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.binding.lifecycle import BindingState
from eidgate.core.binding.names.grade import NameGrade
from eidgate.core.binding.payee import PayeeWhy
from eidgate.core.binding.sim_service import SimService
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.standing import Grade, StandingKind
from eidgate.core.observation import NOT_ASKED, Reading, SignalState
from eidgate.core.reasons import Reason
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Earlier, Form, Group, TransactionClass
from eidgate.core.risk.facts import (
    NO_NUMBER,
    NO_SERVICE,
    NO_SIM,
    AssertionFacts,
    BindingFacts,
    Expectation,
    Facts,
    NumberFacts,
    PayeeNameFacts,
    SessionFacts,
    SimFacts,
    SimServiceFacts,
    TransactionFacts,
)
from eidgate.core.risk.history import Credits, Flow, History, Reports
from eidgate.core.risk.parties import Party, PartyStanding
from eidgate.core.terms import CustomerKind, InstrumentKind, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Compromise, SessionSign

ISSUERS = st.sampled_from([ISSUER, "https://other.example"])
SUBJECTS = st.sampled_from([AN, BINH])
DEVICES = st.sampled_from(["", PHONE, "phone-of-somebody"])
AMOUNTS = st.one_of(
    st.integers(1, 2_000_000_000),
    st.sampled_from([4_000_000, 10_000_000, 10_000_001, 20_000_000, 500_000_000, 500_000_001]),
)
MOMENTS = st.integers(-200, 1_000).map(lambda seconds: NOON - timedelta(seconds=seconds))
DAYS = st.none() | st.dates(date(2026, 3, 1), date(2026, 3, 10))
INSTRUMENTS = st.builds(
    lambda number, institution, kind: account(number, institution=institution, kind=kind),
    st.sampled_from(["0011", "9900"]),
    st.sampled_from([OURS, ELSEWHERE]),
    st.sampled_from(InstrumentKind),
)

verified = st.builds(
    AssertionFacts,
    presented=st.just(True),
    digest=st.just("ab" * 32),
    issuer=ISSUERS,
    subject_id=SUBJECTS,
    assertion_id=st.just("assertion-1"),
    expires_at=st.just(NOON + timedelta(minutes=5)),
    authenticated_at=st.none() | MOMENTS,
    account_level=st.sampled_from([None, 1, 2]),
    authentication_level=st.sampled_from([None, 1, 2, 3, 4]),
    factors=st.sampled_from([(), ("pin",), ("face", "pin")]),
    holder_binding=st.sampled_from(HolderBinding),
    transaction_binding=st.sampled_from(TransactionBinding),
    document_expires_on=DAYS,
    notes=st.sampled_from(
        [(), (Reason.PROVINCE_CODE_UNKNOWN,), (Reason.DOCUMENT_AGE_PASSED,), (Reason.ASSURANCE_UNKNOWN,)]
    ),
    used_before=st.booleans(),
    nonce_used_before=st.booleans(),
)
refused = st.builds(
    AssertionFacts,
    presented=st.just(True),
    digest=st.just("cd" * 32),
    rejected=st.sampled_from([one for one in Reason if one is not Reason.ASSERTION_MISSING]),
    step=st.integers(0, 13),
)
assertions = st.one_of(st.just(AssertionFacts(presented=False)), verified, verified, refused)

bindings = st.builds(
    BindingFacts,
    name=st.just("bindings/1"),
    issuer=ISSUERS,
    subject_id=SUBJECTS,
    active=st.booleans(),
    version=st.integers(1, 3),
    state=st.sampled_from(BindingState),
    confirmed_at=st.none() | MOMENTS | st.just(NOON - timedelta(days=100)),
)
GAPS = st.sampled_from([one for one in SignalState if one.is_gap])
READINGS = st.just(NOT_ASKED) | st.builds(Reading, state=st.sampled_from(SignalState), at=st.none() | MOMENTS)
standings = st.builds(
    PartyStanding,
    party=st.sampled_from(Party),
    kind=st.sampled_from(StandingKind),
    identifier_kind=st.sampled_from(IdentifierKind),
    name=st.sampled_from(["x/1", "x/2", "x/3"]),
    since=MOMENTS,
    until=st.just(NOON + timedelta(days=1)),
    source=st.sampled_from(["999901", "police"]),
    grade=st.none() | st.sampled_from(Grade),
    code=st.integers(0, 8),
    amount=st.integers(0, 10**9).map(Vnd),
)
confirmations = st.builds(
    Confirmation,
    form=st.sampled_from(Form),
    performed_at=MOMENTS,
    passed=st.booleans(),
    device=st.none() | DEVICES,
    login_method=st.booleans(),
    failures_before=st.sampled_from([0, 9, 10]),
)
rows = st.builds(
    Earlier,
    group=st.sampled_from(Group),
    amount=AMOUNTS.map(Vnd),
    transaction_class=st.sampled_from(TransactionClass),
    confirmed_as=st.none() | st.sampled_from(TransactionClass),
    at=st.integers(0, 40_000).map(lambda seconds: NOON - timedelta(seconds=seconds)),
)
counts = st.integers(0, 250)
flows = st.builds(
    Flow, payments=counts, amount=AMOUNTS.map(Vnd), others=st.integers(0, 60), complete=st.booleans()
)
credited = st.builds(
    Credits,
    credits=counts,
    amount=AMOUNTS.map(Vnd),
    payers=st.integers(0, 10),
    listed=st.integers(0, 6),
    complete=st.booleans(),
)
long_before = st.none() | st.integers(0, 60 * 24).map(lambda hours: NOON - timedelta(hours=hours))
reports = st.builds(
    Reports,
    frauds=st.integers(0, 2),
    false_alarms=st.integers(0, 2),
    completed=counts,
    overridden=st.integers(0, 2),
)
histories = st.builds(
    History,
    hour=flows,
    day=flows,
    week=flows,
    pieces=flows,
    payee_since=long_before,
    active_since=long_before,
    hour_since=long_before,
    places_since=long_before,
    place_since=long_before,
    largest=st.just(Vnd(0)) | AMOUNTS.map(Vnd),
    received=credited,
    payee_received=credited,
    device_others=st.integers(0, 4),
    payer_reports=reports,
    payee_reports=reports,
)


@st.composite
def transactions(draw: st.DrawFn) -> TransactionFacts:
    kind = draw(st.sampled_from(TransactionKind))
    amount = draw(AMOUNTS) if kind.moves_money else 0
    return transaction(
        amount,
        kind=kind,
        customer=draw(st.sampled_from(CustomerKind)),
        payer=draw(INSTRUMENTS),
        payee=draw(st.none() | INSTRUMENTS),
        channel=draw(st.sampled_from(Channel)),
        linked_wallet=draw(st.booleans()),
        new_organisation=draw(st.booleans()),
    )


all_facts = st.builds(
    Facts,
    at=st.just(NOON),
    provider=st.just(OURS),
    transaction=st.none() | transactions() | transactions(),
    assertion=assertions,
    confirmations=st.lists(confirmations, max_size=4).map(tuple),
    device=DEVICES,
    new_device=st.none() | st.booleans(),
    compromises=st.lists(st.sampled_from(Compromise), max_size=2).map(tuple),
    clock_skew_seconds=st.none() | st.integers(-100, 100),
    payer_binding=st.none() | bindings,
    payee_binding=st.none() | bindings,
    earlier=st.lists(rows, max_size=4).map(tuple),
    known_device=DEVICES,
    expected=st.builds(
        Expectation,
        subject_id=st.sampled_from(["", AN]),
        account_level=st.integers(0, 2),
        authentication_level=st.integers(0, 4),
        tax_code=st.sampled_from(TaxCode),
    ),
    standings=st.lists(standings, max_size=3).map(tuple),
    asked=st.sampled_from([(), (Party.PAYER, Party.PAYEE), tuple(Party)]),
    sim=st.just(NO_SIM)
    | st.builds(SimFacts, swap=READINGS, device_change=READINGS, recycled=READINGS, forwarding=READINGS),
    number=st.just(NO_NUMBER)
    | st.builds(
        NumberFacts, bound=st.just(True), suspended=st.booleans(), of_payer=st.none() | st.booleans()
    ),
    sim_service=st.just(NO_SERVICE)
    | st.builds(
        SimServiceFacts,
        reading=st.builds(
            Reading,
            state=st.sampled_from([one for one in SignalState if not one.is_gap]),
            at=st.none() | MOMENTS,
        ),
        service=st.none() | st.sampled_from(SimService),
    ),
    payee_name=st.builds(
        PayeeNameFacts,
        reading=READINGS,
        grade=st.none() | st.sampled_from(NameGrade),
        why=st.none() | st.sampled_from(PayeeWhy),
    ),
    session=st.builds(
        SessionFacts,
        signs=st.lists(st.sampled_from(SessionSign), max_size=2, unique=True).map(tuple),
        inspected=st.booleans(),
        ip_country=st.sampled_from(["", "VN", "KH"]),
    ),
    history=st.none() | histories,
    payer_balance=st.none() | st.integers(0, 2_000_000_000).map(Vnd),
)
