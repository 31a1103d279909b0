"""VerificationService: each method reads the request, asks one use case, writes the answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from eidgate.app.answer import Answer
from eidgate.app.asking import ask_wallet
from eidgate.app.challenge import CreateChallenge, create_challenge
from eidgate.app.decisions import Wanted, get_decision, list_decisions
from eidgate.app.report_outcome import ReportOutcome, report_outcome
from eidgate.app.service import Service
from eidgate.app.verify_assertion import VerifyAssertion, verify_assertion
from eidgate.app.verify_batch import verify_batch
from eidgate.app.verify_together import verify_together
from eidgate.app.verify_transaction import VerifyTransaction, verify_transaction
from eidgate.core.binding.phone import NumberPlan
from eidgate.core.errors import EidgateError, InvalidCommandError
from eidgate.core.risk.facts import Expectation
from eidgate.core.terms import DecisionName, Masked, RequestId
from eidgate.ports import OutcomeReport, RequestClaim
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.answering import Answered, Behaviours
from eidgate.rpc.interceptors.validation import violations
from eidgate.rpc.status import status_of
from eidgate.rpc.wire import requests, words
from eidgate.rpc.wire.decisions import challenge_message, decision_message, verify_response
from eidgate.rpc.wire.digests import digest_of
from eidgate.rpc.wire.scalars import instant, timestamp
from eidgate.v1 import verification_service_pb2 as pb

REPLAYED: Final = "eidgate-replayed"
"""Trailing metadata of an answer that an earlier call with the same request id made."""

SIGNAL_TIMES: Final = "eidgate-signal-times"
"""Trailing metadata of an answer with timings: `signal=nanoseconds`, separated by commas. Beside the answer,
as a retry has the same answer and other times."""

_ADULTHOOD: Final = {
    None: pb.ADULTHOOD_UNKNOWN,
    True: pb.ADULTHOOD_ADULT,
    False: pb.ADULTHOOD_MINOR,
}


class VerificationServicer:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def together(self) -> Mapping[str, Behaviours]:
        """The methods whose calls are answered together where several wait."""
        return {"VerifyTransaction": self.verify_waiting}

    def CreateChallenge(self, request: pb.CreateChallengeRequest, call: Call) -> pb.CreateChallengeResponse:
        """Return a fresh challenge."""
        numbers = self._service.number_plan
        told = request.transaction if request.HasField("transaction") else None
        transaction = None if told is None else requests.transaction(told, numbers)
        command = CreateChallenge(caller=call.relying_party, transaction=transaction)
        audience = call.relying_party.audience
        if not request.HasField("presentation"):
            challenge = create_challenge(command, self._service)
            return pb.CreateChallengeResponse(challenge=challenge_message(challenge), audience=audience)
        asked = ask_wallet(command, requests.asking(request.presentation), self._service)
        return pb.CreateChallengeResponse(
            challenge=challenge_message(asked.challenge),
            audience=audience,
            presentation_request=asked.request.reveal(),
        )

    def VerifyTransaction(
        self, request: pb.VerifyTransactionRequest, call: Call
    ) -> pb.VerifyTransactionResponse:
        """Decide on one transaction."""
        command = _verify_transaction(request, call, self._service.number_plan, digest=call.digest)
        return _decided(verify_transaction(command, self._service, timeout=call.remaining), call)

    def verify_waiting(self, asked: Sequence[tuple[pb.VerifyTransactionRequest, Call]]) -> Sequence[Answered]:
        """Decide on the transactions of several calls; None for one that would keep the others waiting."""
        commands = [_read(request, call, self._service.number_plan) for request, call in asked]
        timeouts = [call.remaining for _, call in asked]
        decided = verify_together(commands, self._service, timeouts=timeouts)
        return [_answered(one, call) for one, (_, call) in zip(decided, asked, strict=True)]

    def BatchVerifyTransactions(
        self, request: pb.BatchVerifyTransactionsRequest, call: Call
    ) -> pb.BatchVerifyTransactionsResponse:
        """Decide on several transactions, each on its own and each counted into the quota."""
        call.owe(call.relying_party, len(request.requests) - 1)
        commands = [_attempt(item, call, self._service.number_plan) for item in request.requests]
        results = verify_batch(commands, self._service, timeout=call.remaining)
        return pb.BatchVerifyTransactionsResponse(results=[_result(one) for one in results])

    def VerifyAssertion(self, request: pb.VerifyAssertionRequest, call: Call) -> pb.VerifyAssertionResponse:
        """Check an identity."""
        command = VerifyAssertion(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            correlation_id=request.correlation_id,
            presented=requests.presented(request.assertion, request.challenge),
            expected=Expectation(
                subject_id=request.expected_subject_id,
                account_level=request.minimum_account_level,
                authentication_level=request.minimum_authentication_level,
            ),
            tax_code=Masked(request.expected_tax_code),
            purpose=requests.purpose(request.purpose),
            validate_only=request.validate_only,
        )
        answered = verify_assertion(command, self._service, timeout=call.remaining)
        _mark(answered, call)
        return pb.VerifyAssertionResponse(
            decision=decision_message(answered),
            adulthood=_ADULTHOOD[answered.adult],
            attributes=_attributes(answered),
        )

    def GetDecision(self, request: pb.GetDecisionRequest, call: Call) -> pb.GetDecisionResponse:
        """Return a decision that the caller may read."""
        found = get_decision(call.relying_party, DecisionName(request.name), self._service)
        return pb.GetDecisionResponse(decision=decision_message(found))

    def ListDecisions(self, request: pb.ListDecisionsRequest, call: Call) -> pb.ListDecisionsResponse:
        """Return a page of the decisions that the caller may read."""
        page = list_decisions(
            call.relying_party, request.page_size, request.page_token, self._service, _wanted(request)
        )
        return pb.ListDecisionsResponse(
            decisions=[decision_message(one) for one in page.answers], next_page_token=page.next_page_token
        )

    def ReportOutcome(self, request: pb.ReportOutcomeRequest, call: Call) -> pb.ReportOutcomeResponse:
        """Record what became of a decision."""
        report = OutcomeReport(
            decision=DecisionName(request.decision),
            kind=words.REPORTED_OUTCOME.from_wire(request.outcome),
            at=instant(request.event_time, "event_time"),
            note=request.note,
        )
        claim = call.claim(request.request_id)
        command = ReportOutcome(caller=call.relying_party, request=claim, report=report)
        recorded = report_outcome(command, self._service)
        return pb.ReportOutcomeResponse(
            decision=recorded.decision,
            outcome=words.REPORTED_OUTCOME.to_wire(recorded.kind),
            event_time=timestamp(recorded.at),
        )


def _verify_transaction(
    request: pb.VerifyTransactionRequest, call: Call, numbers: NumberPlan, *, digest: bytes
) -> VerifyTransaction:
    presented = None
    if request.HasField("assertion"):
        presented = requests.presented(request.assertion, request.challenge)
    client_time = instant(request.client_time, "client_time") if request.HasField("client_time") else None
    registered = None
    if request.HasField("payee_registration"):
        registered = requests.registration(request.payee_registration)
    return VerifyTransaction(
        caller=call.relying_party,
        request=RequestClaim(
            relying_party=call.relying_party.relying_party_id,
            method="VerifyTransaction",  # an item of a batch, sent again alone, gets the same answer
            request_id=RequestId(request.request_id),
            digest=digest,
        ),
        correlation_id=request.correlation_id,
        transaction=requests.transaction(request.transaction, numbers),
        presented=presented,
        confirmations=requests.confirmations(request.confirmations),
        context=requests.context(request.context, numbers),
        client_time=client_time,
        registered=registered,
        validate_only=request.validate_only,
        with_timings=request.with_timings,
    )


def _read(
    request: pb.VerifyTransactionRequest, call: Call, numbers: NumberPlan
) -> VerifyTransaction | Exception:
    """Read the request of one of several calls; what is wrong with it is its own answer."""
    try:
        return _verify_transaction(request, call, numbers, digest=call.digest)
    except Exception as error:  # noqa: BLE001 - and the others go on
        return error


def _answered(decided: Answer | Exception | None, call: Call) -> Answered:
    return _decided(decided, call) if isinstance(decided, Answer) else decided


def _decided(answered: Answer, call: Call) -> pb.VerifyTransactionResponse:
    _mark(answered, call)
    return verify_response(answered)


def _wanted(request: pb.ListDecisionsRequest) -> Wanted:
    since, until = request.HasField("start_time"), request.HasField("end_time")
    return Wanted(
        since=instant(request.start_time, "start_time") if since else None,
        until=instant(request.end_time, "end_time") if until else None,
        outcome=words.OUTCOME.from_wire(request.outcome) if request.outcome else None,
        kind=words.TRANSACTION_KIND.from_wire(request.kind) if request.kind else None,
        relying_party=request.relying_party,
    )


def _attempt(
    item: pb.VerifyTransactionRequest, call: Call, numbers: NumberPlan
) -> VerifyTransaction | EidgateError:
    """Read one item of a batch; what is wrong with it is its own error, not the batch's."""
    try:
        if found := violations(item):
            raise InvalidCommandError(*found)
        return _verify_transaction(item, call, numbers, digest=digest_of(item))
    except EidgateError as error:
        return error


def _result(result: Answer | EidgateError) -> pb.BatchVerifyTransactionsResponse.Result:
    if isinstance(result, EidgateError):
        return pb.BatchVerifyTransactionsResponse.Result(status=status_of(result))
    return pb.BatchVerifyTransactionsResponse.Result(
        decision=decision_message(result), replayed=result.replayed
    )


def _attributes(answered: Answer) -> pb.Attributes | None:
    """Write what may be told of the person; absent rather than empty."""
    found = {name: value.reveal() for name, value in answered.attributes.items()}
    return pb.Attributes(**found) if found else None


def _mark(answered: Answer, call: Call) -> None:
    if answered.replayed:
        call.trailers[REPLAYED] = "true"
    if answered.signal_times:
        times = (f"{name}={nanoseconds}" for name, nanoseconds in answered.signal_times.items())
        call.trailers[SIGNAL_TIMES] = ",".join(times)
