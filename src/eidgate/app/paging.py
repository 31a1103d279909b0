"""Page tokens: opaque, and good only for the caller and the question that they were given for (AIP-158)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final, TypeVar

from eidgate.core.errors import FieldViolation, InvalidCommandError

DEFAULT_PAGE: Final = 50
LARGEST_PAGE: Final = 500  # about 1 MB of decisions, well below the 4 MB that a gRPC client accepts

MOST_BYTES: Final = 4_000_000
"""Bytes of one page at most: below the 4 MiB that a gRPC client accepts, whatever callers wrote."""

BESIDE: Final = 7_500
"""Bytes of one thing on a page beside the texts that make it long: our own texts, names, instants. 500 of
these fit, so that a page is shorter only where texts are long."""

_FRAME: Final = 8
"""Bytes of a text's field beside the text, with its share of the message around it."""

_CURSOR_BYTES: Final = 8
_LARGEST_CURSOR: Final = 2**63 - 1  # what a store's row number can be
_MARK_BYTES: Final = 8  # notices a mix-up; it protects nothing, for a caller sees only its own anyway


def page_size(asked: int) -> int:
    """Return how many to give: 0 means the default, too many means the largest."""
    return min(asked or DEFAULT_PAGE, LARGEST_PAGE)


T = TypeVar("T")


def fitting(
    found: Sequence[tuple[int, T]],
    texts_of: Callable[[T], Iterable[str]],
    *,
    limit: int,
    beside: int = BESIDE,
) -> Sequence[tuple[int, T]]:
    """Return as much of what was found, at most `limit`, as one answer holds; the first always fits.

    Without it, whoever may write long texts into what another lists could make that list unreadable.
    `beside` is the most bytes of one thing that are no such text.
    """
    left = MOST_BYTES
    for index, (_, one) in enumerate(found[:limit]):
        left -= beside + sum(len(text.encode()) + _FRAME for text in texts_of(one))
        if left < 0 and index:
            return found[:index]
    return found[:limit]


def page_token(cursor: int, *question: str) -> str:
    """Return the token for the page after this cursor."""
    raw = cursor.to_bytes(_CURSOR_BYTES)
    return urlsafe_b64encode(raw + _mark(raw, question)).decode()


def cursor_of(token: str, *question: str, field: str = "page_token") -> int:
    """Return the cursor of a token, which stood in this field of the request; "" is the start.

    Raises:
        InvalidCommandError: the token was not given for this question.
    """
    if not token:
        return 0
    try:
        decoded = urlsafe_b64decode(token.encode("ascii"))
    except ValueError:
        decoded = b""
    cursor = int.from_bytes(decoded[:_CURSOR_BYTES])
    if cursor > _LARGEST_CURSOR or token != page_token(cursor, *question):  # one spelling, the one given
        raise InvalidCommandError(
            FieldViolation(field=field, description="was not given for this question; start again")
        )
    return cursor


def _mark(raw: bytes, question: tuple[str, ...]) -> bytes:
    return sha256(b"\0".join((raw, *(part.encode() for part in question)))).digest()[:_MARK_BYTES]
