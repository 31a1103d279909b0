"""The rules beside the fields: every way a field can be wrong is refused by its path and rule."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from google.protobuf.descriptor import Descriptor
from google.protobuf.duration_pb2 import Duration
from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp
from google.type.money_pb2 import Money
from protovalidate import Validator

from builders.wire import ABSENT, AT, VALID, change, identifier, settled_transfer, verify_transaction
from eidgate.v1 import common_pb2 as common
from eidgate.v1 import hold_pb2 as holds
from eidgate.v1 import policy_service_pb2 as policies
from eidgate.v1 import trace_pb2 as traces
from eidgate.v1 import verification_service_pb2 as verification
from eidgate.v1 import watchlist_service_pb2 as watchlist

VALIDATOR = Validator()


class Bad(NamedTuple):
    """A value at a path, and the rule that refuses it; `told` is the path reported when it is another."""

    path: str
    value: Any
    rule: str
    told: str = ""

    def below(self, parent: str) -> "Bad":
        return self._replace(path=f"{parent}.{self.path}", told=f"{parent}.{self.told}" if self.told else "")


def violations(message: Message) -> set[tuple[str, str]]:
    found = set()
    for violation in VALIDATOR.collect_violations(message):
        path = ""
        elements = violation.proto.field.elements if violation.proto.field is not None else ()
        for element in elements:
            path += f".{element.field_name}" if path else element.field_name
            path += "" if element.subscript is None else f"[{element.subscript.value}]"
        found.add((path, violation.proto.rule_id))
    return found


CONTROLS = ("\x00", "a\nb", "\x1b[31m", "a\x7f")

REQUEST_ID = [
    Bad("request_id", value, "string.uuid" if value else "string.uuid_empty")
    for value in (
        "",
        "not-a-uuid",
        "7c8a2f0e4a524a539f5e0d3b6a3c2f11",
        "7c8a2f0e-4a52-4a53-9f5e-0d3b6a3c2f11\n",
    )
]
NUMBER = [
    Bad("number", value, "string.pattern")
    for value in ("", "091234", "phone", "0912345678;ext=1", "0" * 32, "٠٩١٢٣٤٥٦٧٨", "+84912345678\n")
]
CORRELATION_ID = [
    Bad("correlation_id", value, "string.pattern") for value in ("a" * 37, "a b", "order#7", "a\n", "é")
]
CHALLENGE = [Bad("challenge", value, "string.pattern") for value in ("a" * 129, "a=", "a+b", "bm9uY2U\n")]
DEVICE_ID = [Bad("device_id", value, "string.pattern") for value in ("a" * 65, "a b", "a/b", "dev\n")]
ASSERTION = [
    Bad("assertion", common.Assertion(jwt=""), "string.min_len", "assertion.jwt"),
    Bad("assertion", common.Assertion(jwt="a" * 16_385), "string.max_bytes", "assertion.jwt"),
    Bad("assertion", common.Assertion(jwt="é" * 8_193), "string.max_bytes", "assertion.jwt"),
    Bad("assertion", common.Assertion(sd_jwt=""), "string.min_len", "assertion.sd_jwt"),
    Bad("assertion", common.Assertion(sd_jwt="a" * 65_537), "string.max_bytes", "assertion.sd_jwt"),
    Bad("assertion.jwt", ABSENT, "required", "assertion.format"),
]
PAGE = [
    Bad("page_size", -1, "int32.gte"),
    Bad("page_size", -(2**31), "int32.gte"),
    Bad("page_token", "a" * 257, "string.max_bytes"),
    Bad("page_token", "é" * 129, "string.max_bytes"),
]


def names(field: str, collection: str) -> list[Bad]:
    wrong = ("", "x0a1", f"{collection}/", f"{collection}/X", f"{collection}/1a", f"{collection}/{'a' * 64}")
    return [
        Bad(field, value, "string.pattern")
        for value in (*wrong, f"{collection}/a/b", f"/{collection}/a", f"{collection}/a\n", "others/a")
    ]


def texts(field: str, most: int) -> list[Bad]:
    return [Bad(field, b"", "bytes.min_len"), Bad(field, b"a" * (most + 1), "bytes.max_len")]


def choices(field: str, last: int) -> list[Bad]:
    return [
        Bad(field, 0, "enum.not_in"),
        Bad(field, last + 1, "enum.defined_only"),
        Bad(field, -1, "enum.defined_only"),
    ]


def instruments(field: str) -> list[Bad]:
    wrong = [
        *choices("kind", 4),
        *(
            Bad("institution", value, "string.pattern")
            for value in ("", "97043", "9704366", "VTL", "-vtl", "a", "a" * 33, "970436\n", "97043\uff16")
        ),
        *(
            Bad("number", value, "string.pattern")
            for value in (
                "",
                "1" * 37,
                "12 34",
                "1234\n",
                "+0912345678",
                "+8491",
                "+84912345678901234",
                "١٢٣",
            )
        ),
    ]
    misfits = [
        ("+84912345678", common.INSTRUMENT_KIND_ACCOUNT, "970436", "instrument.kind"),
        ("0912345678", common.INSTRUMENT_KIND_SIM, "viettel", "instrument.kind"),
        ("+84912345678", common.INSTRUMENT_KIND_SIM, "970436", "instrument.kind"),
        ("0912345678", common.INSTRUMENT_KIND_WALLET, "viettel", "instrument.kind"),
        ("4111111111111111", common.INSTRUMENT_KIND_CARD, "970436", "instrument.card"),
        ("411111111111", common.INSTRUMENT_KIND_CARD, "970436", "instrument.card"),
    ]
    return [one.below(field) for one in wrong] + [
        Bad(field, common.Instrument(kind=kind, institution=institution, number=number), rule)
        for number, kind, institution, rule in misfits
    ]


MONEY = [
    Bad("amount", Money(currency_code="VND"), "money.units"),
    Bad("amount", Money(currency_code="VND", units=-1), "money.units"),
    Bad("amount", Money(currency_code="VND", units=1_000_000_000_000_001), "money.units"),
    Bad("amount", Money(currency_code="VND", units=2**63 - 1), "money.units"),
    Bad("amount", Money(currency_code="USD", units=1), "money.currency"),
    Bad("amount", Money(currency_code="vnd", units=1), "money.currency"),
    Bad("amount", Money(units=1), "money.currency"),
    Bad("amount", Money(currency_code="VND", units=1, nanos=1), "money.nanos"),
    Bad("amount", Money(currency_code="VND", units=1, nanos=-1), "money.nanos"),
]
ETAG = [
    Bad("etag", value, "string.pattern") for value in ("", "v0", "1", "v01", "v1 ", "v1\n", "v12345678901")
]
ORDER_NUMBER = [
    Bad("order_number", value, "string.pattern") for value in (" 1", "-1", "a" * 65, "1\n", "1;2", "1\x00")
]
BAD_REFERENCES = ("", "a" * 65, "a b", "a#1", "é", "FT-1\n")
A_SIM = common.Instrument(kind=common.INSTRUMENT_KIND_SIM, institution="viettel", number="+84912345678")
TRANSACTION = [
    bad.below("transaction")
    for bad in (
        *choices("kind", 15),
        *choices("customer", 2),
        *instruments("payer"),
        Bad("payer", ABSENT, "required"),
        *instruments("payee"),
        *MONEY,
        Bad("payee_name", "a" * 151, "string.max_len"),
        *(Bad("payee_name", value, "string.pattern") for value in CONTROLS),
        Bad("payee_qr", "a" * 513, "string.max_len"),
        *(Bad("payee_qr", value, "string.pattern") for value in CONTROLS),
        Bad("channel", 7, "enum.defined_only"),
        Bad("channel", -1, "enum.defined_only"),
        Bad("merchant", "a" * 141, "string.max_len"),
        *(Bad("merchant", value, "string.pattern") for value in CONTROLS),
        *(Bad("end_to_end_id", value, "string.pattern") for value in ("a" * 65, "a b", "a\n")),
    )
] + [
    Bad("transaction.amount", ABSENT, "transaction.amount", "transaction"),
    Bad("transaction.payee", ABSENT, "transaction.payee", "transaction"),
    Bad("transaction.kind", common.TRANSACTION_KIND_LOGIN, "transaction.amount", "transaction"),
    Bad("transaction.kind", common.TRANSACTION_KIND_LOGIN, "transaction.payee", "transaction"),
]
NOTE = [
    Bad("note", "a" * 501, "string.max_len"),
    *(Bad("note", value, "string.pattern") for value in CONTROLS),
]
CONFIRMATION = [
    *(bad.below("confirmations[0]") for bad in choices("form", 17)),
    Bad("confirmations[0].perform_time", ABSENT, "required"),
    Bad("confirmations[0].failures_before", -1, "int32.gte_lte"),
    Bad("confirmations[0].failures_before", 1_001, "int32.gte_lte"),
    Bad("confirmations", [verify_transaction().confirmations[0]] * 17, "repeated.max_items"),
]
CONTEXT = [
    *(bad.below("context") for bad in DEVICE_ID),
    *(
        Bad("context.payer_balance", Money(**{"currency_code": "VND", "units": 1} | wrong), rule)
        for wrong, rule in (
            ({"currency_code": "USD"}, "balance.currency"),
            ({"currency_code": ""}, "balance.currency"),
            ({"units": -1}, "balance.units"),
            ({"units": 1_000_000_000_000_001}, "balance.units"),
            ({"nanos": 1}, "balance.nanos"),
        )
    ),
    Bad("context.compromises", [1, 1], "repeated.unique"),
    Bad("context.compromises", [1, 2, 3] * 3, "repeated.max_items"),
    Bad("context.compromises", [0], "enum.not_in", "context.compromises[0]"),
    Bad("context.compromises", [4], "enum.defined_only", "context.compromises[0]"),
    *(
        Bad("context.phone", value, "string.pattern")
        for value in ("091234", "phone", "0912345678;ext=1", "0" * 32, "٠٩١٢٣٤٥٦٧٨", "+84912345678\n")
    ),
    Bad("context.site", "a" * 2_049, "string.max_len"),
    *(Bad("context.site", value, "string.pattern") for value in ("a b", "a\u00a0b", *CONTROLS)),
    *(
        Bad(
            "context.social_account",
            verification.SocialAccount(platform=platform, account_id="1"),
            "string.pattern",
            "context.social_account.platform",
        )
        for platform in ("", "Facebook", "9gag", "a-b", "a" * 33, "zalo\n")
    ),
    *(
        Bad(
            "context.social_account",
            verification.SocialAccount(platform="zalo", account_id=account_id),
            "string.pattern",
            "context.social_account.account_id",
        )
        for account_id in ("", "a b", "é", "a" * 129, "1\n")
    ),
    Bad("context.signs", [1, 1], "repeated.unique"),
    Bad("context.signs", [1, 2, 3] * 3, "repeated.max_items"),
    Bad("context.signs", [0], "enum.not_in", "context.signs[0]"),
    Bad("context.signs", [5], "enum.defined_only", "context.signs[0]"),
    *(Bad("context.ip_country", value, "string.pattern") for value in ("vn", "VNM", "V", "V1", "VN\n")),
]

PURPOSE = [Bad("purpose", value, "enum.defined_only") for value in (-1, 4)]
PRESENTATION = [
    *(Bad("issuer", value, "string.pattern") for value in ("a" * 513, "a b", "é", "a\n")),
    *(
        Bad("response_uri", value, "string.pattern")
        for value in ("http://bank.example", "https://", "https://a b", "https://a\n", f"https://{'a' * 501}")
    ),
    *(Bad("state", value, "string.pattern") for value in ("a" * 129, "a b", "a\n")),
    Bad("encryption_keys", "a" * 8_193, "string.max_bytes"),
    *PURPOSE,
]

REGISTRATION = [
    *choices("kind", 2),
    Bad("name", "", "string.min_len"),
    Bad("name", "a" * 301, "string.max_len"),
    *(Bad("name", value, "string.pattern") for value in CONTROLS),
]
WHY = [Bad("reason", "", "string.min_len"), *(bad._replace(path="reason") for bad in NOTE)]
PROOF = [*ASSERTION, Bad("assertion", ABSENT, "required"), *CHALLENGE]
CHANGE = [*REQUEST_ID, *names("name", "bindings"), *ETAG]
SIM = [Bad("sim.channel", value, "enum.defined_only") for value in (-1, 3)]
ETAG = [
    Bad("etag", value, "string.pattern") for value in ("", "v0", "1", "v01", "v1 ", "v1\n", "v12345678901")
]
EVIDENCE = [
    Bad("evidence", "a" * 141, "string.max_len"),
    *(Bad("evidence", value, "string.pattern") for value in CONTROLS),
]
EXPIRE_TIME = [
    Bad("expire_time", Timestamp(seconds=seconds), "timestamp.gte_lte")
    for seconds in (-62_135_596_801, 253_402_300_800)
]
CODE = [Bad("code", value, "int32.gte_lte") for value in (-1, 0, 9)]
IDENTIFIER = [
    *(bad.below("identifier") for bad in choices("kind", 9)),
    Bad("identifier.value", "", "string.min_len"),
    Bad("identifier.value", "a" * 2_049, "string.max_len"),
    *(Bad("identifier.value", value, "string.pattern") for value in CONTROLS),
]
CURSOR = [Bad("cursor", value, "string.pattern") for value in ("a" * 201, "C:7:", "c 7", "c:7:\n")]
IMPORT_ROW = [
    *IDENTIFIER,
    Bad("identifier", ABSENT, "required"),
    *choices("grade", 3),
    *CODE,
    *EXPIRE_TIME,
]
REPORT_LINKS = [
    *(bad._replace(path=bad.path.replace("identifier.", "indicators[0].")) for bad in IDENTIFIER),
    Bad("indicators", [identifier()] * 17, "repeated.max_items"),
    *(
        Bad("decisions", [value], "string.pattern", "decisions[0]")
        for value in ("", "reports/x0a1", "decisions/X", "decisions/x\n")
    ),
    Bad("decisions", ["decisions/x0a1"] * 17, "repeated.max_items"),
    *(Bad("transfers[0].institution", value, "string.pattern") for value in ("", "97043", "viettel")),
    *(Bad("transfers[0].transfer_id", value, "string.pattern") for value in BAD_REFERENCES),
    Bad(
        "transfers",
        [traces.TransferStart(institution="970436", transfer_id="FT-1")] * 17,
        "repeated.max_items",
    ),
    *(bad._replace(path="police_reference") for bad in ORDER_NUMBER),
]
APPEALS = ("", "entries/x1", "entries/x1/appeals/0", "entries/x1/appeals/12345", "entries/x1/appeals/1\n")
NOTED = [Bad("note", "", "string.min_len"), *NOTE]

TABLE: dict[str, list[Bad]] = {
    "CreateChallenge": [*TRANSACTION, *(bad.below("presentation") for bad in PRESENTATION)],
    "VerifyTransaction": [
        *REQUEST_ID,
        *CORRELATION_ID,
        *TRANSACTION,
        Bad("transaction", ABSENT, "required"),
        *ASSERTION,
        *CHALLENGE,
        *CONFIRMATION,
        *CONTEXT,
        *(bad.below("payee_registration") for bad in REGISTRATION),
    ],
    "BatchVerifyTransactions": [
        Bad("requests", [], "repeated.min_items"),
        Bad("requests", [verify_transaction()] * 101, "repeated.max_items"),
    ],
    "VerifyAssertion": [
        *REQUEST_ID,
        *CORRELATION_ID,
        *(bad._replace(path="assertion.sd_jwt") if bad.path == "assertion.jwt" else bad for bad in ASSERTION),
        Bad("assertion", ABSENT, "required"),
        *CHALLENGE,
        *(Bad("minimum_account_level", value, "int32.gte_lte") for value in (-1, 3)),
        *(Bad("minimum_authentication_level", value, "int32.gte_lte") for value in (-1, 5)),
        Bad("expected_subject_id", "a" * 256, "string.max_bytes"),
        Bad("expected_subject_id", "é" * 128, "string.max_bytes"),
        *(
            Bad("expected_tax_code", value, "string.pattern")
            for value in ("0" * 9, "0" * 11, "0123456789-01", "012345678x", "0" * 14)
        ),
        *PURPOSE,
    ],
    "GetDecision": names("name", "decisions"),
    "ListDecisions": [
        *PAGE,
        *(Bad("outcome", value, "enum.defined_only") for value in (-1, 9)),
        *(Bad("kind", value, "enum.defined_only") for value in (-1, 99)),
        *(Bad("relying_party", value, "string.max_bytes") for value in ("a" * 129, "é" * 65)),
    ],
    "ReportOutcome": [
        *REQUEST_ID,
        *names("decision", "decisions"),
        *choices("outcome", 6),
        Bad("event_time", ABSENT, "required"),
        *NOTE,
    ],
    "CreateBinding": [
        *REQUEST_ID,
        *instruments("instrument"),
        Bad("instrument", ABSENT, "required"),
        *choices("customer", 2),
        *ASSERTION,
        Bad("assertion", ABSENT, "required"),
        *CHALLENGE,
        *DEVICE_ID,
        *SIM,
    ],
    "GetBinding": names("name", "bindings"),
    "ListBindings": [*instruments("instrument"), *PAGE],
    "ProposePolicy": [
        *REQUEST_ID,
        *texts("document", 262_144),
        *texts("tests", 196_608),
        *NOTED,
    ],
    "ApprovePolicy": [*REQUEST_ID, *names("name", "policies"), *ETAG, *NOTED],
    "ActivatePolicy": [
        *REQUEST_ID,
        *names("name", "policies"),
        *ETAG,
        Bad("effective_time", Timestamp(seconds=1), "timestamp.gte_lt"),
        Bad("effective_time", Timestamp(seconds=4_102_444_800), "timestamp.gte_lt"),
    ],
    "RollBackPolicy": [*REQUEST_ID, *names("name", "policies"), *ETAG, *NOTED],
    "GetPolicy": names("name", "policies"),
    "StartShadow": [
        *REQUEST_ID,
        *names("name", "policies"),
        *ETAG,
        *(Bad("per_mille", value, "int32.gte_lte") for value in (0, -1, 1_001)),
        *NOTED,
    ],
    "EndShadow": [*REQUEST_ID, *names("name", "policies"), *ETAG, *NOTED],
    "GetShadowReport": names("name", "policies"),
    "BacktestPolicy": [
        *(one for one in names("name", "policies") if one.value),
        *(Bad("outcome", value, "enum.defined_only") for value in (-1, 9)),
        *(Bad("kind", value, "enum.defined_only") for value in (-1, 99)),
        *(Bad("relying_party", value, "string.max_bytes") for value in ("a" * 129, "é" * 65)),
        *(Bad("cursor", value, "string.max_bytes") for value in ("a" * 257, "é" * 129)),
    ],
    "ListPolicies": [
        *(Bad("line", value, "string.pattern") for value in ("a", "VN", "1a", "a b", "vn-bank\n", "a" * 64)),
        *PAGE,
    ],
    "ListBindingVersions": [*names("name", "bindings"), *PAGE],
    "ListBindingDecisions": [*names("name", "bindings"), *PAGE],
    "ConfirmBinding": [*CHANGE, *PROOF],
    "SuspendBinding": [*CHANGE, *WHY],
    "ReinstateBinding": [*CHANGE, *WHY],
    "RevokeBinding": [*CHANGE, *WHY],
    "TransferBinding": [*CHANGE, *WHY, *choices("customer", 2), *PROOF, *DEVICE_ID, *SIM],
    "ListSubjectInstruments": [*PROOF, *PAGE],
    "CheckPayee": [
        *instruments("payee"),
        Bad("payee_qr", "a" * 513, "string.max_len"),
        *(Bad("payee_qr", value, "string.pattern") for value in CONTROLS),
        Bad("payee_name", "a" * 151, "string.max_len"),
        *(Bad("payee_name", value, "string.pattern") for value in CONTROLS),
        *(Bad("payee_kind", value, "enum.defined_only") for value in (-1, 3)),
        *(bad.below("registration") for bad in REGISTRATION),
    ],
    "DisownInstrument": [*REQUEST_ID, *names("binding", "bindings"), *PROOF],
    "ReportDeviceChange": [*REQUEST_ID, *NUMBER, Bad("change_time", ABSENT, "required")],
    "ReverifySubscriber": [*REQUEST_ID, *NUMBER, *PROOF],
    "CheckIdentifiers": [
        Bad("identifiers", [], "repeated.min_items"),
        Bad("identifiers", [identifier()] * 1_001, "repeated.max_items"),
        *(bad._replace(path=bad.path.replace("identifier.", "identifiers[0].")) for bad in IDENTIFIER),
    ],
    "ReportIdentifier": [
        *REQUEST_ID,
        *IDENTIFIER,
        Bad("identifier", ABSENT, "required"),
        *CODE,
        *EVIDENCE,
        *NOTE,
        *EXPIRE_TIME,
    ],
    "GetEntry": names("name", "entries"),
    "ListEntries": PAGE,
    "UpdateEntry": [
        *REQUEST_ID,
        *names("name", "entries"),
        *ETAG,
        *CODE,
        *EVIDENCE,
        *NOTE,
        *EXPIRE_TIME,
    ],
    "ClearEntry": [
        *REQUEST_ID,
        *names("name", "entries"),
        *ETAG,
        Bad("reason", "", "string.min_len"),
        *(bad._replace(path="reason") for bad in NOTE),
    ],
    "ImportEntries": [
        Bad("rows", ABSENT, "required", "piece"),
        *(bad.below("header") for bad in REQUEST_ID),
        *(Bad("header.list", value, "string.pattern") for value in ("", "1a", "A", "a" * 33, "a b", "a\n")),
        Bad("rows.rows", [], "repeated.min_items"),
        Bad("rows.rows", [watchlist.ImportRow()] * 1_001, "repeated.max_items"),
        *(bad.below("rows.rows[0]") for bad in IMPORT_ROW),
        Bad("end.row_count", -1, "int64.gte"),
    ],
    "WatchEntries": CURSOR,
    "AcknowledgeChanges": [*REQUEST_ID, *CURSOR, Bad("cursor", "", "string.pattern")],
    "FileAppeal": [
        *REQUEST_ID,
        *names("name", "entries"),
        Bad("ground", "", "string.min_len"),
        Bad("ground", "a" * 2_001, "string.max_len"),
        *(Bad("ground", value, "string.pattern") for value in CONTROLS),
    ],
    "ResolveAppeal": [
        *REQUEST_ID,
        *(Bad("name", value, "string.pattern") for value in APPEALS),
        *ETAG,
        *(Bad("state", value, "enum.in") for value in (-1, 0, 1, 5)),
        Bad("note", "", "string.min_len"),
        *NOTE,
    ],
    "PlaceHold": [
        *REQUEST_ID,
        *instruments("account"),
        Bad("account", ABSENT, "required"),
        Bad("account", A_SIM, "hold.account"),
        *MONEY,
        Bad("amount", ABSENT, "required"),
        *(bad._replace(path="ceiling") for bad in MONEY),
        Bad("ceiling", ABSENT, "required"),
        *(bad for bad in names("basis", "traces") if bad.value),
        Bad("basis", "holds/x0a1", "string.pattern"),
        *choices("ground", 6),
        *ORDER_NUMBER,
        Bad("reason", "", "string.min_len"),
        *(bad._replace(path="reason") for bad in NOTE),
    ],
    "ConfirmHold": [
        *REQUEST_ID,
        *names("name", "holds"),
        *ETAG,
        *(bad._replace(path="frozen") for bad in MONEY if bad.value != Money(currency_code="VND")),
        Bad("frozen", ABSENT, "required"),
        *NOTE,
    ],
    "ExtendHold": [
        *REQUEST_ID,
        *names("name", "holds"),
        *ETAG,
        Bad("expire_time", ABSENT, "required"),
        *ORDER_NUMBER,
        Bad("order_number", "", "string.pattern"),
        *NOTE,
    ],
    "ReleaseHold": [
        *REQUEST_ID,
        *names("name", "holds"),
        *ETAG,
        Bad("note", "", "string.min_len"),
        *NOTE,
    ],
    "GetHold": names("name", "holds"),
    "ListHolds": [*instruments("account"), *PAGE],
    "StreamAlerts": [Bad("cursor", value, "string.max_bytes") for value in ("a" * 257, "é" * 129)],
    "AcknowledgeAlert": [
        *REQUEST_ID,
        *names("name", "alerts"),
        *choices("response", 5),
        Bad("act_time", ABSENT, "required"),
        *NOTE,
    ],
    "RecordTransfers": [
        *REQUEST_ID,
        Bad("transfers", [], "repeated.min_items"),
        Bad("transfers", [settled_transfer()] * 2_001, "repeated.max_items"),
        *(Bad("transfers[0].transfer_id", value, "string.pattern") for value in BAD_REFERENCES),
        *instruments("transfers[0].source"),
        Bad("transfers[0].source", ABSENT, "required"),
        Bad("transfers[0].source", settled_transfer().target, "transfer.itself", "transfers[0]"),
        *instruments("transfers[0].target"),
        Bad("transfers[0].source", A_SIM, "transfer.sim", "transfers[0]"),
        Bad("transfers[0].target", A_SIM, "transfer.sim", "transfers[0]"),
        *(bad.below("transfers[0]") for bad in MONEY),
        Bad("transfers[0].amount", ABSENT, "required"),
        Bad("transfers[0].settle_time", ABSENT, "required"),
    ],
    "TraceFunds": [
        *REQUEST_ID,
        *(bad for bad in names("report", "reports") if bad.value),
        Bad("report", "", "string.pattern"),
        Bad("account", ABSENT, "required", "start"),
        *(
            Bad(
                "transfer",
                traces.TransferStart(institution=value, transfer_id="FT-1"),
                "string.pattern",
                told,
            )
            for told in ("transfer.institution",)
            for value in ("", "97043", "viettel", "970436\n")
        ),
        *(
            Bad(
                "transfer",
                traces.TransferStart(institution="970436", transfer_id=value),
                "string.pattern",
                told,
            )
            for told in ("transfer.transfer_id",)
            for value in BAD_REFERENCES
        ),
        *instruments("account.instrument"),
        Bad("account.instrument", ABSENT, "required"),
        Bad("account.not_before", ABSENT, "required"),
        *MONEY,
        *(Bad("hops", value, "int32.gte_lte") for value in (-1, 21)),
        *(Bad("window", Duration(seconds=value), "duration.gt_lte") for value in (-1, 0, 7_776_001)),
        *(Bad("minimum_amount", value, "int64.gte_lte") for value in (-1, 1_000_000_000_000_001)),
        *(Bad("maximum_accounts", value, "int32.gte_lte") for value in (-1, 5_001)),
        *(Bad("rule", value, "enum.defined_only") for value in (-1, 3)),
    ],
    "GetTrace": names("name", "traces"),
    "ListTraces": [*PAGE],
    "EndTrace": [
        *REQUEST_ID,
        *names("name", "traces"),
        *ETAG,
        Bad("note", "", "string.min_len"),
        *NOTE,
    ],
    "FileReport": [
        *REQUEST_ID,
        *choices("channel", 4),
        *(Bad("scheme", value, "enum.defined_only") for value in (-1, 5)),
        Bad("hotline_message", "a" * 1_001, "string.max_len"),
        *(bad._replace(path=bad.path.replace("identifier.", "victim.")) for bad in IDENTIFIER),
        *MONEY,
        Bad("incident_time", ABSENT, "required"),
        *REPORT_LINKS,
        Bad("statement", "a" * 2_001, "string.max_len"),
    ],
    "GetReport": names("name", "reports"),
    "ListReports": [
        *(bad._replace(path=bad.path.replace("identifier.", "indicator.")) for bad in IDENTIFIER),
        *PAGE,
    ],
    "UpdateReport": [
        *REQUEST_ID,
        *names("name", "reports"),
        *ETAG,
        *(Bad("state", value, "enum.defined_only") for value in (-1, 7)),
        *(bad._replace(path="recovered") for bad in MONEY if bad.value != Money(currency_code="VND")),
        *REPORT_LINKS,
        *NOTE,
    ],
    "GetStatistics": [
        Bad("start_time", ABSENT, "required"),
        Bad("end_time", ABSENT, "required"),
    ],
}

ANY_VALUE_IS_GOOD = {
    "validate_only": "a bool",
    "new_device": "a bool, or absent",
    "passed": "a bool",
    "contract": "a bool",
    "level_two_number": "a bool",
    "nine_digit_paper": "a bool",
    "login_method": "a bool",
    "linked_wallet": "a bool",
    "new_organisation": "a bool",
    "inspected": "a bool",
    "with_timings": "a bool",
    "running_only": "a bool",
    "session_start_time": "the wire refuses times out of range",
    "client_time": "the wire refuses times out of range",
    "start_time": "as above; the period is held to its order as a whole",
    "end_time": "as above",
    "expire_time": "as above",
    "active_only": "a bool",
    "open_only": "a bool",
    "answered": "a bool",
    "context": "absent means that nothing was seen",
    "confirm": "a bool",
    "dry_run": "a bool",
    "presentation": "absent means that no wallet is asked",
}


@pytest.mark.parametrize(
    ("method", "bad"), [(method, bad) for method, listed in TABLE.items() for bad in listed]
)
def test_a_bad_field_is_refused_by_its_path_and_rule(method: str, bad: Bad) -> None:
    request = VALID[method]()
    change(request, bad.path, bad.value)
    assert (bad.told or bad.path, bad.rule) in violations(request)


@pytest.mark.parametrize("method", VALID)
def test_a_valid_request_breaks_no_rule(method: str) -> None:
    assert violations(VALID[method]()) == set()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("correlation_id", ""),
        ("correlation_id", "a" * 36),
        ("transaction.amount", Money(currency_code="VND", units=1)),
        ("transaction.amount", Money(currency_code="VND", units=1_000_000_000_000_000)),
        ("transaction.payee_name", "ễ" * 150),
        ("transaction.payee_name", ""),
        ("transaction.payee_qr", "a" * 512),
        ("transaction.payer.number", "a" * 36),
        *(("context.phone", value) for value in ("0912 345 678", "84912345678", "+84 912.345.678")),
        ("assertion.jwt", "a" * 16_384),
        ("assertion.sd_jwt", "a" * 65_536),
        ("challenge", "a" * 128),
        ("context.device_id", "a" * 64),
        ("context.payer_balance", Money(currency_code="VND", units=0)),
        ("context.payer_balance", Money(currency_code="VND", units=1_000_000_000_000_000)),
        ("confirmations", [verify_transaction().confirmations[0]] * 16),
        (
            "transaction.payer",
            common.Instrument(kind=common.INSTRUMENT_KIND_SIM, institution="viettel", number="+84912345678"),
        ),
        (
            "transaction.payer",
            common.Instrument(kind=common.INSTRUMENT_KIND_CARD, institution="970436", number="card-8f21"),
        ),
        (
            "transaction.payer",
            common.Instrument(kind=common.INSTRUMENT_KIND_WALLET, institution="971005", number="0912345678"),
        ),
    ],
)
def test_the_outermost_good_value_is_let_through(path: str, value: Any) -> None:
    request = verify_transaction()
    change(request, path, value)
    assert violations(request) == set()


def test_a_payee_to_check_is_told_or_scanned_and_so_is_its_name() -> None:
    request = VALID["CheckPayee"]()
    request.ClearField("payee")
    assert ("", "check_payee.payee") in violations(request)
    request.payee_qr = "a scanned payload"
    assert violations(request) == set()
    request.ClearField("payee_name")
    assert violations(request) == set()
    request.ClearField("payee_qr")
    assert ("", "check_payee.name") in violations(request)


def test_a_scanned_payee_is_one() -> None:
    request = verify_transaction()
    request.transaction.ClearField("payee")
    request.transaction.payee_qr = "a scanned payload"
    assert violations(request) == set()


def test_a_cash_withdrawal_may_go_to_nobody_or_to_an_instrument() -> None:
    request = verify_transaction()
    request.transaction.kind = common.TRANSACTION_KIND_CASH_WITHDRAWAL
    assert violations(request) == set()
    request.transaction.ClearField("payee")
    assert violations(request) == set()


@pytest.mark.parametrize("kind", range(10, 16))
def test_a_kind_that_moves_no_money_has_neither_amount_nor_payee(kind: int) -> None:
    request = verify_transaction()
    change(request, "transaction.kind", kind)
    told = {rule for path, rule in violations(request) if path == "transaction"}
    assert told == {"transaction.amount", "transaction.payee"}
    request.transaction.ClearField("amount")
    request.transaction.ClearField("payee")
    assert violations(request) == set()


def test_a_limit_change_has_the_new_limit_and_no_payee() -> None:
    request = verify_transaction()
    change(request, "transaction.kind", 9)
    assert {rule for path, rule in violations(request) if path == "transaction"} == {"transaction.payee"}
    request.transaction.ClearField("payee")
    assert violations(request) == set()
    request.transaction.ClearField("amount")
    assert {rule for path, rule in violations(request) if path == "transaction"} == {"transaction.amount"}


@pytest.mark.parametrize("seconds", [0, -1, 31_622_401])
def test_a_period_is_more_than_nothing_and_at_most_a_year(seconds: int) -> None:
    request = VALID["GetStatistics"]()
    request.end_time.CopyFrom(Timestamp(seconds=AT.seconds + seconds))
    assert violations(request) == {("", "statistics.period")}
    request.end_time.CopyFrom(Timestamp(seconds=AT.seconds + 31_622_400))
    assert violations(request) == set()


def test_every_violation_is_told_at_once() -> None:
    request = verify_transaction()
    request.request_id = "?"
    request.correlation_id = "?"
    request.transaction.payer.number = "?"
    request.transaction.amount.nanos = 5
    assert violations(request) == {
        ("request_id", "string.uuid"),
        ("correlation_id", "string.pattern"),
        ("transaction.payer.number", "string.pattern"),
        ("transaction.amount", "money.nanos"),
    }


def test_only_an_order_stands_without_a_basis() -> None:
    asked = VALID["PlaceHold"]()
    asked.basis, asked.ground = "", holds.HOLD_GROUND_AGREEMENT
    assert violations(asked) == {("", "hold.basis")}
    asked.ground = holds.HOLD_GROUND_AUTHORITY_ORDER
    assert violations(asked) == set()


def test_a_bad_item_is_not_the_batchs_fault() -> None:
    batch = verification.BatchVerifyTransactionsRequest(requests=[verification.VerifyTransactionRequest()])
    assert violations(batch) == set()


def fields(descriptor: Descriptor, prefix: str = "") -> Iterator[str]:
    """Name every field of a request, and of the messages of our own inside it."""
    for field in descriptor.fields:
        path = f"{prefix}{field.name}"
        yield path
        inner = field.message_type
        if inner is not None and inner.file.package == "eidgate.v1":
            yield from fields(inner, f"{path}.")


@pytest.mark.parametrize("method", VALID)
def test_every_field_of_every_request_has_its_place_in_the_table(method: str) -> None:
    tried = {(bad.told or bad.path).replace("[0]", "") for bad in TABLE[method]}
    tried |= {bad.path.replace("[0]", "") for bad in TABLE[method]}
    every = set(fields(VALID[method]().DESCRIPTOR))
    if method == "BatchVerifyTransactions":
        every = {"requests"}  # each item is held to the rules of VerifyTransaction on its own
    untried = {path for path in every - tried if not any(one.startswith(f"{path}.") for one in tried)}
    assert {path.rsplit(".", 1)[-1] for path in untried} <= set(ANY_VALUE_IS_GOOD)


@pytest.mark.parametrize("end", [AT.seconds - 1, AT.seconds])
def test_a_period_that_ends_before_it_begins_is_refused(end: int) -> None:
    asked = verification.ListDecisionsRequest(start_time=AT, end_time=Timestamp(seconds=end))
    assert violations(asked) == {("", "decisions.period")}
    tried = policies.BacktestPolicyRequest(start_time=AT, end_time=Timestamp(seconds=end))
    assert violations(tried) == {("", "backtest.period")}
