"""What a request's id stands for: who asks again gets what was made then, and other bytes are refused.

Who is about to write looks under the request's lock, so that nobody writes the row in between.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from eidgate.core.errors import RequestIdReusedError
from eidgate.ports import RequestClaim

T = TypeVar("T")


def answered_before(request: RequestClaim, rows: Sequence[Sequence[Any]], read: Callable[..., T]) -> T | None:
    """Return what this request made, or None: a row is the digest of its bytes, then what `read` takes.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    if not rows:
        return None
    digest, *made = rows[0]
    if digest != request.digest:
        raise RequestIdReusedError("the request id was used for another request")
    return read(*made)
