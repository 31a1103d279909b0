"""The wire's law: what is written to protobuf reads back as it was, for every value that is allowed."""

from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.errors import InvalidCommandError
from eidgate.core.regulation.evidence import Confirmation
from eidgate.core.regulation.terms import Form
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Channel, Compromise, Context, Transaction
from eidgate.rpc.wire import requests
from eidgate.rpc.wire.scalars import instant, money, timestamp, vnd

instants = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 (hypothesis wants them so)
instruments = st.builds(
    Instrument,
    kind=st.sampled_from(InstrumentKind),
    institution=st.from_regex(r"[0-9]{6}", fullmatch=True),
    number=st.from_regex(r"[0-9A-Za-z._-]{1,36}", fullmatch=True),
)
names = st.text(max_size=150).map(lambda text: Masked(normalize("NFC", text)))
transactions = st.builds(
    Transaction,
    kind=st.sampled_from(TransactionKind),
    customer=st.sampled_from(CustomerKind),
    payer=instruments,
    payee=st.none() | instruments,
    payee_name=names,
    amount=st.integers(min_value=0, max_value=10**15).map(Vnd),
    channel=st.sampled_from(Channel),
    merchant=st.text(max_size=140),
    end_to_end_id=st.from_regex(r"[0-9A-Za-z._/-]{0,64}", fullmatch=True),
    linked_wallet=st.booleans(),
    new_organisation=st.booleans(),
)
confirmations = st.builds(
    Confirmation,
    form=st.sampled_from(Form),
    performed_at=instants,
    passed=st.booleans(),
    login_method=st.booleans(),
)
contexts = st.builds(
    Context,
    device=st.from_regex(r"[0-9A-Za-z._:-]{0,64}", fullmatch=True),
    new_device=st.none() | st.booleans(),
    compromises=st.lists(st.sampled_from(Compromise), unique=True).map(tuple),
)


@given(transactions)
def test_a_transaction_reads_back_as_it_was(value: Transaction) -> None:
    assert requests.transaction(requests.transaction_message(value)) == value


@given(st.lists(confirmations, max_size=16))
def test_confirmations_read_back_as_they_were(values: list[Confirmation]) -> None:
    assert requests.confirmations(map(requests.confirmation_message, values)) == tuple(values)


@given(contexts)
def test_a_context_reads_back_as_it_was(value: Context) -> None:
    assert requests.context(requests.context_message(value)) == value


@given(instants)
def test_an_instant_reads_back_as_it_was(at: datetime) -> None:
    assert instant(timestamp(at), "at") == at


@given(st.integers(min_value=0, max_value=10**15).map(Vnd))
def test_money_reads_back_as_it_was(amount: Vnd) -> None:
    assert vnd(money(amount)) == amount


@given(st.integers(-(2**63), 2**63 - 1), st.integers(-(2**31), 2**31 - 1))
def test_any_timestamp_is_an_instant_or_a_violation_with_its_path(seconds: int, nanos: int) -> None:
    try:
        at = instant(Timestamp(seconds=seconds, nanos=nanos), "client_time")
    except InvalidCommandError as error:
        assert [one.field for one in error.violations] == ["client_time"]  # noqa: PT017 (both ways are right)
    else:
        assert at.tzinfo is UTC


def test_the_same_name_in_two_spellings_is_one() -> None:
    composed, decomposed = "Nguyễn", normalize("NFD", "Nguyễn")
    assert composed != decomposed
    message = requests.transaction_message
    value = Transaction(
        kind=TransactionKind.TRANSFER_OTHER,
        customer=CustomerKind.INDIVIDUAL,
        payer=Instrument(kind=InstrumentKind.ACCOUNT, institution="999901", number="1"),
    )
    asked = message(value)
    asked.payee_name = decomposed
    assert requests.transaction(asked).payee_name == Masked(composed)


def test_an_instant_without_an_offset_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        timestamp(datetime(2026, 3, 5))  # noqa: DTZ001 (the fault under test)
