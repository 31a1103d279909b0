"""One bank as the configuration writes it.

banks:
  - code: bank-two
    institutions: ["970499"]                     # its BINs
    url: https://names.bank-two.example/v1/name-enquiries
    certificate: certs/name-enquiry-client.crt   # what we show
    key: certs/name-enquiry-client.key
    authorities: certs/bank-two-ca.crt           # who signs what it shows
"""

import ssl
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from eidgate.adapters.outside.address import is_https
from eidgate.adapters.trust.https import tls_context
from eidgate.core.errors import ConfigurationError


class BankSection(Struct, frozen=True, forbid_unknown_fields=True):
    """How one bank is asked for names, and how much of us it may hold up."""

    code: Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,31}\Z")]
    """The label of its metrics."""
    institutions: Annotated[tuple[Annotated[str, Meta(pattern=r"^[0-9]{6}\Z")], ...], Meta(min_length=1)]
    """The BINs whose accounts it keeps."""
    url: str
    """Where names are asked for, `https://`."""
    certificate: Path
    key: Path
    authorities: Path | None = None
    """Who signs its certificate; without it, whom the system trusts."""
    timeout_seconds: Annotated[float, Meta(gt=0, le=30)] = 0.8
    """For one question. A check is cut off after 0.9 s, whatever stands here (`domain.md` F7.7)."""
    connections: Annotated[int, Meta(ge=1, le=64)] = 8
    """Questions under way at a time in a worker."""
    callers: Annotated[int, Meta(ge=1, le=256)] = 8
    """Calls of a worker that may wait for it at a time; more go on at once, without its answer. A quarter of
    the threads that a worker has by default, so that three quarters never wait for one slow bank."""
    fresh_seconds: Annotated[float, Meta(ge=0, le=3_600)] = 600
    """How long an answer stands, and is kept at all: from the check on the payer's screen to the payment."""


def check(banks: Sequence[BankSection]) -> None:
    """Refuse what could not be served from.

    Raises:
        ConfigurationError: two share a code or a BIN, or an address is not https.
    """
    codes = [bank.code for bank in banks]
    if len(set(codes)) != len(codes):
        raise ConfigurationError("banks: each code may occur once")
    institutions = [institution for bank in banks for institution in bank.institutions]
    if len(set(institutions)) != len(institutions):
        raise ConfigurationError("banks: each BIN may occur once: whom else would we ask?")
    for bank in banks:
        if not is_https(bank.url):
            raise ConfigurationError(f"banks: {bank.code}: url must be https://host/path and nothing else")


def secure_context(bank: BankSection) -> ssl.SSLContext:
    """Return the context of mutual TLS.

    Raises:
        ConfigurationError: a file cannot be used.
    """
    context = tls_context(bank.authorities)
    try:
        context.load_cert_chain(bank.certificate, bank.key)
    except (OSError, ssl.SSLError) as error:
        where = f"banks: {bank.code}: {bank.certificate}"
        raise ConfigurationError(f"{where}: no certificate with its key") from error
    return context
