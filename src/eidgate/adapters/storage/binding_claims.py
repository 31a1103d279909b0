"""What a change of bindings claims: its request id, and what it uses up; shared by adding and changing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import binding_from_bytes, request_key, to_micros, use_key
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.errors import UsedBeforeError
from eidgate.ports import OneUse, RequestClaim

MADE_BY_REQUEST: Final = "SELECT digest, body FROM binding_version WHERE request_key = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """A request with what it uses up, and the keys by which the store knows them."""

    request: RequestClaim
    request_key: bytes
    uses: dict[bytes, OneUse]

    @property
    def keys(self) -> tuple[bytes, ...]:
        """What to take turns on."""
        return (self.request_key, *self.uses)


def claimed(request: RequestClaim, uses: Sequence[OneUse]) -> Claims:
    """Work out the keys."""
    return Claims(request=request, request_key=request_key(request), uses={use_key(use): use for use in uses})


def made_before(session: Session, claims: Claims) -> Binding | None:
    """Return the version that this request made before, or None; under the request's lock."""
    return made_by(claims.request, session.rows(MADE_BY_REQUEST, claims.request_key))


def made_by(request: RequestClaim, rows: Sequence[tuple[Any, ...]]) -> Binding | None:
    """Return the binding in the row that `MADE_BY_REQUEST` found, if it found one.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    return answered_before(request, rows, binding_from_bytes)


def use_up(session: Session, claims: Claims) -> None:
    """Claim what may be used once; undone with the transaction when a later step refuses.

    Raises:
        UsedBeforeError: the first that was used before.
    """
    for key, use in claims.uses.items():
        if session.rows("SELECT 1 FROM one_use WHERE use_key = ?", key):
            raise UsedBeforeError(use.key)
    for key, use in claims.uses.items():
        session.write(
            "INSERT INTO one_use (use_key, keep_until) VALUES (?, ?)", key, to_micros(use.keep_until)
        )
