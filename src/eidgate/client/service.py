"""The client: a method for every RPC; those of the desk, the list and the policies stand in other files."""

from datetime import timedelta
from typing import Final, Self

from eidgate.client.acting import method_of
from eidgate.client.alerts import AlertCalls
from eidgate.client.answers import Answered
from eidgate.client.binding_life import BindingLifeCalls
from eidgate.client.calls import Caller, RetryPolicy
from eidgate.client.certificates import ClientCertificates
from eidgate.client.holds import HoldCalls
from eidgate.client.line import Line
from eidgate.client.list_streams import ListStreamCalls
from eidgate.client.policies import PolicyCalls
from eidgate.client.reports import ReportCalls
from eidgate.client.request_ids import identified_batch
from eidgate.client.traces import TraceCalls
from eidgate.client.watchlist import WatchlistCalls
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import verification_service_pb2 as verification

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


class Client(
    BindingLifeCalls,
    ReportCalls,
    HoldCalls,
    TraceCalls,
    AlertCalls,
    WatchlistCalls,
    ListStreamCalls,
    PolicyCalls,
):
    """Every method raises `CallRefusedError` when there is no answer, and may be used by several threads.

    An empty `request_id` is filled in before the first try. `deadline` stands in for the connection's own.
    """

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

    def revoke_binding(
        self, request: bindings.RevokeBindingRequest, *, deadline: timedelta | None = None
    ) -> Answered[bindings.RevokeBindingResponse]:
        """End a binding for good."""
        return self._act(_REVOKE_BINDING, request, deadline)


_V: Final = "eidgate.v1.VerificationService"
_B: Final = "eidgate.v1.BindingService"

_CREATE_CHALLENGE: Final = method_of(_V, "CreateChallenge", verification.CreateChallengeResponse)
_VERIFY_TRANSACTION: Final = method_of(_V, "VerifyTransaction", verification.VerifyTransactionResponse)
_BATCH_VERIFY_TRANSACTIONS: Final = method_of(
    _V, "BatchVerifyTransactions", verification.BatchVerifyTransactionsResponse
)
_VERIFY_ASSERTION: Final = method_of(_V, "VerifyAssertion", verification.VerifyAssertionResponse)
_GET_DECISION: Final = method_of(_V, "GetDecision", verification.GetDecisionResponse)
_LIST_DECISIONS: Final = method_of(_V, "ListDecisions", verification.ListDecisionsResponse)
_REPORT_OUTCOME: Final = method_of(_V, "ReportOutcome", verification.ReportOutcomeResponse)
_CREATE_BINDING: Final = method_of(_B, "CreateBinding", bindings.CreateBindingResponse)
_GET_BINDING: Final = method_of(_B, "GetBinding", bindings.GetBindingResponse)
_LIST_BINDINGS: Final = method_of(_B, "ListBindings", bindings.ListBindingsResponse)
_REVOKE_BINDING: Final = method_of(_B, "RevokeBinding", bindings.RevokeBindingResponse)
