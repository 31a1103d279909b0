from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from grpc import StatusCode

from builders.far_end import FarEnd, refuse
from eidgate.client import Answered, Client
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import desk_service_pb2 as desk
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import policy_service_pb2 as policies
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import statistics_pb2 as statistics
from eidgate.v1 import trace_pb2 as traces
from eidgate.v1 import verification_service_pb2 as verification
from eidgate.v1 import watchlist_service_pb2 as watchlist

METHODS: list[tuple[str, str, Any, Any]] = [
    ("VerificationService", name, request, response)
    for name, request, response in [
        (
            "CreateChallenge",
            verification.CreateChallengeRequest,
            verification.CreateChallengeResponse,
        ),
        (
            "VerifyTransaction",
            verification.VerifyTransactionRequest,
            verification.VerifyTransactionResponse,
        ),
        (
            "BatchVerifyTransactions",
            verification.BatchVerifyTransactionsRequest,
            verification.BatchVerifyTransactionsResponse,
        ),
        (
            "VerifyAssertion",
            verification.VerifyAssertionRequest,
            verification.VerifyAssertionResponse,
        ),
        ("GetDecision", verification.GetDecisionRequest, verification.GetDecisionResponse),
        ("ListDecisions", verification.ListDecisionsRequest, verification.ListDecisionsResponse),
        ("ReportOutcome", verification.ReportOutcomeRequest, verification.ReportOutcomeResponse),
    ]
] + [
    ("BindingService", name, request, response)
    for name, request, response in [
        ("CreateBinding", bindings.CreateBindingRequest, bindings.CreateBindingResponse),
        ("GetBinding", bindings.GetBindingRequest, bindings.GetBindingResponse),
        ("ListBindings", bindings.ListBindingsRequest, bindings.ListBindingsResponse),
        ("RevokeBinding", bindings.RevokeBindingRequest, bindings.RevokeBindingResponse),
        ("ListBindingVersions", bindings.ListBindingVersionsRequest, bindings.ListBindingVersionsResponse),
        ("ListBindingDecisions", bindings.ListBindingDecisionsRequest, bindings.ListBindingDecisionsResponse),
        ("ConfirmBinding", bindings.ConfirmBindingRequest, bindings.ConfirmBindingResponse),
        ("SuspendBinding", bindings.SuspendBindingRequest, bindings.SuspendBindingResponse),
        ("ReinstateBinding", bindings.ReinstateBindingRequest, bindings.ReinstateBindingResponse),
        ("TransferBinding", bindings.TransferBindingRequest, bindings.TransferBindingResponse),
        (
            "ListSubjectInstruments",
            bindings.ListSubjectInstrumentsRequest,
            bindings.ListSubjectInstrumentsResponse,
        ),
        ("CheckPayee", bindings.CheckPayeeRequest, bindings.CheckPayeeResponse),
        ("DisownInstrument", bindings.DisownInstrumentRequest, bindings.DisownInstrumentResponse),
        ("ReportDeviceChange", bindings.ReportDeviceChangeRequest, bindings.ReportDeviceChangeResponse),
        ("ReverifySubscriber", bindings.ReverifySubscriberRequest, bindings.ReverifySubscriberResponse),
    ]
]
METHODS += [
    ("PolicyService", name, getattr(policies, f"{name}Request"), getattr(policies, f"{name}Response"))
    for name in (
        "ProposePolicy",
        "ApprovePolicy",
        "ActivatePolicy",
        "RollBackPolicy",
        "GetPolicy",
        "ListPolicies",
        "StartShadow",
        "EndShadow",
        "GetShadowReport",
    )
]
METHODS += [
    ("DeskService", name, request, response)
    for name, request, response in [
        ("RecordTransfers", traces.RecordTransfersRequest, traces.RecordTransfersResponse),
        ("TraceFunds", traces.TraceFundsRequest, traces.TraceFundsResponse),
        ("GetTrace", traces.GetTraceRequest, traces.GetTraceResponse),
        ("ListTraces", traces.ListTracesRequest, traces.ListTracesResponse),
        ("EndTrace", traces.EndTraceRequest, traces.EndTraceResponse),
        ("PlaceHold", holds.PlaceHoldRequest, holds.PlaceHoldResponse),
        ("ConfirmHold", holds.ConfirmHoldRequest, holds.ConfirmHoldResponse),
        ("ExtendHold", holds.ExtendHoldRequest, holds.ExtendHoldResponse),
        ("ReleaseHold", holds.ReleaseHoldRequest, holds.ReleaseHoldResponse),
        ("GetHold", holds.GetHoldRequest, holds.GetHoldResponse),
        ("ListHolds", holds.ListHoldsRequest, holds.ListHoldsResponse),
    ]
] + [("AlertService", "AcknowledgeAlert", alerts.AcknowledgeAlertRequest, alerts.AcknowledgeAlertResponse)]


METHODS += [
    ("DeskService", name, getattr(reports, f"{name}Request"), getattr(reports, f"{name}Response"))
    for name in ("FileReport", "GetReport", "ListReports", "UpdateReport")
] + [("DeskService", "GetStatistics", statistics.GetStatisticsRequest, statistics.GetStatisticsResponse)]
METHODS += [
    ("WatchlistService", name, getattr(watchlist, f"{name}Request"), getattr(watchlist, f"{name}Response"))
    for name in (
        "CheckIdentifiers",
        "ReportIdentifier",
        "GetEntry",
        "ListEntries",
        "UpdateEntry",
        "ClearEntry",
        "AcknowledgeChanges",
        "FileAppeal",
        "ResolveAppeal",
    )
]


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")


@pytest.mark.parametrize(("service", "name", "request_type", "response_type"), METHODS)
def test_every_rpc_has_its_method(
    client: Client, far_end: FarEnd, *, service: str, name: str, request_type: Any, response_type: Any
) -> None:
    answered = getattr(client, snake(name))(request_type())
    response = answered.response if isinstance(answered, Answered) else answered
    assert isinstance(response, response_type)
    assert far_end.paths == [f"/eidgate.v1.{service}/{name}"]


def test_no_rpc_of_the_contract_is_left_out() -> None:
    contract = {
        (service.name, method.name)
        for file in (verification, bindings, desk, alerts, policies, watchlist)
        for service in file.DESCRIPTOR.services_by_name.values()
        for method in service.methods
    }
    streamed = {
        ("AlertService", "StreamAlerts"),  # test_alerts.py, by follow_alerts and read_alerts
        ("WatchlistService", "ImportEntries"),  # test_list_streams.py
        ("WatchlistService", "WatchEntries"),  # test_list_streams.py, by watch_entries and read_entries
        ("PolicyService", "BacktestPolicy"),  # test_policies.py
    }
    assert {(service, name) for service, name, _, _ in METHODS} == contract - streamed


def test_a_batch_is_tried_again_with_the_same_request_ids(client: Client, far_end: FarEnd) -> None:
    far_end.orders.append(refuse(StatusCode.UNAVAILABLE))
    item = verification.VerifyTransactionRequest
    client.batch_verify_transactions(verification.BatchVerifyTransactionsRequest(requests=[item(), item()]))
    first, second = map(verification.BatchVerifyTransactionsRequest.FromString, far_end.received)
    assert first == second
    assert all(one.request_id for one in first.requests)


def test_may_be_used_by_several_threads_at_once(client: Client, far_end: FarEnd) -> None:
    far_end.orders.extend([refuse(StatusCode.UNAVAILABLE)] * 8)
    requests = [verification.VerifyTransactionRequest(correlation_id=f"n{n}") for n in range(16)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        list(pool.map(client.verify_transaction, requests))
    sent = {verification.VerifyTransactionRequest.FromString(raw).request_id for raw in far_end.received}
    assert len(sent) == 16
