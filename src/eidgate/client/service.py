"""The client: a method for every RPC of VerificationService and BindingService."""

from datetime import timedelta
from typing import Final, Self, TypeVar

from google.protobuf.message import Message

from eidgate.client.answers import Answered
from eidgate.client.calls import Caller, Method, RetryPolicy
from eidgate.client.certificates import ClientCertificates
from eidgate.client.line import Line
from eidgate.client.request_ids import Identifiable, identified, identified_batch
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import verification_service_pb2 as verification

Response = TypeVar("Response", bound=Message)

DEADLINE: Final = timedelta(seconds=3)
"""How long a call takes at most, all tries together; the server answers nobody later than that."""


def connect(
    target: str,
    *,
    certificates: ClientCertificates,
    deadline: timedelta = DEADLINE,
    retry: RetryPolicy | None = None,
    language: str = "vi",
) -> "Client":
    """Prepare to call a service at `host:port`; the connection itself is made by the first call.

    `language` (vi or en) is that of the texts in a refusal.

    Raises:
        CertificatesError: the certificate files cannot be used.
    """
    caller = Caller(
        line=Line(target, certificates), deadline=deadline, retry=retry or RetryPolicy(), language=language
    )
    return Client(caller)


class Client:
    """Every method raises `CallRefusedError` when there is no answer, and may be used by several threads.

    An empty `request_id` is filled in before the first try. `deadline` stands in for the connection's own.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection; no call is tried again from now on."""
        self._caller.closing.set()
        self._caller.line.close()

    # --- VerificationService ---------------------------------------------------------------------------

    def create_challenge(
        self, request: verification.CreateChallengeRequest, *, deadline: timedelta | None = None
    ) -> verification.CreateChallengeResponse:
        """Get a nonce tied to a transaction (or to none), and the transaction data to be signed."""
        return self._read(_CREATE_CHALLENGE, request, deadline)

    def verify_transaction(
        self, request: verification.VerifyTransactionRequest, *, deadline: timedelta | None = None
    ) -> Answered[verification.VerifyTransactionResponse]:
        """Ask for a decision on one transaction."""
        return self._act(_VERIFY_TRANSACTION, request, deadline)

    def batch_verify_transactions(
        self, request: verification.BatchVerifyTransactionsRequest, *, deadline: timedelta | None = None
    ) -> verification.BatchVerifyTransactionsResponse:
        """Ask for up to 100 decisions, each on its own; each result says itself whether it is replayed."""
        return self._read(_BATCH_VERIFY_TRANSACTIONS, identified_batch(request), deadline)

    def verify_assertion(
        self, request: verification.VerifyAssertionRequest, *, deadline: timedelta | None = None
    ) -> Answered[verification.VerifyAssertionResponse]:
        """Check an identity only, without a transaction."""
        return self._act(_VERIFY_ASSERTION, request, deadline)

    def get_decision(
        self, request: verification.GetDecisionRequest, *, deadline: timedelta | None = None
    ) -> verification.GetDecisionResponse:
        """Read one of the caller's own decisions."""
        return self._read(_GET_DECISION, request, deadline)

    def list_decisions(
        self, request: verification.ListDecisionsRequest, *, deadline: timedelta | None = None
    ) -> verification.ListDecisionsResponse:
        """Read a page of the caller's own decisions, oldest first."""
        return self._read(_LIST_DECISIONS, request, deadline)

    def report_outcome(
        self, request: verification.ReportOutcomeRequest, *, deadline: timedelta | None = None
    ) -> Answered[verification.ReportOutcomeResponse]:
        """Say what became of a decision; a cancelled transaction stops counting."""
        return self._act(_REPORT_OUTCOME, request, deadline)

    # --- BindingService --------------------------------------------------------------------------------

    def create_binding(
        self, request: bindings.CreateBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.CreateBindingResponse]:
        """Link the subject of an assertion to an instrument of the caller's institution."""
        return self._act(_CREATE_BINDING, request, deadline)

    def get_binding(
        self, request: bindings.GetBindingRequest, *, deadline: timedelta | None = None
    ) -> bindings.GetBindingResponse:
        """Read a binding of the caller's institution."""
        return self._read(_GET_BINDING, request, deadline)

    def list_bindings(
        self, request: bindings.ListBindingsRequest, *, deadline: timedelta | None = None
    ) -> bindings.ListBindingsResponse:
        """Read a page of bindings of the caller's institution, oldest first."""
        return self._read(_LIST_BINDINGS, request, deadline)

    def list_binding_versions(
        self, request: bindings.ListBindingVersionsRequest, *, deadline: timedelta | None = None
    ) -> bindings.ListBindingVersionsResponse:
        """Read a page of a binding's versions, oldest first."""
        return self._read(_LIST_BINDING_VERSIONS, request, deadline)

    def list_binding_decisions(
        self, request: bindings.ListBindingDecisionsRequest, *, deadline: timedelta | None = None
    ) -> bindings.ListBindingDecisionsResponse:
        """Read a page of the allowed decisions that relied on a binding, newest first."""
        return self._read(_LIST_BINDING_DECISIONS, request, deadline)

    def confirm_binding(
        self, request: bindings.ConfirmBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.ConfirmBindingResponse]:
        """Confirm a proposed binding with a fresh proof of who its subject is."""
        return self._act(_CONFIRM_BINDING, request, deadline)

    def suspend_binding(
        self, request: bindings.SuspendBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.SuspendBindingResponse]:
        """Stop relying on a binding for a while."""
        return self._act(_SUSPEND_BINDING, request, deadline)

    def reinstate_binding(
        self, request: bindings.ReinstateBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.ReinstateBindingResponse]:
        """Rely on a suspended binding again."""
        return self._act(_REINSTATE_BINDING, request, deadline)

    def transfer_binding(
        self, request: bindings.TransferBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.TransferBindingResponse]:
        """Hand a SIM on to somebody else."""
        return self._act(_TRANSFER_BINDING, request, deadline)

    def list_subject_instruments(
        self, request: bindings.ListSubjectInstrumentsRequest, *, deadline: timedelta | None = None
    ) -> bindings.ListSubjectInstrumentsResponse:
        """Read a page of what stands in a person's name at all institutions."""
        return self._read(_LIST_SUBJECT_INSTRUMENTS, request, deadline)

    def disown_instrument(
        self, request: bindings.DisownInstrumentRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.DisownInstrumentResponse]:
        """Say in a person's name that an instrument is not theirs."""
        return self._act(_DISOWN_INSTRUMENT, request, deadline)

    def check_payee(
        self, request: bindings.CheckPayeeRequest, *, deadline: timedelta | None = None
    ) -> bindings.CheckPayeeResponse:
        """Check whether an account is registered to a name."""
        return self._read(_CHECK_PAYEE, request, deadline)

    def revoke_binding(
        self, request: bindings.RevokeBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.RevokeBindingResponse]:
        """End a binding for good."""
        return self._act(_REVOKE_BINDING, request, deadline)

    def _read(self, method: Method[Response], request: Message, deadline: timedelta | None) -> Response:
        return self._caller.call(method, request, deadline=deadline).response

    def _act(
        self, method: Method[Response], request: Identifiable, deadline: timedelta | None
    ) -> Answered[Response]:
        named = identified(request)
        return self._caller.call(method, named, deadline=deadline, request_id=named.request_id)


def _method(service: str, name: str, response: type[Response]) -> Method[Response]:
    """Name a method. All of today's are repeatable: they carry a request id, or they store nothing."""
    return Method(path=f"/{service}/{name}", response=response, repeatable=True)


_V: Final = "eidgate.v1.VerificationService"
_B: Final = "eidgate.v1.BindingService"

_CREATE_CHALLENGE: Final = _method(_V, "CreateChallenge", verification.CreateChallengeResponse)
_VERIFY_TRANSACTION: Final = _method(_V, "VerifyTransaction", verification.VerifyTransactionResponse)
_BATCH_VERIFY_TRANSACTIONS: Final = _method(
    _V, "BatchVerifyTransactions", verification.BatchVerifyTransactionsResponse
)
_VERIFY_ASSERTION: Final = _method(_V, "VerifyAssertion", verification.VerifyAssertionResponse)
_GET_DECISION: Final = _method(_V, "GetDecision", verification.GetDecisionResponse)
_LIST_DECISIONS: Final = _method(_V, "ListDecisions", verification.ListDecisionsResponse)
_REPORT_OUTCOME: Final = _method(_V, "ReportOutcome", verification.ReportOutcomeResponse)
_CREATE_BINDING: Final = _method(_B, "CreateBinding", bindings.CreateBindingResponse)
_GET_BINDING: Final = _method(_B, "GetBinding", bindings.GetBindingResponse)
_LIST_BINDINGS: Final = _method(_B, "ListBindings", bindings.ListBindingsResponse)
_REVOKE_BINDING: Final = _method(_B, "RevokeBinding", bindings.RevokeBindingResponse)
_LIST_BINDING_VERSIONS: Final = _method(_B, "ListBindingVersions", bindings.ListBindingVersionsResponse)
_LIST_BINDING_DECISIONS: Final = _method(_B, "ListBindingDecisions", bindings.ListBindingDecisionsResponse)
_CONFIRM_BINDING: Final = _method(_B, "ConfirmBinding", bindings.ConfirmBindingResponse)
_SUSPEND_BINDING: Final = _method(_B, "SuspendBinding", bindings.SuspendBindingResponse)
_REINSTATE_BINDING: Final = _method(_B, "ReinstateBinding", bindings.ReinstateBindingResponse)
_TRANSFER_BINDING: Final = _method(_B, "TransferBinding", bindings.TransferBindingResponse)
_LIST_SUBJECT_INSTRUMENTS: Final = _method(
    _B, "ListSubjectInstruments", bindings.ListSubjectInstrumentsResponse
)
_CHECK_PAYEE: Final = _method(_B, "CheckPayee", bindings.CheckPayeeResponse)
_DISOWN_INSTRUMENT: Final = _method(_B, "DisownInstrument", bindings.DisownInstrumentResponse)
