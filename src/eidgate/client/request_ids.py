"""Request ids: given before the first try, so that every retry carries the same bytes."""

from secrets import token_bytes
from typing import TypeVar
from uuid import UUID

from eidgate.v1 import (
    alert_service_pb2,
    binding_service_pb2,
    hold_pb2,
    policy_service_pb2,
    report_pb2,
    trace_pb2,
    verification_service_pb2,
    watchlist_service_pb2,
)

Identifiable = TypeVar(
    "Identifiable",
    verification_service_pb2.VerifyTransactionRequest,
    verification_service_pb2.VerifyAssertionRequest,
    verification_service_pb2.ReportOutcomeRequest,
    binding_service_pb2.CreateBindingRequest,
    binding_service_pb2.RevokeBindingRequest,
    policy_service_pb2.ProposePolicyRequest,
    policy_service_pb2.ApprovePolicyRequest,
    policy_service_pb2.ActivatePolicyRequest,
    policy_service_pb2.RollBackPolicyRequest,
    policy_service_pb2.StartShadowRequest,
    policy_service_pb2.EndShadowRequest,
    binding_service_pb2.ConfirmBindingRequest,
    binding_service_pb2.SuspendBindingRequest,
    binding_service_pb2.ReinstateBindingRequest,
    binding_service_pb2.TransferBindingRequest,
    binding_service_pb2.DisownInstrumentRequest,
    binding_service_pb2.ReportDeviceChangeRequest,
    binding_service_pb2.ReverifySubscriberRequest,
    hold_pb2.PlaceHoldRequest,
    hold_pb2.ConfirmHoldRequest,
    hold_pb2.ExtendHoldRequest,
    hold_pb2.ReleaseHoldRequest,
    alert_service_pb2.AcknowledgeAlertRequest,
    trace_pb2.RecordTransfersRequest,
    trace_pb2.TraceFundsRequest,
    trace_pb2.EndTraceRequest,
    report_pb2.FileReportRequest,
    report_pb2.UpdateReportRequest,
    watchlist_service_pb2.ReportIdentifierRequest,
    watchlist_service_pb2.ImportHeader,
    watchlist_service_pb2.AcknowledgeChangesRequest,
    watchlist_service_pb2.UpdateEntryRequest,
    watchlist_service_pb2.ClearEntryRequest,
    watchlist_service_pb2.FileAppealRequest,
    watchlist_service_pb2.ResolveAppealRequest,
)


def identified(request: Identifiable) -> Identifiable:
    """Return the request with a request id: its own, or a new random UUID (RFC 9562 §5.4).

    The caller's message is never changed. Who must be able to ask again after a crash keeps the result, or
    sets an id of its own.
    """
    if request.request_id:
        return request
    named = type(request)()
    named.CopyFrom(request)
    named.request_id = str(UUID(bytes=token_bytes(16), version=4))
    return named


def identified_batch(
    batch: verification_service_pb2.BatchVerifyTransactionsRequest,
) -> verification_service_pb2.BatchVerifyTransactionsRequest:
    """Return the batch with a request id in every item."""
    return verification_service_pb2.BatchVerifyTransactionsRequest(
        requests=[identified(item) for item in batch.requests]
    )
