"""The alert box port, on any engine."""

from collections.abc import Sequence
from threading import Lock
from time import monotonic
from typing import Any, Final

import msgspec

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.alert_columns import CURSOR_LOCK, from_body
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import lock_key, request_key, to_instant, to_micros
from eidgate.core.desk.acknowledgement import Acknowledgement
from eidgate.core.desk.alert import Address
from eidgate.core.errors import AlreadyExistsError, NotFoundError
from eidgate.core.terms import Instant, RelyingPartyId
from eidgate.ports import AlertSlice, Backlog, RequestClaim

LOOK_INTERVAL: Final = 0.25
"""Seconds between looks at the store for something new, however many streams of the process wait for it."""

DROPPED_AT_ONCE: Final = 1_000
"""Alerts dropped per transaction: some milliseconds, so that no decision waits long for it."""

COUNTED: Final = 10_000
"""Unacknowledged alerts counted at most; beyond it the figure says enough."""

LATEST: Final = (
    "SELECT (SELECT coalesce(max(cursor), 0) FROM alert), (SELECT cursor FROM alert_horizon WHERE id = 1)"
)
MADE_BY_REQUEST: Final = "SELECT digest, body FROM acknowledgement WHERE request_key = ?"

_encoder: Final = msgspec.json.Encoder(order="sorted")
_decoder: Final = msgspec.json.Decoder(Acknowledgement)


class StoredAlerts:
    """Implements `eidgate.ports.AlertBox`."""

    def __init__(self, access: Access) -> None:
        self._access = access
        self._looking = Lock()
        self._latest, self._looked_at = 0, 0.0

    def latest(self) -> int:
        """Return a cursor up to which all alerts are visible; see the port."""
        with self._looking:
            if monotonic() - self._looked_at >= LOOK_INTERVAL or not self._looked_at:
                [(newest, horizon)] = self._access.read(lambda session: session.rows(LATEST))
                self._latest, self._looked_at = max(newest, horizon), monotonic()
            return self._latest

    def after(self, addresses: Sequence[Address], cursor: int, *, limit: int) -> AlertSlice:
        """Return alerts to these addresses after a cursor; see the port."""
        return self._access.read(lambda session: _after(session, addresses, cursor, limit))

    def acknowledge(
        self, request: RequestClaim, answer: Acknowledgement, addresses: Sequence[Address]
    ) -> Acknowledgement:
        """Record what a receiver did about an alert; see the port."""
        return self._access.change(lambda session: _acknowledge(session, request, answer, addresses))

    def backlog(self, addresses: Sequence[Address], party: RelyingPartyId) -> Backlog:
        """Return what this relying party has not acknowledged; see the port."""
        statement = (
            f"SELECT count(*), min(at) FROM (SELECT at FROM alert a WHERE address IN ({_marks(addresses)})"  # noqa: S608 - our own words only
            " AND NOT EXISTS (SELECT 1 FROM acknowledgement k WHERE k.alert = a.name AND k.relying_party = ?)"
            " ORDER BY cursor LIMIT ?) AS waiting"
        )
        [(count, oldest)] = self._access.read(
            lambda session: session.rows(statement, *addresses, party, COUNTED)
        )
        return Backlog(count=count, oldest=None if oldest is None else to_instant(oldest))

    def drop(self, before: Instant) -> int:
        """Drop alerts older than this; see the port."""
        dropped = 0
        while count := self._access.change(lambda session: _drop(session, to_micros(before))):
            dropped += count
        return dropped


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _after(session: Session, addresses: Sequence[Address], cursor: int, limit: int) -> AlertSlice:
    """Look once: what is newest and what was dropped are read from the same view as the alerts."""
    [(newest, horizon)] = session.rows(LATEST)
    rows = session.rows(
        f"SELECT cursor, body FROM alert WHERE address IN ({_marks(addresses)}) AND cursor > ?"  # noqa: S608 - our own words only
        " ORDER BY cursor LIMIT ?",
        *addresses,
        cursor,
        limit,
    )
    caught_up = len(rows) < limit
    return AlertSlice(
        alerts=tuple((found, from_body(body)) for found, body in rows),
        next_cursor=max(cursor, newest, horizon) if caught_up else rows[-1][0],
        horizon=horizon,
    )


def _acknowledge(
    session: Session, request: RequestClaim, answer: Acknowledgement, addresses: Sequence[Address]
) -> Acknowledgement:
    key = request_key(request)
    session.lock(key, lock_key(f"acknowledgement:{answer.relying_party}:{answer.alert}"))
    made = _made_by(request, session.rows(MADE_BY_REQUEST, key))
    if made is not None:
        return made
    _check_receiver(session, answer, addresses)
    session.write(
        "INSERT INTO acknowledgement (alert, relying_party, body, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?)",
        answer.alert,
        answer.relying_party,
        _encoder.encode(answer),
        key,
        request.digest,
    )
    return answer


def _made_by(request: RequestClaim, rows: list[tuple[Any, ...]]) -> Acknowledgement | None:
    return answered_before(request, rows, _decoder.decode)


def _check_receiver(session: Session, answer: Acknowledgement, addresses: Sequence[Address]) -> None:
    found = session.rows("SELECT address FROM alert WHERE name = ?", answer.alert)
    if not found or found[0][0] not in addresses:
        raise NotFoundError("no such alert")
    if session.rows(
        "SELECT 1 FROM acknowledgement WHERE alert = ? AND relying_party = ?",
        answer.alert,
        answer.relying_party,
    ):
        raise AlreadyExistsError("the alert was acknowledged before")


def _drop(session: Session, before: int) -> int:
    """Drop the oldest alerts, and remember up to where; under the lock that gives cursors."""
    session.lock(CURSOR_LOCK)
    rows = session.rows("SELECT cursor, at FROM alert ORDER BY cursor LIMIT ?", DROPPED_AT_ONCE)
    last = 0
    for cursor, at in rows:
        if at >= before:
            break
        last = cursor
    if not last:
        return 0
    session.write("UPDATE alert_horizon SET cursor = ? WHERE id = 1", last)
    return session.write("DELETE FROM alert WHERE cursor <= ?", last)
