"""The token endpoint of a simulated operator: client credentials, and tokens that name one phone."""

from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any, Final
from urllib.parse import parse_qs, unquote_plus

from eidgate.core.terms import Instant

LIFE: Final = timedelta(minutes=5)
CLIENT: Final = "eidgate"
SECRET: Final = "made-up-secret"  # noqa: S105 (the simulated operators' own, of no value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a token was issued to; `phone` is empty for a client of two legs."""

    expires_at: Instant
    phone: str = ""


class OperatorTokens:
    """Tokens that this operator issued."""

    def __init__(self, now: Callable[[], Instant], *, life: timedelta = LIFE) -> None:
        self._now, self.life = now, life
        self._holders: dict[str, Holder] = {}
        self._numbers = count(1)
        self.refuses = ""
        """An error of RFC 6749 §5.2 that every request gets."""

    def issue(self, authorization: str, form: str) -> tuple[int, dict[str, Any]]:
        """Answer a request for a token (RFC 6749 §4.4): a status and a JSON object."""
        asked = {name: values[0] for name, values in parse_qs(form).items()}
        if _client(authorization) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if asked.get("grant_type") != "client_credentials":
            return 400, {"error": "unsupported_grant_type"}
        if self.refuses:
            return 400, {"error": self.refuses}
        scope = asked.get("scope", "")
        if not scope.startswith("dpv:"):
            return 400, {"error": "invalid_scope"}
        token = self._new(Holder(expires_at=self._now() + self.life))
        life = int(self.life.total_seconds())
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": life, "scope": scope}

    def for_phone(self, phone: str) -> str:
        """Issue the token that a phone gets over the mobile network."""
        return self._new(Holder(expires_at=self._now() + self.life, phone=phone))

    def holder(self, authorization: str) -> Holder | None:
        """Return whose token an `Authorization` header carries; None if it is none that is good now."""
        found = self._holders.get(authorization.removeprefix("Bearer "))
        good = found is not None and authorization.startswith("Bearer ") and found.expires_at > self._now()
        return found if good else None

    def withdraw(self) -> None:
        """Let no token be good any more."""
        self._holders.clear()

    def _new(self, holder: Holder) -> str:
        token = f"made-up-token-{next(self._numbers)}"
        self._holders[token] = holder
        return token


def _client(authorization: str) -> tuple[str, str]:
    try:
        told = b64decode(authorization.removeprefix("Basic "), validate=True).decode()
    except (Base64Error, UnicodeDecodeError):
        return "", ""
    name, _, secret = told.partition(":")
    return unquote_plus(name), unquote_plus(secret)
