"""An auditor over mutual TLS: reads what others decided, listed, held and put in force; acts on nothing."""

from collections.abc import Callable

import pytest

from builders.holding_desk import place
from builders.holds import AN
from builders.lister import account
from builders.running import Running
from builders.tainted import tainted
from eidgate.client import CallRefusedError, Client, check_receipt, read_receipt_keys
from eidgate.simulator.world import AUDITOR, BANK, OTHER_BANK
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import policy_service_pb2 as policies
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import trace_pb2 as traces
from eidgate.v1 import verification_service_pb2 as verification
from eidgate.v1 import watchlist_service_pb2 as watchlist


@pytest.fixture
def auditor(server: Running) -> Client:
    return server.client(AUDITOR)


def test_a_decision_is_read_with_who_asked_and_a_receipt_that_holds(server: Running, auditor: Client) -> None:
    made = server.desk().pay()
    asked = verification.GetDecisionRequest(name=made.name)
    read = auditor.get_decision(asked).decision
    assert read.relying_party == BANK.relying_party_id
    assert check_receipt(read, read_receipt_keys(server.installation.folder / "receipt-public-keys.json"))
    read.ClearField("relying_party")
    assert read == made

    of_bank = verification.ListDecisionsRequest(relying_party=BANK.relying_party_id, page_size=500)
    assert made.name in {one.name for one in auditor.list_decisions(of_bank).decisions}
    of_bank.relying_party = OTHER_BANK.relying_party_id
    assert made.name not in {one.name for one in auditor.list_decisions(of_bank).decisions}
    assert not server.client(OTHER_BANK).list_decisions(of_bank).decisions
    of_bank.relying_party = BANK.relying_party_id
    assert not server.client(OTHER_BANK).list_decisions(of_bank).decisions


def test_an_entry_and_a_hold_of_others_are_read(server: Running, auditor: Client) -> None:
    bank = server.client(BANK)
    reporting = watchlist.ReportIdentifierRequest(identifier=account("0700000001"), code=3)
    entry = bank.report_identifier(reporting).response.entry
    asked = watchlist.GetEntryRequest(name=entry.name)
    assert auditor.get_entry(asked).entry == bank.get_entry(asked).entry
    entries = auditor.list_entries(watchlist.ListEntriesRequest(page_size=500)).entries
    assert entry.name in {one.name for one in entries}

    held = place(server.client(AN), *tainted(server, server.world.account(960, bank=OTHER_BANK)))
    assert auditor.get_hold(holds.GetHoldRequest(name=held.name)).hold == held
    found = auditor.list_holds(holds.ListHoldsRequest(page_size=500)).holds
    assert held.name in {one.name for one in found}


def test_every_decision_is_decided_again(server: Running, auditor: Client) -> None:
    server.desk().pay()
    messages = list(auditor.backtest_policy(policies.BacktestPolicyRequest()))
    assert messages[-1].finished
    assert sum(one.counted.tried for one in messages) > 0
    assert sum(one.counted.changed for one in messages) == 0
    assert list(auditor.list_policies(policies.ListPoliciesRequest()).policies) == []


@pytest.mark.parametrize(
    "act",
    [
        lambda client: client.report_identifier(
            watchlist.ReportIdentifierRequest(identifier=account("0700000002"), code=3)
        ),
        lambda client: client.check_identifiers(
            watchlist.CheckIdentifiersRequest(identifiers=[account("0700000002")])
        ),
        lambda client: client.import_entries(watchlist.ImportHeader(list="mine"), []),
        lambda client: next(client.watch_entries()),
        lambda client: client.list_reports(reports.ListReportsRequest()),
        lambda client: client.list_bindings(bindings.ListBindingsRequest()),
        lambda client: client.list_traces(traces.ListTracesRequest()),
    ],
)
def test_what_is_not_an_auditors_is_refused(auditor: Client, act: Callable[[Client], object]) -> None:
    with pytest.raises(CallRefusedError) as refused:
        act(auditor)
    assert refused.value.reason == "NOT_PERMITTED"
