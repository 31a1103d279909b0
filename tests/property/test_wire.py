"""The wire's law: what is written is read back as it was, whatever it is."""

from datetime import UTC, datetime, timedelta
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st
from protovalidate import Validator

from builders.wire import PAYER, facts, record
from builders.wire import answered as answer_of
from eidgate.core.assertion.verdict import HolderBinding, TransactionBinding
from eidgate.core.reasons import Reason
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.risk.facts import AssertionFacts, BindingFacts
from eidgate.core.risk.record import read_record
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Compromise, Context, SessionSign, SocialAccount, Transaction
from eidgate.core.transparency.canonical import canonical
from eidgate.rpc.wire import requests, scalars
from eidgate.rpc.wire.decisions import decision_message

VALIDATOR = Validator()

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 2),  # noqa: DTZ001 - hypothesis wants bounds without a zone
    max_value=datetime(9999, 12, 30),  # noqa: DTZ001 - and adds the zone itself
    timezones=st.just(UTC),
)
REFERENCES = st.from_regex(r"[0-9A-Za-z._-]{1,36}", fullmatch=True)
BINS = st.from_regex(r"[0-9]{6}", fullmatch=True)
MONEY_INSTRUMENTS = st.builds(
    Instrument,
    kind=st.sampled_from([InstrumentKind.ACCOUNT, InstrumentKind.WALLET]),
    institution=BINS,
    number=REFERENCES,
)
CARDS = st.builds(
    Instrument,
    kind=st.just(InstrumentKind.CARD),
    institution=BINS,
    number=st.from_regex(r"card-[0-9a-z]{1,31}", fullmatch=True),
)
SIMS = st.builds(
    Instrument,
    kind=st.just(InstrumentKind.SIM),
    institution=st.from_regex(r"[a-z][a-z0-9-]{1,31}", fullmatch=True),
    number=st.from_regex(r"\+[1-9][0-9]{7,14}", fullmatch=True),
)
INSTRUMENTS = st.one_of(MONEY_INSTRUMENTS, CARDS, SIMS)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60).map(
    lambda t: normalize("NFC", t)
)
CASHLIKE = (TransactionKind.CASH_WITHDRAWAL,)
PAID_KINDS = [kind for kind in TransactionKind if kind.moves_money and kind not in CASHLIKE]


@st.composite
def transactions(draw: st.DrawFn) -> Transaction:
    """Any transaction that the contract lets through."""
    kind = draw(st.sampled_from(TransactionKind))
    payee = draw(INSTRUMENTS) if kind in PAID_KINDS else None
    if kind in CASHLIKE:
        payee = draw(st.none() | INSTRUMENTS)
    has_amount = kind.moves_money or kind is TransactionKind.LIMIT_CHANGE
    return Transaction(
        kind=kind,
        customer=draw(st.sampled_from(CustomerKind)),
        payer=draw(INSTRUMENTS),
        payee=payee,
        payee_name=Masked(draw(NAMES)),
        amount=Vnd(draw(st.integers(1, 10**15)) if has_amount else 0),
        channel=draw(st.sampled_from(Channel)),
        merchant=draw(NAMES),
        end_to_end_id=draw(st.from_regex(r"[0-9A-Za-z._/-]{0,64}", fullmatch=True)),
        linked_wallet=draw(st.booleans()),
        new_organisation=draw(st.booleans()),
    )


CONFIRMATIONS = st.builds(
    Confirmation,
    form=st.sampled_from(Form),
    performed_at=INSTANTS,
    passed=st.booleans(),
    device=st.none(),
    login_method=st.booleans(),
    failures_before=st.integers(0, 1_000),
)
CONTEXTS = st.builds(
    Context,
    device=st.from_regex(r"[0-9A-Za-z._:-]{0,64}", fullmatch=True),
    new_device=st.none() | st.booleans(),
    compromises=st.lists(st.sampled_from(Compromise), unique=True).map(tuple),
    signs=st.lists(st.sampled_from(SessionSign), unique=True).map(tuple),
    inspected=st.booleans(),
    phone=st.sampled_from(["", "+84912345678"]).map(Masked),
    site=st.sampled_from(["", "shop.example", "shop.example/a"]).map(Masked),
    social_account=st.none()
    | st.builds(
        SocialAccount,
        platform=st.from_regex(r"[a-z][a-z0-9_]{0,31}", fullmatch=True),
        account_id=st.from_regex(r"[!-~]{1,128}", fullmatch=True),
    ),
    ip_country=st.sampled_from(["", "VN", "KH"]),
    session_started_at=st.none() | INSTANTS,
    payer_balance=st.none() | st.integers(0, 10**15).map(Vnd),
)


@given(INSTANTS)
def test_an_instant_comes_back(at: datetime) -> None:
    assert scalars.instant(scalars.timestamp(at), "at") == at


@given(INSTRUMENTS)
def test_an_instrument_comes_back(value: Instrument) -> None:
    message = requests.instrument_message(value)
    assert VALIDATOR.collect_violations(message) == []
    assert requests.instrument(message) == value


@given(transactions())
def test_a_transaction_comes_back(value: Transaction) -> None:
    message = requests.transaction_message(value)
    assert VALIDATOR.collect_violations(message) == []
    assert requests.transaction(message) == value


@given(st.lists(CONFIRMATIONS, max_size=16).map(tuple))
def test_confirmations_come_back_in_their_order(value: tuple[Confirmation, ...]) -> None:
    assert requests.confirmations(map(requests.confirmation_message, value)) == value


@given(CONTEXTS)
def test_a_context_comes_back(value: Context) -> None:
    message = requests.context_message(value)
    assert VALIDATOR.collect_violations(message) == []
    assert requests.context(message) == value


NOON = facts().at
SECONDS = st.integers(-(10**6), 10**6).map(lambda count: timedelta(seconds=count))
ASSERTIONS = st.one_of(
    st.just(AssertionFacts(presented=False)),
    st.builds(
        AssertionFacts,
        presented=st.just(True),
        rejected=st.sampled_from(Reason),
        step=st.integers(0, 14),
    ),
    st.builds(
        AssertionFacts,
        presented=st.just(True),
        issuer=st.sampled_from(["https://a.example", "https://b.example"]),
        subject_id=st.sampled_from(["s1", "s2"]),
        authenticated_at=st.none() | SECONDS.map(lambda by: NOON - by),
        account_level=st.none() | st.integers(1, 2),
        authentication_level=st.none() | st.integers(1, 4),
        factors=st.lists(st.sampled_from(["face", "pin", "otp"]), unique=True).map(tuple),
        holder_binding=st.sampled_from(HolderBinding),
        transaction_binding=st.sampled_from(TransactionBinding),
        used_before=st.booleans(),
        nonce_used_before=st.booleans(),
    ),
)
BINDINGS = st.none() | st.builds(
    BindingFacts,
    name=st.just("bindings/x1"),
    issuer=st.sampled_from(["https://a.example", "https://b.example"]),
    subject_id=st.sampled_from(["s1", "s2"]),
    active=st.booleans(),
    version=st.integers(1, 9),
)
KNOWN = st.builds(
    facts,
    assertion=ASSERTIONS,
    payer_binding=BINDINGS,
    confirmations=st.lists(
        st.builds(
            Confirmation,
            form=st.sampled_from(Form),
            performed_at=SECONDS.map(lambda by: NOON - by),
            passed=st.booleans(),
        ),
        max_size=4,
    ).map(tuple),
    device=st.sampled_from(["", "d1", "d2"]),
    known_device=st.sampled_from(["", "d1", "d2"]),
    new_device=st.none() | st.booleans(),
    compromises=st.lists(st.sampled_from(Compromise), unique=True).map(tuple),
    clock_skew_seconds=st.none() | st.integers(-(10**6), 10**6),
)


@given(KNOWN)
def test_a_decision_read_back_from_its_record_is_answered_with_the_same_bytes(known: object) -> None:
    made = record(known)  # type: ignore[arg-type]  # hypothesis does not know what facts() returns
    fresh = decision_message(answer_of(made))
    kept = decision_message(answer_of(read_record(canonical(made))))
    assert fresh.SerializeToString(deterministic=True) == kept.SerializeToString(deterministic=True)
    assert sum(finding.score for finding in fresh.findings) == fresh.score


@given(st.text(max_size=40))
def test_a_name_is_read_the_same_in_every_way_of_writing_it(text: str) -> None:
    assert scalars.name(normalize("NFD", text)) == scalars.name(text) == scalars.name(scalars.name(text))


def test_the_builders_payer_is_an_instrument_that_the_contract_lets_through() -> None:
    assert VALIDATOR.collect_violations(requests.instrument_message(PAYER)) == []
