"""Valid requests of every method, and decision records made by really deciding."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money

from builders.regulation import NOON, shipped
from eidgate.adapters.policies import load_policy
from eidgate.app.answer import Answer
from eidgate.core.risk.decide import decide
from eidgate.core.risk.facts import AssertionFacts, Facts, TransactionFacts
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord, GivenChallenge
from eidgate.core.shape import replace
from eidgate.core.terms import (
    CustomerKind,
    DecisionName,
    Instrument,
    InstrumentKind,
    RelyingPartyId,
    RequestId,
    TransactionKind,
    Vnd,
)
from eidgate.core.transparency.canonical import canonical
from eidgate.core.transparency.receipt import sign
from eidgate.core.transparency.receipt_key import ReceiptKey
from eidgate.v1 import alert_service_pb2 as alerts
from eidgate.v1 import binding_service_pb2 as bindings
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import decision_pb2
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import identifier_pb2 as identifiers
from eidgate.v1 import policy_service_pb2 as policies
from eidgate.v1 import report_pb2 as reports
from eidgate.v1 import statistics_pb2 as statistics
from eidgate.v1 import trace_pb2 as traces
from eidgate.v1 import verification_service_pb2 as verification
from eidgate.v1 import watchlist_service_pb2 as watchlist

REQUEST_ID: Final = "7c8a2f0e-4a52-4a53-9f5e-0d3b6a3c2f11"
AT: Final = Timestamp(seconds=1_772_700_000)
LATER: Final = Timestamp(seconds=1_772_700_001)
POLICY: Final[Policy] = load_policy("vn-bank")
RECEIPT_KEY: Final = ReceiptKey(Ed25519PrivateKey.from_private_bytes(bytes(32)))

PAYER: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970436", number="0011001234567")
PAYEE: Final = Instrument(kind=InstrumentKind.ACCOUNT, institution="970418", number="12010001234567")


def instrument(number: str = "0011001234567") -> common.Instrument:
    return common.Instrument(kind=common.INSTRUMENT_KIND_ACCOUNT, institution="970436", number=number)


def identifier(value: str = "999902:0200000077") -> identifiers.Identifier:
    return identifiers.Identifier(kind=identifiers.IDENTIFIER_KIND_ACCOUNT, value=value)


def transaction() -> verification.Transaction:
    return verification.Transaction(
        kind=common.TRANSACTION_KIND_TRANSFER_OTHER,
        customer=common.CUSTOMER_KIND_INDIVIDUAL,
        payer=instrument(),
        payee=instrument("12010001234567"),
        payee_name="Nguyễn Thị Bình",
        amount=Money(currency_code="VND", units=4_000_000),
        channel=common.CHANNEL_MOBILE_APP,
        merchant="SHOP-7",
        end_to_end_id="E2E-2026/03",
    )


def settled_transfer() -> traces.SettledTransfer:
    other = common.Instrument(kind=common.INSTRUMENT_KIND_WALLET, institution="971005", number="0912345678")
    return traces.SettledTransfer(
        transfer_id="FT26064-1",
        source=instrument(),
        target=other,
        amount=Money(currency_code="VND", units=4_000_000),
        settle_time=AT,
    )


def verify_transaction() -> verification.VerifyTransactionRequest:
    return verification.VerifyTransactionRequest(
        request_id=REQUEST_ID,
        correlation_id="order-7",
        transaction=transaction(),
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
        confirmations=[
            verification.Confirmation(
                form=common.CONFIRMATION_FORM_SMS_OTP, perform_time=AT, passed=True, login_method=False
            )
        ],
        context=verification.Context(
            device_id="dev-1",
            new_device=False,
            compromises=[verification.APP_COMPROMISE_ROOTED],
            phone="+84912345678",
            site="https://shop.example/hang-giam-gia",
            social_account=verification.SocialAccount(platform="zalo", account_id="7001"),
            signs=[verification.SESSION_SIGN_CALL_IN_PROGRESS],
            inspected=True,
            ip_country="VN",
            session_start_time=AT,
            payer_balance=Money(currency_code="VND", units=9_000_000),
        ),
        client_time=AT,
    )


VALID: Final[dict[str, Callable[[], Any]]] = {
    "ProposePolicy": lambda: policies.ProposePolicyRequest(
        request_id=REQUEST_ID, document=b"policy: vn-bank", tests=b"worlds: []", note="hold more"
    ),
    "ApprovePolicy": lambda: policies.ApprovePolicyRequest(
        request_id=REQUEST_ID, name="policies/x0a1", etag="v1", note="reviewed"
    ),
    "ActivatePolicy": lambda: policies.ActivatePolicyRequest(
        request_id=REQUEST_ID, name="policies/x0a1", etag="v2", effective_time=AT
    ),
    "RollBackPolicy": lambda: policies.RollBackPolicyRequest(
        request_id=REQUEST_ID, name="policies/x0a1", etag="v3", note="too many holds"
    ),
    "GetPolicy": lambda: policies.GetPolicyRequest(name="policies/x0a1"),
    "StartShadow": lambda: policies.StartShadowRequest(
        request_id=REQUEST_ID, name="policies/x0a1", etag="v1", per_mille=100, note="try it"
    ),
    "EndShadow": lambda: policies.EndShadowRequest(
        request_id=REQUEST_ID, name="policies/x0a1", etag="v2", note="seen enough"
    ),
    "GetShadowReport": lambda: policies.GetShadowReportRequest(name="policies/x0a1"),
    "BacktestPolicy": lambda: policies.BacktestPolicyRequest(
        name="policies/x0a1",
        start_time=AT,
        end_time=Timestamp(seconds=AT.seconds + 1),
        outcome=decision_pb2.OUTCOME_HOLD,
        kind=common.TRANSACTION_KIND_TRANSFER_OTHER,
        relying_party="bank-a",
        cursor="AAAA",
    ),
    "ListPolicies": lambda: policies.ListPoliciesRequest(line="vn-bank", page_size=50, page_token="AAAA"),
    "CreateChallenge": lambda: verification.CreateChallengeRequest(transaction=transaction()),
    "VerifyTransaction": verify_transaction,
    "BatchVerifyTransactions": lambda: verification.BatchVerifyTransactionsRequest(
        requests=[verify_transaction()]
    ),
    "VerifyAssertion": lambda: verification.VerifyAssertionRequest(
        request_id=REQUEST_ID,
        correlation_id="visit-1",
        assertion=common.Assertion(sd_jwt="e30.e30.c2ln~"),
        challenge="bm9uY2U",
        minimum_account_level=2,
        minimum_authentication_level=4,
        expected_subject_id="pairwise-1",
        expected_tax_code="0100000000-001",
    ),
    "GetDecision": lambda: verification.GetDecisionRequest(name="decisions/x0a1"),
    "ListDecisions": lambda: verification.ListDecisionsRequest(
        page_size=50,
        page_token="AAAA",
        start_time=AT,
        end_time=Timestamp(seconds=AT.seconds + 1),
        outcome=decision_pb2.OUTCOME_HOLD,
        kind=common.TRANSACTION_KIND_LOGIN,
    ),
    "ReportOutcome": lambda: verification.ReportOutcomeRequest(
        request_id=REQUEST_ID,
        decision="decisions/x0a1",
        outcome=verification.REPORTED_OUTCOME_CANCELLED,
        event_time=AT,
        note="the payer changed their mind",
    ),
    "CreateBinding": lambda: bindings.CreateBindingRequest(
        request_id=REQUEST_ID,
        instrument=instrument(),
        customer=common.CUSTOMER_KIND_INDIVIDUAL,
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
        device_id="dev-1",
        sim=bindings.SimTerms(channel=bindings.SIM_CHANNEL_FIXED_POINT, contract=True),
    ),
    "GetBinding": lambda: bindings.GetBindingRequest(name="bindings/x0a1"),
    "ListBindings": lambda: bindings.ListBindingsRequest(
        instrument=instrument(), page_size=50, page_token="AAAA"
    ),
    "ListBindingVersions": lambda: bindings.ListBindingVersionsRequest(
        name="bindings/x0a1", page_size=50, page_token="AAAA"
    ),
    "ListBindingDecisions": lambda: bindings.ListBindingDecisionsRequest(
        name="bindings/x0a1", page_size=50, page_token="AAAA"
    ),
    "ConfirmBinding": lambda: bindings.ConfirmBindingRequest(
        request_id=REQUEST_ID,
        name="bindings/x0a1",
        etag="v1",
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
    ),
    "SuspendBinding": lambda: bindings.SuspendBindingRequest(
        request_id=REQUEST_ID, name="bindings/x0a1", etag="v1", reason="the card was lost"
    ),
    "ReinstateBinding": lambda: bindings.ReinstateBindingRequest(
        request_id=REQUEST_ID, name="bindings/x0a1", etag="v2", reason="the card was found"
    ),
    "RevokeBinding": lambda: bindings.RevokeBindingRequest(
        request_id=REQUEST_ID, name="bindings/x0a1", etag="v1", reason="the account was closed"
    ),
    "TransferBinding": lambda: bindings.TransferBindingRequest(
        request_id=REQUEST_ID,
        name="bindings/x0a1",
        etag="v1",
        reason="handed on to a daughter",
        customer=common.CUSTOMER_KIND_INDIVIDUAL,
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
        device_id="dev-1",
        sim=bindings.SimTerms(channel=bindings.SIM_CHANNEL_FIXED_POINT, contract=True),
    ),
    "ListSubjectInstruments": lambda: bindings.ListSubjectInstrumentsRequest(
        assertion=common.Assertion(jwt="e30.e30.c2ln"), challenge="bm9uY2U", page_size=50, page_token="AAAA"
    ),
    "CheckPayee": lambda: bindings.CheckPayeeRequest(
        payee=common.Instrument(
            kind=common.INSTRUMENT_KIND_ACCOUNT, institution="970436", number="0011234567"
        ),
        payee_name="Nguyễn Thị Bình",
        payee_kind=common.CUSTOMER_KIND_INDIVIDUAL,
        registration=common.PayeeRegistration(name="NGUYEN THI BINH", kind=common.CUSTOMER_KIND_INDIVIDUAL),
    ),
    "DisownInstrument": lambda: bindings.DisownInstrumentRequest(
        request_id=REQUEST_ID,
        binding="bindings/x0a1",
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
    ),
    "ReportDeviceChange": lambda: bindings.ReportDeviceChangeRequest(
        request_id=REQUEST_ID, number="+84912345678", change_time=Timestamp(seconds=1_772_686_800)
    ),
    "ReverifySubscriber": lambda: bindings.ReverifySubscriberRequest(
        request_id=REQUEST_ID,
        number="0912 345 678",
        assertion=common.Assertion(jwt="e30.e30.c2ln"),
        challenge="bm9uY2U",
    ),
    "CheckIdentifiers": lambda: watchlist.CheckIdentifiersRequest(identifiers=[identifier()]),
    "ReportIdentifier": lambda: watchlist.ReportIdentifierRequest(
        request_id=REQUEST_ID,
        identifier=identifier(),
        code=3,
        evidence="case 7",
        note="many in",
        expire_time=AT,
    ),
    "GetEntry": lambda: watchlist.GetEntryRequest(name="entries/x0a1"),
    "ListEntries": lambda: watchlist.ListEntriesRequest(page_size=50, page_token="AAAA"),
    "UpdateEntry": lambda: watchlist.UpdateEntryRequest(
        request_id=REQUEST_ID,
        name="entries/x0a1",
        etag="v1",
        confirm=True,
        code=4,
        evidence="case 7",
        note="confirmed",
        expire_time=AT,
    ),
    "ClearEntry": lambda: watchlist.ClearEntryRequest(
        request_id=REQUEST_ID, name="entries/x0a1", etag="v1", reason="mistaken"
    ),
    "ImportEntries": lambda: watchlist.ImportEntriesRequest(
        rows=watchlist.ImportRows(
            rows=[
                watchlist.ImportRow(
                    identifier=identifier(), grade=watchlist.ENTRY_GRADE_REPORTED, code=3, expire_time=AT
                )
            ]
        )
    ),
    "WatchEntries": lambda: watchlist.WatchEntriesRequest(cursor="c:7:"),
    "AcknowledgeChanges": lambda: watchlist.AcknowledgeChangesRequest(request_id=REQUEST_ID, cursor="c:7:"),
    "FileAppeal": lambda: watchlist.FileAppealRequest(
        request_id=REQUEST_ID, name="entries/x0a1", ground="the account is not the customer's"
    ),
    "ResolveAppeal": lambda: watchlist.ResolveAppealRequest(
        request_id=REQUEST_ID,
        name="entries/x0a1/appeals/1",
        etag="v2",
        state=watchlist.APPEAL_STATE_UPHELD,
        note="the money came from a victim",
    ),
    "PlaceHold": lambda: holds.PlaceHoldRequest(
        request_id=REQUEST_ID,
        account=instrument(),
        amount=Money(currency_code="VND", units=3_000_000),
        ceiling=Money(currency_code="VND", units=4_000_000),
        basis="traces/x0a1",
        ground=holds.HOLD_GROUND_AUTHORITY_ORDER,
        order_number="12/QĐ-CA",
        expire_time=AT,
        reason="the victim's money arrived here",
    ),
    "ConfirmHold": lambda: holds.ConfirmHoldRequest(
        request_id=REQUEST_ID,
        name="holds/x0a1",
        etag="v1",
        frozen=Money(currency_code="VND"),
        note="nothing was left",
    ),
    "ExtendHold": lambda: holds.ExtendHoldRequest(
        request_id=REQUEST_ID,
        name="holds/x0a1",
        etag="v1",
        expire_time=AT,
        order_number="12/QĐ-CA",
        note="the case goes on",
    ),
    "ReleaseHold": lambda: holds.ReleaseHoldRequest(
        request_id=REQUEST_ID, name="holds/x0a1", etag="v1", note="the owner is innocent"
    ),
    "GetHold": lambda: holds.GetHoldRequest(name="holds/x0a1"),
    "ListHolds": lambda: holds.ListHoldsRequest(
        account=instrument(), active_only=True, page_size=50, page_token="AAAA"
    ),
    "StreamAlerts": lambda: alerts.StreamAlertsRequest(cursor="AAAA"),
    "AcknowledgeAlert": lambda: alerts.AcknowledgeAlertRequest(
        request_id=REQUEST_ID,
        name="alerts/x0a1",
        response=alerts.ALERT_RESPONSE_DONE,
        act_time=AT,
        note="the number is blocked",
    ),
    "RecordTransfers": lambda: traces.RecordTransfersRequest(
        request_id=REQUEST_ID, transfers=[settled_transfer()]
    ),
    "TraceFunds": lambda: traces.TraceFundsRequest(
        request_id=REQUEST_ID,
        account=traces.AccountStart(instrument=instrument(), not_before=AT),
        amount=Money(currency_code="VND", units=4_000_000),
        hops=6,
        window=Duration(seconds=3_600),
        minimum_amount=1,
        maximum_accounts=1_000,
        rule=traces.TAINT_RULE_PRO_RATA,
    ),
    "GetTrace": lambda: traces.GetTraceRequest(name="traces/x0a1"),
    "ListTraces": lambda: traces.ListTracesRequest(running_only=True, page_size=5),
    "EndTrace": lambda: traces.EndTraceRequest(
        request_id=REQUEST_ID, name="traces/x0a1", etag="v1", note="the report was withdrawn"
    ),
    "FileReport": lambda: reports.FileReportRequest(
        request_id=REQUEST_ID,
        channel=reports.REPORT_CHANNEL_HOTLINE_MESSAGE,
        scheme=reports.REPORT_SCHEME_FRAUD,
        hotline_message="LD (0900000001) (they said that they were the police)",
        victim=identifier(),
        indicators=[identifier()],
        amount=Money(currency_code="VND", units=4_000_000),
        incident_time=AT,
        decisions=["decisions/x0a1"],
        transfers=[traces.TransferStart(institution="970436", transfer_id="FT-1")],
        statement="they said that they were the police",
        police_reference="12/CA",
    ),
    "GetReport": lambda: reports.GetReportRequest(name="reports/x0a1"),
    "ListReports": lambda: reports.ListReportsRequest(
        indicator=identifier(), open_only=True, page_size=50, page_token="AAAA"
    ),
    "UpdateReport": lambda: reports.UpdateReportRequest(
        request_id=REQUEST_ID,
        name="reports/x0a1",
        etag="v1",
        state=reports.REPORT_STATE_WITH_POLICE,
        police_reference="12/CA",
        recovered=Money(currency_code="VND", units=1_000_000),
        answered=True,
        indicators=[identifier()],
        decisions=["decisions/x0a1"],
        transfers=[traces.TransferStart(institution="970436", transfer_id="FT-1")],
        note="the police took it over",
    ),
    "GetStatistics": lambda: statistics.GetStatisticsRequest(start_time=AT, end_time=LATER),
}
"""A valid request of every method, with every field set."""

ABSENT: Final = object()


def change(message: Message, path: str, value: Any) -> None:
    """Set the field at a path such as `context.device_id` or `confirmations[0].form`; ABSENT clears it."""
    *parents, last = path.split(".")
    owner: Any = message
    for name in parents:
        owner = getattr(owner, name.removesuffix("[0]"))
        owner = owner[0] if name.endswith("[0]") else owner
    if value is ABSENT:
        owner.ClearField(last)
    elif isinstance(value, list):
        owner.ClearField(last)
        getattr(owner, last).extend(value)
    elif isinstance(value, Message):
        getattr(owner, last).CopyFrom(value)
    else:
        setattr(owner, last, value)


def facts(**changes: Any) -> Facts:
    """A transfer of 4,000,000 VND without an assertion; a change replaces a fact."""
    moved = TransactionFacts(
        kind=TransactionKind.TRANSFER_OTHER,
        customer=CustomerKind.INDIVIDUAL,
        payer=PAYER,
        payee=PAYEE,
        amount=Vnd(4_000_000),
    )
    plain = Facts(at=NOON, provider="970436", transaction=moved, assertion=AssertionFacts(presented=False))
    return replace(plain, **changes)


def record(
    known: Facts, *, policy: Policy = POLICY, challenge: GivenChallenge | None = None
) -> DecisionRecord:
    """Decide, and keep what was decided."""
    return DecisionRecord(
        name=DecisionName("decisions/x0a1"),
        relying_party=RelyingPartyId("bank-a"),
        method="VerifyTransaction" if known.transaction else "VerifyAssertion",
        request_id=RequestId(REQUEST_ID),
        correlation_id="order-7",
        request_digest="0" * 64,
        trusted_at=NOON - timedelta(minutes=3),
        receipt_key="receipts-1",
        facts=known,
        decision=decide(known, policy=policy, regulation=shipped()),
        challenge=challenge,
    )


def answered(made: DecisionRecord) -> Answer:
    signed = sign(made.name, canonical(made), key_id=made.receipt_key, key=RECEIPT_KEY)
    return Answer(record=made, receipt=signed)
