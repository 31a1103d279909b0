"""A far end for the client: the generated services over real mutual TLS, answering as the test tells it."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from time import monotonic
from typing import Any

import grpc
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from google.protobuf import any_pb2
from google.protobuf.message import Message
from google.rpc import status_pb2
from grpc_status import rpc_status

from eidgate.client import ClientCertificates
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import (
    alert_service_pb2_grpc,
    binding_service_pb2_grpc,
    desk_service_pb2_grpc,
    policy_service_pb2_grpc,
    verification_service_pb2_grpc,
    watchlist_service_pb2_grpc,
)
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import policy_service_pb2 as policies
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import statistics_pb2 as statistics
from eidgate.v1 import trace_pb2 as traces
from eidgate.v1 import verification_service_pb2 as verification
from eidgate.v1 import watchlist_service_pb2 as watchlist

Act = Callable[[Any, grpc.ServicerContext], Any]

LIFETIME = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def issue(name: str, *, by: Issued | None = None) -> Issued:
    """Issue a certificate: by a CA, or a CA's own."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)  # noqa: TID251 - TLS libraries compare certificates with the real clock
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - LIFETIME)
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=by is None, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(by.key if by else key, hashes.SHA256())
    )
    return Issued(certificate=signed, key=key)


def write_certificates(folder: Path, ca: Issued, issued: Issued) -> ClientCertificates:
    """Write the files that a client needs."""
    ca_file, certificate, key = (folder / name for name in ("ca.pem", "bank.pem", "bank.key.pem"))
    ca_file.write_bytes(ca.certificate_pem)
    certificate.write_bytes(issued.certificate_pem)
    key.write_bytes(issued.key_pem)
    return ClientCertificates(ca=ca_file, certificate=certificate, key=key)


def status(code: grpc.StatusCode, message: str, *details: Message) -> status_pb2.Status:
    told = status_pb2.Status(code=code.value[0], message=message)
    for detail in details:
        packed = any_pb2.Any()
        packed.Pack(detail)
        told.details.append(packed)
    return told


def refuse(code: grpc.StatusCode, *details: Message) -> Act:
    def act(_: Any, context: grpc.ServicerContext) -> None:
        context.abort_with_status(rpc_status.to_status(status(code, "refused", *details)))

    return act


def replayed(response: Message) -> Act:
    def act(_: Any, context: grpc.ServicerContext) -> Message:
        context.set_trailing_metadata((("eidgate-replayed", "true"),))
        return response

    return act


@dataclass(slots=True, kw_only=True)
class FarEnd(grpc.ServerInterceptor):
    """What it was sent, and what it does next; without orders it answers with an empty response."""

    port: int = 0
    orders: deque[Act] = field(default_factory=deque)
    paths: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    metadata: list[dict[str, Any]] = field(default_factory=list)
    patience: list[float] = field(default_factory=list)
    callers: list[str] = field(default_factory=list)

    @property
    def target(self) -> str:
        return f"127.0.0.1:{self.port}"

    def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        """Note the bytes as they came."""
        handler = continuation(handler_call_details)
        self.paths.append(handler_call_details.method)
        self.metadata.append(dict(handler_call_details.invocation_metadata))
        read = handler.request_deserializer

        def noted(raw: bytes) -> Any:
            self.received.append(raw)
            self.arrivals.append(monotonic())
            return read(raw)

        return handler._replace(request_deserializer=noted)

    def answer(self, request: Any, context: grpc.ServicerContext, response: Any) -> Any:
        self.patience.append(context.time_remaining() or 0.0)
        self.callers.append(bytes(context.auth_context()["x509_common_name"][0]).decode())
        return self.orders.popleft()(request, context) if self.orders else response()


_RESPONSES = {
    "CreateChallenge": verification.CreateChallengeResponse,
    "VerifyTransaction": verification.VerifyTransactionResponse,
    "BatchVerifyTransactions": verification.BatchVerifyTransactionsResponse,
    "VerifyAssertion": verification.VerifyAssertionResponse,
    "GetDecision": verification.GetDecisionResponse,
    "ListDecisions": verification.ListDecisionsResponse,
    "ReportOutcome": verification.ReportOutcomeResponse,
    "ProposePolicy": policies.ProposePolicyResponse,
    "ApprovePolicy": policies.ApprovePolicyResponse,
    "ActivatePolicy": policies.ActivatePolicyResponse,
    "RollBackPolicy": policies.RollBackPolicyResponse,
    "GetPolicy": policies.GetPolicyResponse,
    "ListPolicies": policies.ListPoliciesResponse,
    "StartShadow": policies.StartShadowResponse,
    "EndShadow": policies.EndShadowResponse,
    "GetShadowReport": policies.GetShadowReportResponse,
    "BacktestPolicy": lambda: iter(()),
    "CreateBinding": bindings.CreateBindingResponse,
    "GetBinding": bindings.GetBindingResponse,
    "ListBindings": bindings.ListBindingsResponse,
    "RevokeBinding": bindings.RevokeBindingResponse,
    "ListBindingVersions": bindings.ListBindingVersionsResponse,
    "ListBindingDecisions": bindings.ListBindingDecisionsResponse,
    "ConfirmBinding": bindings.ConfirmBindingResponse,
    "SuspendBinding": bindings.SuspendBindingResponse,
    "ReinstateBinding": bindings.ReinstateBindingResponse,
    "TransferBinding": bindings.TransferBindingResponse,
    "ListSubjectInstruments": bindings.ListSubjectInstrumentsResponse,
    "DisownInstrument": bindings.DisownInstrumentResponse,
    "ReportDeviceChange": bindings.ReportDeviceChangeResponse,
    "ReverifySubscriber": bindings.ReverifySubscriberResponse,
    "CheckPayee": bindings.CheckPayeeResponse,
    "RecordTransfers": traces.RecordTransfersResponse,
    "TraceFunds": traces.TraceFundsResponse,
    "GetTrace": traces.GetTraceResponse,
    "PlaceHold": holds.PlaceHoldResponse,
    "ConfirmHold": holds.ConfirmHoldResponse,
    "ExtendHold": holds.ExtendHoldResponse,
    "ReleaseHold": holds.ReleaseHoldResponse,
    "GetHold": holds.GetHoldResponse,
    "ListHolds": holds.ListHoldsResponse,
    "FileReport": reports.FileReportResponse,
    "GetReport": reports.GetReportResponse,
    "ListReports": reports.ListReportsResponse,
    "UpdateReport": reports.UpdateReportResponse,
    "GetStatistics": statistics.GetStatisticsResponse,
    "CheckIdentifiers": watchlist.CheckIdentifiersResponse,
    "ReportIdentifier": watchlist.ReportIdentifierResponse,
    "GetEntry": watchlist.GetEntryResponse,
    "ListEntries": watchlist.ListEntriesResponse,
    "UpdateEntry": watchlist.UpdateEntryResponse,
    "ClearEntry": watchlist.ClearEntryResponse,
    "ImportEntries": watchlist.ImportEntriesResponse,
    "WatchEntries": lambda: iter(()),
    "AcknowledgeChanges": watchlist.AcknowledgeChangesResponse,
    "FileAppeal": watchlist.FileAppealResponse,
    "ResolveAppeal": watchlist.ResolveAppealResponse,
    "StreamAlerts": lambda: iter(()),
    "AcknowledgeAlert": alerts.AcknowledgeAlertResponse,
}


def _servicer(base: type, far_end: FarEnd) -> Any:
    """Implement a generated servicer: each of its methods asks the far end what to do."""

    def method(response: Any) -> Any:
        return lambda _, request, context: far_end.answer(request, context, response)

    names = [name for name in vars(base) if not name.startswith("_")]
    return type(base.__name__, (base,), {name: method(_RESPONSES[name]) for name in names})()


@contextmanager
def serving(ca: Issued, server: Issued) -> Iterator[FarEnd]:
    """Serve on a free loopback port until the block ends."""
    far_end = FarEnd()
    credentials = grpc.ssl_server_credentials(
        [(server.key_pem, server.certificate_pem)],
        root_certificates=ca.certificate_pem,
        require_client_auth=True,
    )
    with ThreadPoolExecutor(max_workers=8) as pool:
        listening = grpc.server(pool, interceptors=[far_end])
        verification_service_pb2_grpc.add_VerificationServiceServicer_to_server(
            _servicer(verification_service_pb2_grpc.VerificationServiceServicer, far_end), listening
        )
        policy_service_pb2_grpc.add_PolicyServiceServicer_to_server(
            _servicer(policy_service_pb2_grpc.PolicyServiceServicer, far_end), listening
        )
        binding_service_pb2_grpc.add_BindingServiceServicer_to_server(
            _servicer(binding_service_pb2_grpc.BindingServiceServicer, far_end), listening
        )
        desk_service_pb2_grpc.add_DeskServiceServicer_to_server(
            _servicer(desk_service_pb2_grpc.DeskServiceServicer, far_end), listening
        )
        alert_service_pb2_grpc.add_AlertServiceServicer_to_server(
            _servicer(alert_service_pb2_grpc.AlertServiceServicer, far_end), listening
        )
        watchlist_service_pb2_grpc.add_WatchlistServiceServicer_to_server(
            _servicer(watchlist_service_pb2_grpc.WatchlistServiceServicer, far_end), listening
        )
        far_end.port = listening.add_secure_port("127.0.0.1:0", credentials)
        listening.start()
        try:
            yield far_end
        finally:
            listening.stop(None).wait()
