"""OAuth 2.0 client credentials (RFC 6749 §4.4): one token an operator, kept, renewed early, fetched once.

While a token is about to expire, one thread renews it and the others go on with the old one. The scope names
the purpose and the APIs, as CAMARA's Security and Interoperability Profile asks: `dpv:{purpose} {api}...`.
"""

import threading
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Annotated, Final
from urllib.parse import quote_plus, urlencode

import msgspec

from eidgate.adapters.outside.deadline import Deadline
from eidgate.adapters.outside.faults import Fault, OutsideError
from eidgate.adapters.outside.lines import Came, Lines, Sent
from eidgate.adapters.outside.strict import decode
from eidgate.core.terms import Masked

EARLY: Final = 0.1
"""The last tenth of a token's life is for renewing it."""
UNSAID_LIFE: Final = 60.0
"""Seconds that a token is used when `expires_in` is not said (RFC 6749 §5.1 recommends it only)."""
LONGEST_LIFE: Final = 3600.0
"""Seconds; a longer one is renewed all the same, so that a withdrawn permission shows within the hour."""

_OK: Final = 200
_FORBIDDING: Final = frozenset({"unauthorized_client", "invalid_scope", "access_denied"})
"""RFC 6749 §5.2: who we are is known, and this is not for us."""


class _Granted(msgspec.Struct):
    access_token: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9\-._~+/]{1,8000}=*\Z")]
    token_type: str
    expires_in: Annotated[float, msgspec.Meta(gt=0)] = UNSAID_LIFE


class _Refused(msgspec.Struct):
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """How we present ourselves to one operator's token endpoint."""

    token_url: str
    client_id: str
    secret: Masked
    scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    token: Masked
    renew_at: float
    expires_at: float


class Tokens:
    """The token of one operator; thread-safe."""

    def __init__(self, client: Client, lines: Lines, *, seconds: Callable[[], float] = monotonic) -> None:
        self._client, self._lines, self._seconds = client, lines, seconds
        self._kept: _Kept | None = None
        self._renewing = threading.Lock()

    def current(self, deadline: Deadline) -> Masked:
        """Return a token that is good now.

        Raises:
            OutsideError: none could be had in time.
        """
        kept, now = self._kept, self._seconds()
        if kept is not None and now < kept.renew_at:
            return kept.token
        good = kept is not None and now < kept.expires_at
        if not self._renewing.acquire(timeout=0 if good else _left(deadline)):
            if kept is not None and good:
                return kept.token
            raise OutsideError(Fault.TIMEOUT, "waiting for a token")
        try:
            return self._renewed(kept, deadline, good=good)
        finally:
            self._renewing.release()

    def forget(self, token: Masked) -> None:
        """Do not use a token again that the operator refused."""
        kept = self._kept
        if kept is not None and kept.token == token:
            self._kept = None

    def _renewed(self, seen: _Kept | None, deadline: Deadline, *, good: bool) -> Masked:
        kept = self._kept
        if kept is not None and kept is not seen and self._seconds() < kept.expires_at:
            return kept.token  # somebody else fetched it while we waited
        try:
            self._kept = self._fetch(deadline)
        except OutsideError:
            if seen is not None and good:
                return seen.token  # the old one lives; the next call tries again
            raise
        return self._kept.token

    def _fetch(self, deadline: Deadline) -> _Kept:
        now = self._seconds()
        granted = _granted(self._lines.post(self._request(), deadline))
        life = min(granted.expires_in, LONGEST_LIFE)
        return _Kept(
            token=Masked(granted.access_token),
            renew_at=now + life * (1 - EARLY),
            expires_at=now + life,
        )

    def _request(self) -> Sent:
        named = f"{quote_plus(self._client.client_id)}:{quote_plus(self._client.secret.reveal())}"
        content = urlencode({"grant_type": "client_credentials", "scope": self._client.scope})
        return Sent(
            url=self._client.token_url,
            content=content.encode(),
            content_type="application/x-www-form-urlencoded",
            headers={"Authorization": f"Basic {b64encode(named.encode()).decode()}"},
        )


def _granted(came: Came) -> _Granted:
    if came.status != _OK:
        raise OutsideError(_refusal(came), f"token endpoint: status {came.status}")
    try:
        granted = decode(came.content, _Granted)
    except ValueError as error:
        raise OutsideError(Fault.NO_TOKEN, "the token endpoint's answer is not one") from error
    if granted.token_type.lower() != "bearer":
        raise OutsideError(Fault.NO_TOKEN, "the token is not a bearer token")
    return granted


def _refusal(came: Came) -> Fault:
    try:
        refused = decode(came.content, _Refused)
    except ValueError:
        return Fault.NO_TOKEN
    return Fault.NOT_PERMITTED if refused.error in _FORBIDDING else Fault.NO_TOKEN


def _left(deadline: Deadline) -> float:
    try:
        return deadline.left()
    except TimeoutError as error:
        raise OutsideError(Fault.TIMEOUT) from error
