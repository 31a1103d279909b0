"""A victim's money is followed over two banks and a wallet: real processes, real mutual TLS, both stores."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from builders.desk import new_id
from builders.running import Running
from builders.transfers import instrument
from eidgate.client import CallRefusedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instrument
from eidgate.rpc.wire.requests import instrument_message
from eidgate.rpc.wire.scalars import timestamp
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, SHOP, WALLET
from eidgate.v1 import trace_pb2 as pb

pytest_plugins = ("builders.store_fixtures",)

_numbers = count(1)


class Chase:
    """Four accounts that nobody had before."""

    def __init__(self, server: Running) -> None:
        self.server, self.at = server, server.clock.now() - timedelta(hours=1)
        self.run = 100 * next(_numbers)
        self.victim, self.mule = instrument(self.run * 3), instrument(self.run * 3 + 1)
        self.second, self.purse = instrument(self.run * 3 + 3), instrument(self.run * 3 + 5)
        self.references = count(1)

    def minute(self, minutes: float) -> Timestamp:
        return timestamp(self.at + timedelta(minutes=minutes))

    def paid(
        self, source: Instrument, target: Instrument | None, millions: int, minutes: float
    ) -> pb.SettledTransfer:
        return pb.SettledTransfer(
            transfer_id=f"FT-{self.run}-{next(self.references)}",
            source=instrument_message(source),
            target=instrument_message(target) if target else None,
            amount=Money(currency_code="VND", units=millions * 1_000_000),
            settle_time=self.minute(minutes),
        )

    def record(self, caller: RelyingParty, *transfers: pb.SettledTransfer) -> tuple[int, int]:
        request = pb.RecordTransfersRequest(request_id=new_id(), transfers=transfers)
        response = self.server.client(caller).record_transfers(request).response
        return response.recorded_count, response.known_count

    def trace(self, caller: RelyingParty, **wanted: Any) -> pb.Trace:
        request = pb.TraceFundsRequest(request_id=new_id(), **wanted)
        return self.server.client(caller).trace_funds(request).response.trace

    def look(self, caller: RelyingParty, trace: pb.Trace) -> pb.Trace:
        return self.server.client(caller).get_trace(pb.GetTraceRequest(name=trace.name)).trace


@pytest.fixture
def chase(on_each_store: Running) -> Chase:
    return Chase(on_each_store)


def resting(accounts: Iterable[pb.TracedAccount]) -> dict[str, tuple[int, int]]:
    return {one.label: (one.hop, one.resting // 1_000_000) for one in accounts if one.resting}


def refused(error: pytest.ExceptionInfo[CallRefusedError]) -> tuple[str, str]:
    return error.value.code.name, error.value.reason


def test_a_chase_over_two_banks_and_a_wallet(chase: Chase) -> None:
    fraud = chase.paid(chase.victim, chase.mule, 50, 1)
    split = [chase.paid(chase.mule, chase.second, 30, 3), chase.paid(chase.mule, chase.purse, 20, 4)]
    assert chase.record(BANK, fraud) == (1, 0)
    assert chase.record(OTHER_BANK, fraud, *split) == (2, 1)
    assert chase.record(WALLET, split[1], chase.paid(chase.purse, None, 5, 6)) == (1, 1)

    start = pb.TransferStart(institution=BANK.institution, transfer_id=fraud.transfer_id)
    whole = chase.trace(POLICE, transfer=start)
    assert resting(whole.accounts) == {chase.second.key: (1, 30), chase.purse.key: (1, 15)}
    assert [(one.label, one.proposed_hold) for one in whole.accounts if one.proposed_hold] == [
        (chase.second.key, 30_000_000),
        (chase.purse.key, 15_000_000),
    ]
    assert [(one.why, one.amount) for one in whole.left] == [(pb.TRACE_EXIT_CASH, 5_000_000)]
    assert whole.entered == 50_000_000

    bank, wallet = chase.look(BANK, whole), chase.look(WALLET, whole)
    assert resting(bank.accounts) == {chase.second.key: (1, 30)}
    assert [one.source for one in bank.flows] == [f"{OTHER_BANK.institution}#1"]
    assert bank.accounts[0].instrument.number == chase.second.number
    assert resting(wallet.accounts) == {chase.purse.key: (1, 15)}
    assert chase.second.number not in str(wallet)
    way = chase.look(HOTLINE, whole)
    assert sorted(one.institution for one in way.accounts) == ["999901", "999902", "999903"]
    assert not any(one.HasField("instrument") or one.label.count(":") for one in way.accounts)

    assert chase.record(BANK, chase.paid(chase.second, chase.purse, 10, 8)) == (1, 0)
    later = chase.look(WALLET, whole)
    assert resting(later.accounts) == {chase.purse.key: (1, 25)}
    assert later.etag == "v2"


def test_a_bank_follows_what_left_its_customers_account(chase: Chase) -> None:
    chase.record(BANK, chase.paid(chase.victim, chase.second, 7, 1))
    start = pb.AccountStart(instrument=instrument_message(chase.victim), not_before=chase.minute(0))
    found = chase.trace(BANK, account=start, rule=pb.TAINT_RULE_PRO_RATA, hops=2)
    assert resting(found.accounts) == {chase.second.key: (1, 7)}
    assert found.rule == pb.TAINT_RULE_PRO_RATA


def test_a_retry_is_the_same_trace(chase: Chase) -> None:
    chase.record(BANK, chase.paid(chase.victim, chase.second, 7, 1))
    start = pb.AccountStart(instrument=instrument_message(chase.victim), not_before=chase.minute(0))
    request = pb.TraceFundsRequest(request_id=new_id(), account=start)
    client = chase.server.client(BANK)
    first = client.trace_funds(request).response
    assert client.trace_funds(request).response == first
    request.hops = 3
    with pytest.raises(CallRefusedError) as error:
        client.trace_funds(request)
    assert refused(error) == ("ALREADY_EXISTS", "REQUEST_ID_REUSED")


def test_what_is_not_ones_own_is_refused(chase: Chase) -> None:
    fraud = chase.paid(chase.victim, chase.second, 50, 1)
    with pytest.raises(CallRefusedError) as error:
        chase.record(OTHER_BANK, fraud)
    assert refused(error) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    chase.record(BANK, fraud)
    start = pb.TransferStart(institution=BANK.institution, transfer_id=fraud.transfer_id)
    with pytest.raises(CallRefusedError) as error:
        chase.trace(WALLET, transfer=start)
    assert refused(error) == ("NOT_FOUND", "NOT_FOUND")
    with pytest.raises(CallRefusedError) as error:
        chase.trace(SHOP, transfer=start)
    assert refused(error) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    found = chase.trace(BANK, transfer=start)
    with pytest.raises(CallRefusedError) as error:
        chase.look(WALLET, found)
    assert refused(error) == ("NOT_FOUND", "NOT_FOUND")


def test_two_thousand_transfers_fit_into_a_call_and_a_bad_one_refuses_all(chase: Chase) -> None:
    many = [chase.paid(chase.victim, chase.mule, 1, 1 + n / 100) for n in range(2_000)]
    client = chase.server.client(BANK)
    bad = pb.RecordTransfersRequest(request_id=new_id(), transfers=many)
    bad.transfers[1_777].settle_time.CopyFrom(timestamp(chase.server.clock.now() + timedelta(days=1)))
    with pytest.raises(CallRefusedError) as error:
        client.record_transfers(bad)
    assert refused(error) == ("INVALID_ARGUMENT", "REQUEST_INVALID")
    assert [one.field for one in error.value.violations] == ["transfers[1777].settle_time"]
    assert chase.record(BANK, *many) == (2_000, 0)


def test_whom_it_concerns_finds_a_trace_and_who_asked_ends_it(chase: Chase) -> None:
    fraud = chase.paid(chase.victim, chase.purse, 50, 1)
    chase.record(BANK, fraud)
    start = pb.TransferStart(institution=BANK.institution, transfer_id=fraud.transfer_id)
    made = chase.trace(BANK, transfer=start)

    def listed(caller: RelyingParty, **asked: Any) -> dict[str, pb.TraceSummary]:
        request = pb.ListTracesRequest(page_size=100, **asked)
        found = chase.server.client(caller).list_traces(request).traces
        return {one.name: one for one in found}

    [bank, wallet] = [listed(one, running_only=True)[made.name] for one in (BANK, WALLET)]
    assert (bank.account_count, bank.resting) == (0, 0)  # the money is not with the bank any more
    assert (wallet.account_count, wallet.resting) == (1, 50_000_000)
    assert made.name not in listed(OTHER_BANK)

    ending = pb.EndTraceRequest(name=made.name, etag=made.etag, note="the victim was mistaken")
    with pytest.raises(CallRefusedError) as error:
        chase.server.client(WALLET).end_trace(ending)
    assert refused(error) == ("PERMISSION_DENIED", "NOT_PERMITTED")
    stale = pb.EndTraceRequest(name=made.name, etag="v9", note="the victim was mistaken")
    with pytest.raises(CallRefusedError) as error:
        chase.server.client(BANK).end_trace(stale)
    assert error.value.code.name == "ABORTED"
    ended = chase.server.client(BANK).end_trace(ending).response.trace
    assert (ended.etag, ended.HasField("end_time")) == ("v2", True)
    assert made.name not in listed(BANK, running_only=True)
    assert listed(BANK)[made.name].HasField("end_time")
    chase.record(WALLET, chase.paid(chase.purse, None, 5, 6))
    assert chase.look(WALLET, made).etag == "v2"
