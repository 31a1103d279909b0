import base64
import hashlib
import json

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
            "kind": "transfer_other",
            "payee": {
                "id": "12010001234567",
                "institution": "970418",
                "kind": "account",
                "name": "TRAN VAN GIA DINH",
            },
            "payer": {"id": "0011001234567", "institution": "970436", "kind": "account"},
        },
    }


def test_the_bytes_are_canonical() -> None:
    text = base64.urlsafe_b64decode(payment(payee_name="Nữ") + "==")

    assert (
        text
        == (
            '{"credential_ids":["eid"],"payload":{"amount":4000000,"currency":"VND","kind":"transfer_other","payee":{"id":"12010001234567",'
            '"institution":"970418","kind":"account","name":"Nữ"},"payer":{"id":"0011001234567",'
            '"institution":"970436","kind":"account"}},'
            '"transaction_data_hashes_alg":["sha-256"],"type":"urn:eudi:sca:payment:1"}'
        ).encode()
    )


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
    payload = decoded(payment(kind=TransactionKind.CASH_WITHDRAWAL, payee=None, payee_name=""))["payload"]

    assert isinstance(payload, dict)
    assert "payee" not in payload


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
    assert found["payload"] == {
        "action": kind.value,
        "amount": 5,
        "currency": "VND",
        "instrument": {"id": "0011001234567", "institution": "970436", "kind": "account"},
    }


def test_an_action_moves_no_money() -> None:
    with pytest.raises(ValueError, match="payment"):
        transaction_data.action(kind=TransactionKind.TRANSFER_OWN)
    assert transaction_data.action(kind=TransactionKind.LOGIN)


def test_the_hash_is_over_the_text_as_sent() -> None:
    expected = base64.urlsafe_b64encode(hashlib.sha256(PAYMENT.encode()).digest()).rstrip(b"=").decode()

    assert transaction_data.hash_of(PAYMENT) == expected
