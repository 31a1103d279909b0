import base64
import hashlib
import json
from typing import Any

import jsonschema
import pytest

from builders.assertion import PAYEE, PAYER, PAYMENT, payment
from eidgate.core.assertion import transaction_data
from eidgate.core.terms import Instrument, InstrumentKind, TransactionKind, Vnd


def decoded(text: str) -> dict[str, object]:
    parsed: dict[str, object] = json.loads(base64.urlsafe_b64decode(text + "=="))
    return parsed


def test_a_payment_says_what_is_bound() -> None:
    assert decoded(PAYMENT) == {
        "type": "urn:eudi:sca:payment:1",
        "credential_ids": ["eid"],
        "transaction_data_hashes_alg": ["sha-256"],
        "payload": {
            "amount": 4_000_000,
            "currency": "VND",
            "payee": {"id": "12010001234567", "name": "TRAN VAN GIA DINH"},
            "transaction_id": "b0J2cuZorZFzcwKM6ajQpw",
        },
        "eidgate": {
            "kind": "transfer_other",
            "payee": {"id": "12010001234567", "institution": "970418", "kind": "account"},
            "payer": {"id": "0011001234567", "institution": "970436", "kind": "account"},
        },
    }


def test_the_bytes_are_canonical() -> None:
    text = base64.urlsafe_b64decode(payment(payee_name="Nữ") + "==")

    assert (
        text
        == (
            '{"credential_ids":["eid"],"eidgate":{"kind":"transfer_other","payee":{"id":"12010001234567",'
            '"institution":"970418","kind":"account"},"payer":{"id":"0011001234567","institution":"970436",'
            '"kind":"account"}},"payload":{"amount":4000000,"currency":"VND","payee":{"id":"12010001234567",'
            '"name":"Nữ"},"transaction_id":"LjUQK5-QD5yqnK49O2hvxw"},'
            '"transaction_data_hashes_alg":["sha-256"],"type":"urn:eudi:sca:payment:1"}'
        ).encode()
    )


TS12: dict[str, dict[str, Any]] = {
    "urn:eudi:sca:payment:1": {
        "type": "object",
        "required": ["transaction_id", "payee", "currency", "amount"],
        "additionalProperties": False,
        "properties": {
            "transaction_id": {"type": "string", "minLength": 1, "maxLength": 36},
            "payee": {
                "type": "object",
                "required": ["name", "id"],
                "additionalProperties": False,
                "properties": {"name": {"type": "string"}, "id": {"type": "string"}},
            },
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "amount": {"type": "number"},
        },
    },
    "urn:eudi:sca:login_risk_transaction:1": {
        "type": "object",
        "required": ["transaction_id", "action"],
        "additionalProperties": False,
        "properties": {
            "transaction_id": {"type": "string", "minLength": 1, "maxLength": 36},
            "action": {"type": "string", "maxLength": 140},
        },
    },
    "urn:eudi:sca:account_access:1": {
        "type": "object",
        "required": ["transaction_id"],
        "additionalProperties": False,
        "properties": {
            "transaction_id": {"type": "string", "minLength": 1, "maxLength": 36},
            "description": {"type": "string", "maxLength": 140},
        },
    },
}
"""What TS12 §4.3 says of the members that are used here, with its schemas' ban on any other."""


@pytest.mark.parametrize("kind", TransactionKind)
@pytest.mark.parametrize("payee", [PAYEE, None], ids=["payee", "nobody"])
def test_a_wallet_that_holds_requests_to_ts12_can_read_the_payload(
    kind: TransactionKind, payee: Instrument | None
) -> None:
    if kind.moves_money:
        text = payment(kind=kind, payee=payee, scanned="00020101")
    else:
        text = transaction_data.action(kind=kind, instrument=PAYER, amount=Vnd(999_999_999_999))
    found = decoded(text)

    jsonschema.validate(found["payload"], TS12[str(found["type"])])


def other(instrument: Instrument, **changes: str) -> Instrument:
    values = {"kind": instrument.kind, "institution": instrument.institution, "number": instrument.number}
    return Instrument(**values | changes)  # type: ignore[arg-type] # kinds are given as kinds


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": Vnd(4_000_001)},
        {"kind": TransactionKind.TRANSFER_OWN},
        {"payee_name": "TRAN VAN GIA DINH "},
        {"payee": other(PAYEE, number="1")},
        {"payee": other(PAYEE, institution="970436")},
        {"payee": other(PAYEE, kind=InstrumentKind.WALLET)},
        {"payee": None},
        {"payer": other(PAYER, number="1")},
        {"payer": other(PAYER, institution="970418")},
    ],
)
def test_any_change_changes_the_text(changes: dict[str, object]) -> None:
    assert payment(**changes) != PAYMENT
    assert payment() == PAYMENT


def test_cash_has_no_payee() -> None:
    found: dict[str, Any] = decoded(payment(kind=TransactionKind.CASH_WITHDRAWAL, payee=None, payee_name=""))

    assert found["payload"]["payee"] == {"id": "", "name": ""}
    assert "payee" not in found["eidgate"]


@pytest.mark.parametrize(
    "changes", [{"amount": Vnd(0)}, {"amount": Vnd(-1)}, {"kind": TransactionKind.LOGIN}]
)
def test_a_payment_moves_a_positive_amount(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="payment"):
        payment(**changes)


@pytest.mark.parametrize("kind", [kind for kind in TransactionKind if not kind.moves_money])
def test_every_other_kind_is_an_action(kind: TransactionKind) -> None:
    found = decoded(transaction_data.action(kind=kind, instrument=PAYER, amount=Vnd(5)))

    assert str(found["type"]).startswith("urn:eudi:sca:")
    assert found["eidgate"] == {
        "kind": kind.value,
        "amount": 5,
        "currency": "VND",
        "instrument": {"id": "0011001234567", "institution": "970436", "kind": "account"},
    }


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ({}, "Thay đổi hạn mức / Change of a limit"),
        ({"amount": Vnd(50_000_000)}, "Thay đổi hạn mức / Change of a limit: 50.000.000 VND"),
        ({"instrument": PAYER}, "Thay đổi hạn mức / Change of a limit: 0011001234567"),
        (
            {"instrument": PAYER, "amount": Vnd(7_000)},
            "Thay đổi hạn mức / Change of a limit: 7.000 VND, 0011001234567",
        ),
    ],
)
def test_an_action_is_told_in_words_that_a_wallet_can_show(details: dict[str, Any], shown: str) -> None:
    found: dict[str, Any] = decoded(transaction_data.action(kind=TransactionKind.LIMIT_CHANGE, **details))

    assert found["payload"]["action"] == shown


def test_the_id_names_what_is_agreed_to_and_nothing_else() -> None:
    def named(text: str) -> str:
        payload: Any = decoded(text)["payload"]
        return str(payload["transaction_id"])

    found: dict[str, Any] = decoded(PAYMENT)
    del found["payload"]["transaction_id"]
    content = [found["type"], found["payload"], found["eidgate"]]
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    expected = base64.urlsafe_b64encode(hashlib.sha256(canonical).digest()[:16]).rstrip(b"=").decode()

    assert named(PAYMENT) == named(payment()) == expected
    assert named(payment()) != named(payment(payer=other(PAYER, number="1")))
    assert named(payment()) != named(payment(scanned="00020101"))


def test_an_action_moves_no_money() -> None:
    with pytest.raises(ValueError, match="payment"):
        transaction_data.action(kind=TransactionKind.TRANSFER_OWN)
    assert transaction_data.action(kind=TransactionKind.LOGIN)


def test_the_hash_is_over_the_text_as_sent() -> None:
    expected = base64.urlsafe_b64encode(hashlib.sha256(PAYMENT.encode()).digest()).rstrip(b"=").decode()

    assert transaction_data.hash_of(PAYMENT) == expected
