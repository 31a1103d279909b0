"""The wire's scalars: money, moments and names, also those that no honest caller sends."""

from datetime import UTC, datetime
from unicodedata import normalize

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import given
from hypothesis import strategies as st

from eidgate.core.errors import InvalidCommandError
from eidgate.core.terms import CustomerKind, Instrument, InstrumentKind, Masked, TransactionKind, Vnd
from eidgate.core.transaction import Transaction
from eidgate.rpc.wire import requests
from eidgate.rpc.wire.scalars import instant, money, timestamp, vnd


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
