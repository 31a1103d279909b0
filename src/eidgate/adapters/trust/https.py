"""One GET over verified TLS, with a bound on everything: time, bytes, content type, and no redirect.

The standard library is enough here, and follows nothing of its own: no redirects, no proxies from the
environment, no cookies, no compression.
"""

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from eidgate.core.errors import ConfigurationError, EidgateError

STEP_LIMIT: Final = timedelta(seconds=5)
"""For connecting and for each read."""

WHOLE_LIMIT: Final = timedelta(seconds=10)
"""For the whole answer, so that a server that sends a byte now and then cannot hold us."""

MAX_BYTES: Final = 256 * 1024
"""Of a key set; 64 RSA-4096 keys with their certificates have less."""

MAX_ETAG: Final = 256
"""Characters of an entity tag; a longer one is not sent back, for a server might refuse it ever after."""

KEY_SET_TYPES: Final = ("application/jwk-set+json", "application/json")
"""RFC 7517 §8.5.2, and what most providers send."""

_MAX_AGE: Final = re.compile(r"(?:^|,)\s*max-age=(\d{1,9})\s*(?:,|$)", re.IGNORECASE)


class FetchError(EidgateError):
    """Nothing usable came; says what came instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: bytes, or None for the same as before (RFC 9110 §15.4.5)."""

    content: bytes | None
    etag: str = ""
    max_age: timedelta | None = None
    """As `Cache-Control` says (RFC 9111 §5.2.2.1); None without a word."""


def tls_context(authorities: Path | None) -> ssl.SSLContext:
    """Verify servers under the authorities of a file, or of the system.

    Raises:
        ConfigurationError: if the file holds none.
    """
    try:
        context = ssl.create_default_context(cafile=str(authorities) if authorities else None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError(f"{authorities}: no certificates of authorities: {error}") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an answer must be."""

    types: tuple[str, ...] = KEY_SET_TYPES
    most_bytes: int = MAX_BYTES


KEY_SET: Final = Wanted()


def get(
    uri: str,
    *,
    context: ssl.SSLContext,
    wanted: Wanted = KEY_SET,
    etag: str = "",
    limit: timedelta = WHOLE_LIMIT,
) -> Fetched:
    """Fetch a document once.

    Raises:
        FetchError: whatever went wrong; nothing of the answer is repeated in it.
    """
    parts = urlsplit(uri)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Accept": ", ".join(wanted.types), "Accept-Encoding": "identity"}
    headers |= {"If-None-Match": etag} if etag else {}
    step = min(STEP_LIMIT, limit).total_seconds()
    try:
        connection = http.client.HTTPSConnection(parts.netloc, timeout=step, context=context)
        with closing(connection), _at_most(limit, connection):
            connection.request("GET", target, headers=headers)
            with connection.getresponse() as answer:
                return read_answer(answer, etag, wanted)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(f"{uri}: {_told(error)}") from error
    except FetchError as error:
        raise FetchError(f"{uri}: {error}") from error


@contextmanager
def _at_most(limit: timedelta, connection: http.client.HTTPSConnection) -> Iterator[None]:
    """Connect, and hang up when the time is over: whatever waits for the socket then fails.

    Connecting itself waits at most `STEP_LIMIT` for each of its steps.
    """
    connection.connect()
    timer = threading.Timer(limit.total_seconds(), _hang_up, [connection.sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _hang_up(connected: socket.socket) -> None:
    """Shut the plain socket under TLS: the TLS object may be in use by the thread that waits."""
    with suppress(OSError):
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def read_answer(answer: http.client.HTTPResponse, etag: str, wanted: Wanted = KEY_SET) -> Fetched:
    """Take what was wanted from an answer whose headers have come.

    Raises:
        FetchError: it is something else.
        OSError, HTTPException, ValueError: it is no HTTP, or ends before its end.
    """
    own_etag, max_age = answer.headers.get("ETag", ""), _max_age(answer.headers.get("Cache-Control", ""))
    own_etag = own_etag if len(own_etag) <= MAX_ETAG else ""
    if answer.status == HTTPStatus.NOT_MODIFIED and etag:
        return Fetched(content=None, etag=own_etag or etag, max_age=max_age)
    if answer.status != HTTPStatus.OK:
        raise FetchError(f"status {answer.status}, and only 200 is an answer")
    if answer.headers.get_content_type() not in wanted.types:
        raise FetchError(f"the content type is not {' or '.join(wanted.types)}")
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise FetchError("the content is compressed, which was not asked for")
    content = answer.read(wanted.most_bytes + 1)
    if len(content) > wanted.most_bytes:
        raise FetchError(f"more than {wanted.most_bytes} bytes")
    if answer.length:
        raise FetchError("the answer ended before its end")
    return Fetched(content=content, etag=own_etag, max_age=max_age)


def _max_age(cache_control: str) -> timedelta | None:
    found = _MAX_AGE.search(cache_control)
    return timedelta(seconds=int(found[1])) if found else None


def _told(error: Exception) -> str:
    """Say what went wrong; the text of a protocol error would repeat what the server sent."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted: {error.verify_message}"
    if isinstance(error, http.client.HTTPException) and not isinstance(error, http.client.InvalidURL):
        return f"no answer in HTTP: {type(error).__name__}"
    return f"{type(error).__name__}: {error}"[:200]
