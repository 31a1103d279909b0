"""What a bank imports: a connection over mutual TLS, safe retries, typed refusals, receipts checked offline.

    certificates = ClientCertificates(ca=..., certificate=..., key=...)
    with connect("eidgate.bank.example:8443", certificates=certificates) as service:
        answered = service.verify_transaction(request)
        if should_proceed(answered.response.decision):
            ...

Everything may be used from several threads at once. A DENY is an answer; `CallRefusedError` means that no
decision is known, and the payment must not go on.
"""

from eidgate.client.answers import Answered, should_proceed
from eidgate.client.calls import RetryPolicy
from eidgate.client.certificates import CertificatesError, ClientCertificates
from eidgate.client.cursor_file import CursorFile, CursorFileError
from eidgate.client.list_copy import CopyDiffersError, ListCopy, listing_fingerprint, listing_key
from eidgate.client.receipts import ReceiptKeysError, check_hold_receipt, check_receipt, read_receipt_keys
from eidgate.client.refusal import CallRefusedError, Violation
from eidgate.client.request_ids import identified
from eidgate.client.service import Client, connect

__all__ = [
    "Answered",
    "CallRefusedError",
    "CertificatesError",
    "Client",
    "ClientCertificates",
    "CopyDiffersError",
    "CursorFile",
    "CursorFileError",
    "ListCopy",
    "ReceiptKeysError",
    "RetryPolicy",
    "Violation",
    "check_hold_receipt",
    "check_receipt",
    "connect",
    "identified",
    "listing_fingerprint",
    "listing_key",
    "read_receipt_keys",
    "should_proceed",
]
