"""Bad input over the wire: every field malformed, oversized, hostile or out of range is the caller's fault.

INVALID_ARGUMENT with the field's path, every violation at once; never INTERNAL; and the server goes on.
"""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final

import grpc
import pytest
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from builders.desk import Desk, judged, new_id
from builders.law_examples import law_examples
from builders.running import Running
from builders.served import channel, details
from eidgate.core.terms import TransactionKind
from eidgate.rpc.interceptors.reading import MAX_REQUEST_BYTES
from eidgate.simulator.world import BANK, SHOP
from eidgate.v1 import binding_service_pb2 as binding
from eidgate.v1 import common_pb2
from eidgate.v1 import verification_service_pb2 as pb

V: Final = "/eidgate.v1.VerificationService/"
B: Final = "/eidgate.v1.BindingService/"
METHODS: Final = {
    f"{V}CreateChallenge": pb.CreateChallengeRequest,
    f"{V}VerifyTransaction": pb.VerifyTransactionRequest,
    f"{V}BatchVerifyTransactions": pb.BatchVerifyTransactionsRequest,
    f"{V}VerifyAssertion": pb.VerifyAssertionRequest,
    f"{V}GetDecision": pb.GetDecisionRequest,
    f"{V}ListDecisions": pb.ListDecisionsRequest,
    f"{V}ReportOutcome": pb.ReportOutcomeRequest,
    f"{B}CreateBinding": binding.CreateBindingRequest,
    f"{B}GetBinding": binding.GetBindingRequest,
    f"{B}ListBindings": binding.ListBindingsRequest,
    f"{B}RevokeBinding": binding.RevokeBindingRequest,
    f"{B}ListBindingVersions": binding.ListBindingVersionsRequest,
    f"{B}ListBindingDecisions": binding.ListBindingDecisionsRequest,
    f"{B}ConfirmBinding": binding.ConfirmBindingRequest,
    f"{B}SuspendBinding": binding.SuspendBindingRequest,
    f"{B}ReinstateBinding": binding.ReinstateBindingRequest,
    f"{B}TransferBinding": binding.TransferBindingRequest,
    f"{B}ListSubjectInstruments": binding.ListSubjectInstrumentsRequest,
    f"{B}DisownInstrument": binding.DisownInstrumentRequest,
    f"{B}ReportDeviceChange": binding.ReportDeviceChangeRequest,
    f"{B}ReverifySubscriber": binding.ReverifySubscriberRequest,
    f"{B}CheckPayee": binding.CheckPayeeRequest,
}
HUGE: Final = 2**31 - 1
YEAR_10000: Final = Timestamp(seconds=253_402_300_800)
YEAR_0: Final = Timestamp(seconds=-62_135_596_801)
HOSTILE: Final = ("x\0", "x\n", "x\r\nInjected: header", "\x1b[2J", "\u0085", "\x7f")
"""Control characters: they would forge a log line, clear a terminal, or end a string for a database."""

Spoil = Callable[[Any], None]


def sound(desk: Desk) -> dict[str, Message]:
    """One request a method that breaks no rule; no decision and no binding of these names exists."""
    decision, bound = "decisions/xnone", "bindings/xnone"
    return {
        "CreateChallenge": pb.CreateChallengeRequest(transaction=desk.transaction()),
        "VerifyTransaction": desk.request(assertion="a.b.c", client_time=Timestamp(seconds=1)),
        "VerifyAssertion": pb.VerifyAssertionRequest(
            request_id=new_id(), assertion=common_pb2.Assertion(jwt="a.b.c")
        ),
        "GetDecision": pb.GetDecisionRequest(name=decision),
        "ListDecisions": pb.ListDecisionsRequest(),
        "ReportOutcome": desk.report(decision, pb.REPORTED_OUTCOME_COMPLETED),
        "CreateBinding": desk.binding_request("a.b.c"),
        "GetBinding": binding.GetBindingRequest(name=bound),
        "ListBindings": binding.ListBindingsRequest(instrument=desk.transaction().payer),
        "RevokeBinding": binding.RevokeBindingRequest(
            request_id=new_id(), name=bound, etag="v1", reason="closed"
        ),
        "CheckPayee": binding.CheckPayeeRequest(payee=desk.transaction().payee, payee_name="Lê Ví Dụ 77"),
        **_of_a_binding(bound),
    }


def _of_a_binding(bound: str) -> dict[str, Message]:
    """The requests about one binding's life."""
    change = {"request_id": new_id(), "name": bound, "etag": "v1"}
    proof = common_pb2.Assertion(jwt="a.b.c")
    return {
        "ListBindingVersions": binding.ListBindingVersionsRequest(name=bound),
        "ListBindingDecisions": binding.ListBindingDecisionsRequest(name=bound),
        "ConfirmBinding": binding.ConfirmBindingRequest(**change, assertion=proof),
        "SuspendBinding": binding.SuspendBindingRequest(**change, reason="lost"),
        "ReinstateBinding": binding.ReinstateBindingRequest(**change, reason="found"),
        "TransferBinding": binding.TransferBindingRequest(
            **change, reason="given", customer=common_pb2.CUSTOMER_KIND_INDIVIDUAL, assertion=proof
        ),
        "ListSubjectInstruments": binding.ListSubjectInstrumentsRequest(assertion=proof),
        "DisownInstrument": binding.DisownInstrumentRequest(
            request_id=new_id(), binding=bound, assertion=proof
        ),
        "ReportDeviceChange": binding.ReportDeviceChangeRequest(
            request_id=new_id(), number="0912345678", change_time=Timestamp(seconds=1)
        ),
        "ReverifySubscriber": binding.ReverifySubscriberRequest(
            request_id=new_id(), number="0912345678", assertion=proof
        ),
    }


def put(path: str, value: object) -> Spoil:
    """Set a field by its path; `confirmations[0].form` and the like."""

    def spoil(message: Any) -> None:
        *parents, last = path.replace("]", "").replace("[", ".").split(".")
        for name in parents:
            message = message[int(name)] if name.isdigit() else getattr(message, name)
        if isinstance(value, Message):
            getattr(message, last).CopyFrom(value)
        else:
            setattr(message, last, value)

    return spoil


def drop(name: str) -> Spoil:
    def spoil(message: Any) -> None:
        for parent in name.split(".")[:-1]:
            message = getattr(message, parent)
        message.ClearField(name.rpartition(".")[2])

    return spoil


def extend(name: str, *values: object) -> Spoil:
    def spoil(message: Any) -> None:
        for parent in name.split(".")[:-1]:
            message = getattr(message, parent)
        getattr(message, name.rpartition(".")[2]).extend(values)

    return spoil


def of_kind(kind: TransactionKind) -> Spoil:
    return put("transaction.kind", list(TransactionKind).index(kind) + 1)


Row = tuple[str, str, Spoil]
"""Method, path of the violation, and how the request is spoilt."""


def each(methods: str, path: str, *values: object, at: str = "") -> list[Row]:
    return [(method, path, put(at or path, value)) for method in methods.split() for value in values]


_IDS: Final = ("", "x", "0" * 36, f"{new_id()}\n", f"{{{new_id()}}}", "\0" * 36, "x" * 100_000)
_INSTRUMENT_NUMBERS: Final = ("", "1" * 37, "+0", "+1234", "a b", "đ", "١٢٣", *HOSTILE)
_INSTITUTIONS: Final = ("", "12345", "1234567", "ABCDEF", "999901\n", "a" * 33, "-bank")
_TIMES: Final = (YEAR_10000, YEAR_0, Timestamp(seconds=2**63 - 1), Timestamp(seconds=-(2**63)))
_NANOS: Final = (Timestamp(seconds=1, nanos=-1), Timestamp(seconds=1, nanos=10**9), Timestamp(nanos=HUGE))
_ENUMS: Final = (0, 99, -1, HUGE)
_REQUESTS: Final = "VerifyTransaction VerifyAssertion CreateBinding"
_PROVED: Final = "ConfirmBinding TransferBinding ListSubjectInstruments DisownInstrument ReverifySubscriber"
_DEVICES: Final = "ReportDeviceChange ReverifySubscriber"
_CHANGED: Final = "ConfirmBinding SuspendBinding ReinstateBinding TransferBinding"
_WHY: Final = "SuspendBinding ReinstateBinding TransferBinding"
_HISTORY: Final = "ListBindingVersions ListBindingDecisions"
_BINDING_NAMES: Final = ("", "bindings/", "bindings/x y", "decisions/x", "bindings/x\0")

TABLE: Final[list[Row]] = [
    *each(f"{_REQUESTS} ReportOutcome RevokeBinding", "request_id", *_IDS),
    *each("VerifyTransaction VerifyAssertion", "correlation_id", "a b", "x" * 37, "đ", "=", *HOSTILE),
    *each(_REQUESTS, "challenge", "x" * 129, "a+b", "đ", *HOSTILE),
    # the transaction
    ("VerifyTransaction", "transaction", drop("transaction")),
    *each("VerifyTransaction CreateChallenge", "transaction.kind", *_ENUMS),
    *each("VerifyTransaction CreateChallenge", "transaction.customer", *_ENUMS),
    *each("VerifyTransaction", "transaction.channel", 7, -1, HUGE),
    ("VerifyTransaction", "transaction.payer", drop("transaction.payer")),
    *each("VerifyTransaction", "transaction.payer.kind", *_ENUMS),
    *each("VerifyTransaction", "transaction.payee.kind", *_ENUMS),
    *each("VerifyTransaction", "transaction.payer.institution", *_INSTITUTIONS),
    *each("VerifyTransaction", "transaction.payee.institution", *_INSTITUTIONS),
    *each("VerifyTransaction CreateChallenge", "transaction.payer.number", *_INSTRUMENT_NUMBERS),
    *each("VerifyTransaction", "transaction.payee.number", *_INSTRUMENT_NUMBERS, "1" * 200_000),
    *each("VerifyTransaction CreateChallenge", "transaction.payee_name", "x" * 151, "𠜎" * 151, *HOSTILE),
    *each("VerifyTransaction CreateChallenge", "transaction.payee_qr", "x", "x" * 513, "đ", *HOSTILE),
    *each("VerifyTransaction", "payee_registration.name", "", "x" * 301, *HOSTILE),
    *each("VerifyTransaction", "payee_registration.kind", *_ENUMS),
    *each("VerifyTransaction", "transaction.merchant", "x" * 141, *HOSTILE),
    *each("VerifyTransaction", "transaction.end_to_end_id", "x" * 65, "a b", "đ", *HOSTILE),
    *each(
        "VerifyTransaction",
        "transaction.amount",
        "",
        "USD",
        "vnd",
        "VND\0",
        at="transaction.amount.currency_code",
    ),
    *each(
        "VerifyTransaction CreateChallenge",
        "transaction.amount",
        *(0, -1, -(2**63), 10**15 + 1, 2**63 - 1),
        at="transaction.amount.units",
    ),
    *each("VerifyTransaction", "transaction.amount", 1, -1, 500_000_000, HUGE, at="transaction.amount.nanos"),
    ("VerifyTransaction", "transaction", drop("transaction.amount")),
    ("VerifyTransaction", "transaction", drop("transaction.payee")),
    ("VerifyTransaction", "transaction", of_kind(TransactionKind.LOGIN)),
    # the assertion
    ("VerifyAssertion", "assertion", drop("assertion")),
    ("CreateBinding", "assertion", drop("assertion")),
    *[(method, "assertion.format", put("assertion", common_pb2.Assertion())) for method in _REQUESTS.split()],
    *each(_REQUESTS, "assertion.jwt", "", "x" * 16_385, "đ" * 8_193),
    *each(_REQUESTS, "assertion.sd_jwt", "", "x" * 65_537),
    # confirmations, context, times
    ("VerifyTransaction", "confirmations", extend("confirmations", *[pb.Confirmation()] * 16)),
    *each("VerifyTransaction", "confirmations[0].form", *_ENUMS),
    ("VerifyTransaction", "confirmations[1].perform_time", extend("confirmations", pb.Confirmation(form=1))),
    *each("VerifyTransaction", "confirmations[0].perform_time", *_TIMES, *_NANOS),
    *each("VerifyTransaction", "client_time", *_TIMES, *_NANOS),
    *each("ReportOutcome", "event_time", *_TIMES, *_NANOS),
    ("ReportOutcome", "event_time", drop("event_time")),
    *each("VerifyTransaction", "context.device_id", "x" * 65, "a b", "đ", *HOSTILE),
    *each("CreateBinding", "device_id", "x" * 65, "a b", "đ", *HOSTILE),
    *each("VerifyTransaction", "context.phone", "0112345678", "091234", "+8491234567890123", "đ", *HOSTILE),
    *each("VerifyTransaction", "context.site", "x" * 2_049, "a b", "javascript:alert(1)", "a..b", *HOSTILE),
    *each("VerifyTransaction", "context.social_account.platform", "", "Zalo", "x" * 33, "đ", *HOSTILE),
    *each("VerifyTransaction", "context.social_account.account_id", "x" * 129, "a b", "đ", *HOSTILE),
    *each("VerifyTransaction", "context.ip_country", "vn", "VNM", "V", "đ", *HOSTILE),
    *each("VerifyTransaction", "context.session_start_time", *_TIMES, *_NANOS),
    ("VerifyTransaction", "context.signs", extend("context.signs", 1, 1)),
    ("VerifyTransaction", "context.signs", extend("context.signs", *[1] * 9)),
    ("VerifyTransaction", "context.signs[0]", extend("context.signs", 0)),
    ("VerifyTransaction", "context.signs[0]", extend("context.signs", 99)),
    ("VerifyTransaction", "context.compromises", extend("context.compromises", 1, 1)),
    ("VerifyTransaction", "context.compromises", extend("context.compromises", *[1] * 9)),
    ("VerifyTransaction", "context.compromises[0]", extend("context.compromises", 0)),
    ("VerifyTransaction", "context.compromises[1]", extend("context.compromises", 2, 99)),
    # identity checks
    *each("VerifyAssertion", "minimum_account_level", -1, 3, HUGE, -HUGE),
    *each("VerifyAssertion", "minimum_authentication_level", -1, 5, HUGE),
    *each("VerifyAssertion", "expected_subject_id", "x" * 256, "đ" * 128, *HOSTILE),
    *each("VerifyAssertion", "expected_tax_code", "0" * 9, "0" * 14, "0123456789-0", "đ" * 10, *HOSTILE),
    *each("VerifyAssertion", "purpose", -1, 4, 99),
    *each("CreateChallenge", "presentation.issuer", "x" * 513, "a b", "đ", *HOSTILE),
    *each("CreateChallenge", "presentation.response_uri", "http://a.example", "x", "https://a b", *HOSTILE),
    *each("CreateChallenge", "presentation.state", "x" * 129, "a b", "đ", *HOSTILE),
    *each("CreateChallenge", "presentation.encryption_keys", "x" * 8_193),
    *each("CreateChallenge", "presentation.purpose", -1, 4, 99),
    # reading, reporting, ending
    *each(
        "GetDecision",
        "name",
        "",
        "x",
        "decisions/",
        "decisions/X",
        "bindings/x",
        "decisions/../x",
        "decisions/x\n",
    ),
    *each("GetBinding RevokeBinding", "name", "", "bindings/", "bindings/x y", "decisions/x", "bindings/x\0"),
    *each("ReportOutcome", "decision", "", "decisions/", f"decisions/{'x' * 64}"),
    *each("ListDecisions ListBindings", "page_size", -1, -HUGE),
    *each("ListDecisions ListBindings", "page_token", "x" * 257, "x", "đ", "====", "\0"),
    *each("ListDecisions", "start_time", YEAR_10000, YEAR_0),
    *each("ListDecisions", "end_time", YEAR_10000, YEAR_0),
    *each("ListDecisions", "outcome", 99, -1, HUGE),
    *each("ListDecisions", "kind", 99, -1, HUGE),
    *each("ListDecisions", "relying_party", "x" * 129, "đ" * 65),
    *each("ReportOutcome", "outcome", *_ENUMS),
    *each("ReportOutcome", "note", "x" * 501, *HOSTILE),
    *each("RevokeBinding", "etag", "", "v0", "1", "v1\n", f"v{'1' * 12}", "*"),
    *each("RevokeBinding", "reason", "", "x" * 501, *HOSTILE),
    # bindings
    ("CreateBinding", "instrument", drop("instrument")),
    *each("CreateBinding ListBindings", "instrument.kind", *_ENUMS),
    *each("CreateBinding ListBindings", "instrument.number", *_INSTRUMENT_NUMBERS),
    *each("CreateBinding ListBindings", "instrument.institution", *_INSTITUTIONS),
    *each("CreateBinding TransferBinding", "customer", *_ENUMS),
    *each("CreateBinding TransferBinding", "sim.channel", 99, -1, HUGE),
    *each("TransferBinding", "device_id", "x" * 65, "a b", "đ", *HOSTILE),
    *each("CheckPayee", "payee.kind", *_ENUMS),
    *each("CheckPayee", "payee.number", *_INSTRUMENT_NUMBERS),
    *each("CheckPayee", "payee.institution", *_INSTITUTIONS),
    *each("CheckPayee", "payee_qr", "x", "x" * 513, "đ", *HOSTILE),
    *each("CheckPayee", "payee_name", "x" * 151, *HOSTILE),
    *each("CheckPayee", "payee_kind", 99, -1, HUGE),
    *each("CheckPayee", "registration.name", "", "x" * 301, *HOSTILE),
    *each("CheckPayee", "registration.kind", *_ENUMS),
    *each(f"{_CHANGED} DisownInstrument {_DEVICES}", "request_id", *_IDS),
    *each(_DEVICES, "number", "", "x", "12345", "9" * 32, "đ", *HOSTILE),
    *each("ReportDeviceChange", "change_time", *_TIMES, *_NANOS),
    ("ReportDeviceChange", "change_time", drop("change_time")),
    *each(f"{_CHANGED} {_HISTORY}", "name", *_BINDING_NAMES),
    *each("DisownInstrument", "binding", *_BINDING_NAMES),
    *each(_CHANGED, "etag", "", "v0", "1", "v1\n", f"v{'1' * 12}", "*"),
    *each(_WHY, "reason", "", "x" * 501, *HOSTILE),
    *[(method, "assertion", drop("assertion")) for method in _PROVED.split()],
    *each(_PROVED, "assertion.jwt", "", "x" * 16_385),
    *each(_PROVED, "challenge", "x" * 129, "a+b", "đ", *HOSTILE),
    *each(f"{_HISTORY} ListSubjectInstruments", "page_size", -1, -HUGE),
    *each(f"{_HISTORY} ListSubjectInstruments", "page_token", "x" * 257),
]


@pytest.fixture(scope="module")
def desk(server: Running) -> Desk:
    return server.desk()


@pytest.fixture(scope="module")
def opened(server: Running) -> Iterator[grpc.Channel]:
    with channel(server.installation.certificates, server.port, caller=BANK.relying_party_id) as made:
        yield made


def path_of(method: str) -> str:
    return next(path for path in METHODS if path.endswith(f"/{method}"))


def send(opened: grpc.Channel, path: str, raw: bytes) -> grpc.RpcError | bytes:
    try:
        answer: bytes = opened.unary_unary(path)(raw, timeout=10)
    except grpc.RpcError as error:
        return error
    return answer


def violated(opened: grpc.Channel, method: str, message: Message) -> list[str]:
    """Send, and return the paths of the violations that came back."""
    error = send(opened, path_of(method), message.SerializeToString())
    assert isinstance(error, grpc.RpcError), "it was accepted"
    code = error.code()  # type: ignore[attr-defined]  # it is the call too
    assert code is grpc.StatusCode.INVALID_ARGUMENT, (code, error)
    told = details(error)
    assert told["ErrorInfo"].reason == "REQUEST_INVALID"
    assert all(one.description for one in told["BadRequest"].field_violations)
    return [one.field for one in told["BadRequest"].field_violations]


def test_the_requests_before_they_are_spoilt_break_no_rule(opened: grpc.Channel, desk: Desk) -> None:
    for method, message in sound(desk).items():
        answered = send(opened, path_of(method), message.SerializeToString())
        if isinstance(answered, grpc.RpcError):
            told = details(answered)["ErrorInfo"].reason
            operators_only = method in _DEVICES.split()  # and this is a bank
            assert told == "NOT_PERMITTED" if operators_only else told in {"NOT_FOUND", "ASSERTION_REFUSED"}


@pytest.mark.parametrize("method", sorted({row[0] for row in TABLE}))
def test_each_field_that_breaks_a_rule_is_named_by_its_path(
    opened: grpc.Channel, desk: Desk, method: str
) -> None:
    rows = [row for row in TABLE if row[0] == method]
    for _, path, spoil in rows:
        message = sound(desk)[method]
        spoil(message)
        assert path in violated(opened, method, message), (method, path)


def test_every_violation_is_told_at_once(opened: grpc.Channel, desk: Desk) -> None:
    message = desk.request(request_id="x", correlation_id="a b", challenge="+", client_time=YEAR_10000)
    message.transaction.kind = 99
    message.transaction.payer.number = "\0"
    message.transaction.amount.units = -1
    message.transaction.amount.currency_code = "USD"
    message.confirmations.extend([pb.Confirmation(form=0)] * 2)
    message.context.device_id = "đ"
    assert set(violated(opened, "VerifyTransaction", message)) == {
        "request_id",
        "correlation_id",
        "challenge",
        "client_time",
        "transaction",
        "transaction.kind",
        "transaction.payer.number",
        "transaction.amount",
        "confirmations[1].form",
        "confirmations[1].perform_time",
        "confirmations[2].form",
        "confirmations[2].perform_time",
        "context.device_id",
    }


def test_a_batch_of_none_or_too_many_is_refused_as_a_whole(opened: grpc.Channel, desk: Desk) -> None:
    for count in (0, 101):
        batch = pb.BatchVerifyTransactionsRequest(requests=[desk.request() for _ in range(count)])
        assert violated(opened, "BatchVerifyTransactions", batch) == ["requests"]


def test_what_an_item_of_a_batch_breaks_is_its_own_fault(opened: grpc.Channel, desk: Desk) -> None:
    rows = [row for row in TABLE if row[0] == "VerifyTransaction"][::7][:30]
    items = [desk.request(assertion="a.b.c") for _ in rows]
    for item, (_, _, spoil) in zip(items, rows, strict=True):
        spoil(item)
    batch = pb.BatchVerifyTransactionsRequest(requests=[*items, desk.request(1)])
    raw = send(opened, path_of("BatchVerifyTransactions"), batch.SerializeToString())
    assert isinstance(raw, bytes)
    *refused, last = pb.BatchVerifyTransactionsResponse.FromString(raw).results
    assert judged(last.decision) == ("ALLOW", "B")
    for result, (_, path, _) in zip(refused, rows, strict=True):
        assert result.status.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
        assert path.encode() in result.status.SerializeToString()


def test_values_at_the_edge_of_the_rules_are_decided_on(desk: Desk) -> None:
    first, last = Timestamp(seconds=-62_135_596_800), Timestamp(seconds=253_402_300_799, nanos=999_999_999)
    for at in (first, last):
        request = desk.request(1, client_time=at)
        request.confirmations.add(form=1, perform_time=at, passed=True)
        assert judged(desk.ask(request).response.decision) == ("ALLOW", "B")
    request = desk.request(10**15)
    request.transaction.payee_name = "𠜎" * 150
    request.transaction.merchant = "\u202e" + "ё̈" * 69
    assert judged(desk.ask(request).response.decision) == ("STEP_UP", "D")
    made = desk.pay(1)
    for at in (first, last):
        report = desk.report(made.name, pb.REPORTED_OUTCOME_FALSE_ALARM, event_time=at)
        told = desk.client.report_outcome(report).response.event_time
        assert told == Timestamp(seconds=at.seconds, nanos=at.nanos // 1000 * 1000)


def test_an_assertion_with_anything_in_it_is_judged_and_never_an_error(desk: Desk) -> None:
    for hostile in ("\0", "a.b.c\0", "💥" * 100, "." * 16_384, "a" * 16_384, "{}.{}.{}", "-----BEGIN", "~~~"):
        decision = desk.pay(1, assertion=hostile)
        assert (judged(decision)[0], decision.verification.verified) == ("DENY", False)
        assert decision.verification.reason
        request = desk.request(1)
        request.assertion.sd_jwt = hostile
        assert judged(desk.ask(request).response.decision)[0] == "DENY"


def test_fields_that_a_newer_caller_may_know_are_passed_over(opened: grpc.Channel, desk: Desk) -> None:
    request = desk.request(1).SerializeToString() + b"\xfa\x3f\x05hello"  # field 1023, five bytes
    raw = send(opened, path_of("VerifyTransaction"), request)
    assert isinstance(raw, bytes)
    assert judged(pb.VerifyTransactionResponse.FromString(raw).decision) == ("ALLOW", "B")


def test_a_message_that_is_too_large_is_refused_and_never_parsed(opened: grpc.Channel) -> None:
    for size in (MAX_REQUEST_BYTES + 1, 1_048_576, 3_000_000):
        error = send(opened, path_of("VerifyTransaction"), b"\0" * size)
        assert isinstance(error, grpc.RpcError)
        code = error.code()  # type: ignore[attr-defined]  # it is the call too
        assert code in {grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED}


def test_the_answer_to_hostile_input_quotes_none_of_it(opened: grpc.Channel, desk: Desk) -> None:
    message = desk.request(correlation_id="0912 345 678", challenge="bí mật")
    error = send(opened, path_of("VerifyTransaction"), message.SerializeToString())
    assert isinstance(error, grpc.RpcError)
    for secret in ("0912 345 678", "bí mật"):
        assert secret not in str(error)
        assert secret not in str(details(error))


# --- anything at all ----------------------------------------------------------------------------------------

ALLOWED: Final = {
    "INVALID_ARGUMENT",
    "NOT_FOUND",
    "PERMISSION_DENIED",
    "FAILED_PRECONDITION",
    "ALREADY_EXISTS",
}
FUZZ: Final = settings(
    max_examples=law_examples(300),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def check_answer(answered: grpc.RpcError | bytes) -> None:
    if isinstance(answered, grpc.RpcError):
        assert answered.code().name in ALLOWED, answered  # type: ignore[attr-defined]  # it is the call too


@FUZZ
@given(path=st.sampled_from(sorted(METHODS)), raw=st.binary(max_size=400))
@example(path=f"{V}VerifyTransaction", raw=b"\x0a\xff\xff\xff\xff\x0f")
@example(path=f"{V}VerifyTransaction", raw=b"\x0a\x02\xc3\x28")
@example(path=f"{V}VerifyTransaction", raw=b"\x1b" * 300)
def test_any_bytes_are_answered_and_never_an_error_of_ours(
    opened: grpc.Channel, path: str, raw: bytes
) -> None:
    check_answer(send(opened, path, raw))


@FUZZ
@given(data=st.data())
def test_any_change_to_a_sound_request_is_answered_and_never_an_error_of_ours(
    opened: grpc.Channel, desk: Desk, data: st.DataObject
) -> None:
    method, message = data.draw(st.sampled_from(sorted(sound(desk).items(), key=lambda item: item[0])))
    raw = bytearray(message.SerializeToString())
    changes = data.draw(st.lists(st.tuples(st.integers(0, 511), st.integers(0, 255)), min_size=1, max_size=4))
    for at, value in changes if raw else ():
        raw[at % len(raw)] = value
    check_answer(send(opened, path_of(method), bytes(raw)))


@FUZZ
@given(data=st.data())
def test_any_values_in_the_fields_are_answered_and_never_an_error_of_ours(
    opened: grpc.Channel, desk: Desk, data: st.DataObject
) -> None:
    method, _, spoil = data.draw(st.sampled_from(TABLE))
    message = sound(desk)[method]
    spoil(message)
    _, _, other = data.draw(st.sampled_from([row for row in TABLE if row[0] == method]))
    try:
        other(message)
    except (AttributeError, IndexError):
        return
    check_answer(send(opened, path_of(method), message.SerializeToString()))


def test_after_all_of_it_the_same_workers_serve(server: Running, desk: Desk) -> None:
    assert judged(desk.pay(1)) == ("ALLOW", "B")
    assert server.metrics()["eidgate_worker_restarts_total"] == 0
    codes = [name for name in server.metrics() if name.startswith("eidgate_rpc_requests_total")]
    assert not [name for name in codes if 'code="INTERNAL"' in name or 'code="UNKNOWN"' in name]
    assert "a handler failed" not in server.log_path.read_text()
    with channel(server.installation.certificates, server.port, caller=SHOP.relying_party_id) as opened:
        for path in METHODS:
            check_answer(send(opened, path, b""))


def test_the_table_spoils_every_field_of_every_request() -> None:
    named = {(row[0], row[1].split(".")[0].split("[")[0]) for row in TABLE}
    open_fields = {"validate_only", "with_timings", "context", "transaction", "instrument"}
    for path, kind in METHODS.items():
        method = path.rpartition("/")[2]
        if method == "BatchVerifyTransactions":
            continue
        for name in set(kind.DESCRIPTOR.fields_by_name) - open_fields:
            assert (method, name) in named, (method, name)
    assert len(list(chain(TABLE))) > 300
