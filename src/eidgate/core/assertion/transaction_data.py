"""The exact text that a holder agrees to: canonical JSON of a transaction, in base64url (OpenID4VP 1.0 §8.4).

Shaped after EUDI TS12's payment payload, with an integer amount and with what TS12 leaves out and a thief
would change: payee's institution, payer's account, kind of transaction. The same inputs give the same bytes,
so the server rebuilds the text when the decision is asked for and needs to remember nothing.
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

_CANONICAL: Final = msgspec.json.Encoder(order="sorted")

_ACTION_TYPES: Final[Mapping[TransactionKind, str]] = {
    TransactionKind.LIMIT_CHANGE: LOGIN_RISK_TYPE,
    TransactionKind.DEVICE_CHANGE: LOGIN_RISK_TYPE,
    TransactionKind.SIM_REPLACEMENT: LOGIN_RISK_TYPE,
    TransactionKind.LOGIN: LOGIN_RISK_TYPE,
    TransactionKind.CONTACT_CHANGE: LOGIN_RISK_TYPE,
    TransactionKind.DOCUMENT_CHANGE: LOGIN_RISK_TYPE,
    TransactionKind.ACCOUNT_OPENING: ACCOUNT_ACCESS_TYPE,
}
"""TS12's type for each kind that moves no money."""


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

    `payee` is None where money leaves to nobody's account (cash). `scanned` is the payload of the payee's QR
    code: its SHA-256 stands in the text, so that what else it says (a bill, a purpose) is agreed to as well.

    Raises:
        ValueError: if the kind moves no money or the amount is not positive.
    """
    if not kind.moves_money or amount <= 0:
        raise ValueError("a payment moves a positive amount of money")
    payload: dict[str, object] = {"amount": amount, "currency": CURRENCY, "kind": kind, "payer": _end(payer)}
    if payee is not None or payee_name:
        payload["payee"] = (_end(payee) if payee else {}) | {"name": payee_name}
    if scanned:
        payload["scanned"] = hash_of(scanned)
    return _encode(PAYMENT_TYPE, payload)


def action(*, kind: TransactionKind, instrument: Instrument | None = None, amount: Vnd | None = None) -> str:
    """Return what to agree to for a risky act without money: which act, on what, up to which new limit.

    Raises:
        ValueError: if the kind moves money; that is a payment.
    """
    if kind.moves_money:
        raise ValueError("a transaction that moves money is a payment")
    payload: dict[str, object] = {"action": kind}
    if instrument is not None:
        payload["instrument"] = _end(instrument)
    if amount is not None:
        payload |= {"amount": amount, "currency": CURRENCY}
    return _encode(_ACTION_TYPES[kind], payload)


def hash_of(text: str) -> str:
    """Hash a text as it was sent, not what it stands for (OpenID4VP 1.0 §B.3.3.1)."""
    return base64url.encode(hashlib.sha256(text.encode()).digest())


def _end(instrument: Instrument) -> dict[str, str]:
    """`id` is TS12's; the institution (BIN) beside it keeps equal numbers at two banks apart."""
    return {"id": instrument.number, "institution": instrument.institution, "kind": instrument.kind}


def _encode(transaction_type: str, payload: Mapping[str, object]) -> str:
    """Canonical as in RFC 8785 for what occurs here: ASCII names, strings and integers."""
    request = {
        "credential_ids": [CREDENTIAL_ID],
        "payload": payload,
        "transaction_data_hashes_alg": [HASH_ALGORITHM],
        "type": transaction_type,
    }
    return base64url.encode(_CANONICAL.encode(request))
