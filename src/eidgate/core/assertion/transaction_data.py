"""The exact text that a holder agrees to: canonical JSON of a transaction, in base64url (OpenID4VP 1.0 §8.4).

`payload` is EUDI TS12's of the type, and nothing else: its schemas are closed, so that a wallet which holds
requests to them refuses what has one member more. What TS12 leaves out and a thief would change (payer's
account, payee's institution, kind of transaction) stands beside it in `eidgate`, and is signed as well.

The same inputs give the same bytes, so the server rebuilds the text when the decision is asked for and needs
to remember nothing. Hence `transaction_id` names what is agreed to, and the nonce tells two equal payments
apart.
"""

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec

from eidgate.core.assertion import base64url
from eidgate.core.terms import Instrument, TransactionKind, Vnd

HASH_ALGORITHM: Final = "sha-256"
"""The default of `transaction_data_hashes_alg`, and the only one we ask for (IANA hash name registry)."""

CREDENTIAL_ID: Final = "eid"
"""The one credential that a request of ours asks for; OpenID4VP 1.0 §8.4 wants it named in the text."""

CURRENCY: Final = "VND"

PAYMENT_TYPE: Final = "urn:eudi:sca:payment:1"
LOGIN_RISK_TYPE: Final = "urn:eudi:sca:login_risk_transaction:1"
ACCOUNT_ACCESS_TYPE: Final = "urn:eudi:sca:account_access:1"

_OWN_MEMBER: Final = "eidgate"
"""What TS12 does not know; a wallet that does not know it signs it all the same."""

_ID_BYTES: Final = 16
"""Of SHA-256, written in 22 characters: TS12 allows a `transaction_id` 36."""

_CANONICAL: Final = msgspec.json.Encoder(order="sorted")

_ACTIONS: Final[Mapping[TransactionKind, tuple[str, str]]] = {
    TransactionKind.LIMIT_CHANGE: (LOGIN_RISK_TYPE, "Thay đổi hạn mức / Change of a limit"),
    TransactionKind.DEVICE_CHANGE: (LOGIN_RISK_TYPE, "Thay đổi thiết bị / Change of a device"),
    TransactionKind.SIM_REPLACEMENT: (LOGIN_RISK_TYPE, "Thay SIM / Replacement of a SIM"),
    TransactionKind.LOGIN: (LOGIN_RISK_TYPE, "Đăng nhập / Login"),
    TransactionKind.CONTACT_CHANGE: (LOGIN_RISK_TYPE, "Thay đổi thông tin liên hệ / Change of contacts"),
    TransactionKind.DOCUMENT_CHANGE: (LOGIN_RISK_TYPE, "Thay đổi giấy tờ / Change of a document"),
    TransactionKind.ACCOUNT_OPENING: (ACCOUNT_ACCESS_TYPE, "Mở tài khoản / Opening of an account"),
}
"""TS12's type for each kind that moves no money, and what a wallet shows of it."""


def payment(  # noqa: PLR0913 (one for each thing that is agreed to)
    *,
    kind: TransactionKind,
    amount: Vnd,
    payer: Instrument,
    payee: Instrument | None = None,
    payee_name: str = "",
    scanned: str = "",
) -> str:
    """Return what to agree to for a payment: amount, currency, kind, both ends, and the name as typed.

    `payee` is None where money leaves to nobody's account (cash); TS12 wants one, so its id is empty then.
    `scanned` is the payload of the payee's QR code: its SHA-256 stands in the text, so that what else it says
    (a bill, a purpose) is agreed to as well.

    Raises:
        ValueError: if the kind moves no money or the amount is not positive.
    """
    if not kind.moves_money or amount <= 0:
        raise ValueError("a payment moves a positive amount of money")
    own: dict[str, object] = {"kind": kind, "payer": _end(payer)}
    if payee is not None:
        own["payee"] = _end(payee)
    if scanned:
        own["scanned"] = hash_of(scanned)
    shown = {"id": payee.number if payee else "", "name": payee_name}
    return _encode(PAYMENT_TYPE, {"amount": amount, "currency": CURRENCY, "payee": shown}, own)


def action(*, kind: TransactionKind, instrument: Instrument | None = None, amount: Vnd | None = None) -> str:
    """Return what to agree to for a risky act without money: which act, on what, up to which new limit.

    Raises:
        ValueError: if the kind moves money; that is a payment.
    """
    if kind.moves_money:
        raise ValueError("a transaction that moves money is a payment")
    own: dict[str, object] = {"kind": kind}
    if instrument is not None:
        own["instrument"] = _end(instrument)
    if amount is not None:
        own |= {"amount": amount, "currency": CURRENCY}
    transaction_type, text = _ACTIONS[kind]
    member = "description" if transaction_type == ACCOUNT_ACCESS_TYPE else "action"
    return _encode(transaction_type, {member: _in_words(text, instrument, amount)}, own)


def _in_words(text: str, instrument: Instrument | None, amount: Vnd | None) -> str:
    """Say it as a wallet shows it: TS12 gives an act one line of at most 140 characters."""
    sum_of_money = "" if amount is None else f"{amount:,} {CURRENCY}".replace(",", ".")
    details = [detail for detail in (sum_of_money, instrument.number if instrument else "") if detail]
    return ": ".join([text, *([", ".join(details)] if details else [])])


def hash_of(text: str) -> str:
    """Hash a text as it was sent, not what it stands for (OpenID4VP 1.0 §B.3.3.1)."""
    return base64url.encode(hashlib.sha256(text.encode()).digest())


def _end(instrument: Instrument) -> dict[str, str]:
    """`id` is TS12's word; the institution (BIN) beside it keeps equal numbers at two banks apart."""
    return {"id": instrument.number, "institution": instrument.institution, "kind": instrument.kind}


def _encode(transaction_type: str, payload: Mapping[str, object], own: Mapping[str, object]) -> str:
    """Canonical as in RFC 8785 for what occurs here: ASCII names, strings and integers."""
    named = hashlib.sha256(_CANONICAL.encode([transaction_type, payload, own])).digest()[:_ID_BYTES]
    request = {
        "credential_ids": [CREDENTIAL_ID],
        _OWN_MEMBER: own,
        "payload": {**payload, "transaction_id": base64url.encode(named)},
        "transaction_data_hashes_alg": [HASH_ALGORITHM],
        "type": transaction_type,
    }
    return base64url.encode(_CANONICAL.encode(request))
