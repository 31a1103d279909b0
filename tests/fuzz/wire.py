"""Harness of the request path: bytes → message → rules → command; a caller's fault has one error."""

from collections.abc import Callable, Iterable
from typing import Any

from builders.wire import VALID
from eidgate.core.errors import InvalidCommandError
from eidgate.rpc.interceptors.validation import Validation, violations
from eidgate.rpc.wire import requests
from eidgate.rpc.wire.digests import digest_of
from eidgate.rpc.wire.scalars import instant
from fuzz.defect import hold

METHODS = tuple(VALID)
PARSERS = {name: Validation(type(make())) for name, make in VALID.items()}


def _same(message: Any) -> None:
    command = requests.transaction(message)
    hold(requests.transaction(requests.transaction_message(command)) == command, "read again, it is another")


def _transaction(message: Any) -> None:
    _same(message.transaction)
    requests.confirmations(message.confirmations)
    seen = requests.context(message.context)
    hold(requests.context(requests.context_message(seen)) == seen, "read again, it is another")
    requests.presented(message.assertion, message.challenge)
    instant(message.client_time, "client_time")


def _batch(message: Any) -> None:
    for item in message.requests:
        digest_of(item)
        if not violations(item):
            _transaction(item)


READERS: dict[str, Callable[[Any], object]] = {
    "VerifyTransaction": _transaction,
    "BatchVerifyTransactions": _batch,
    "CreateChallenge": lambda message: message.HasField("transaction") and _same(message.transaction),
    "VerifyAssertion": lambda message: requests.presented(message.assertion, message.challenge),
    "ReportOutcome": lambda message: instant(message.event_time, "event_time"),
    "CreateBinding": lambda message: requests.instrument(message.instrument),
}
"""What each method reads beyond plain texts."""


def request_one(content: bytes) -> None:
    """The first byte names the method, the rest is its request."""
    method = METHODS[content[0] % len(METHODS)] if content else METHODS[0]
    try:
        message = PARSERS[method].parse(content[1:])
        READERS.get(method, digest_of)(message)
    except InvalidCommandError as error:
        hold(error.violations, "refused without saying why")


def request_seeds() -> Iterable[bytes]:
    return (bytes((at,)) + VALID[name]().SerializeToString() for at, name in enumerate(METHODS))
