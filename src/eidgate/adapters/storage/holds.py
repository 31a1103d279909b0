"""The hold store port, on any engine."""

from collections.abc import Callable
from typing import Final

from eidgate.adapters.storage.access import Access
from eidgate.adapters.storage.hold_rows import MADE_BY_REQUEST, NEWEST, change, made_by, place, read_hold
from eidgate.adapters.storage.rows import identifier_key, request_key, to_instant, to_micros
from eidgate.adapters.storage.steps import StepError
from eidgate.core.desk.hold import Hold, HoldName
from eidgate.core.errors import IllegalStateError
from eidgate.core.terms import Instant, RelyingPartyId, RequestId
from eidgate.ports import HoldQuery, RequestClaim

EXPIRED_AT_ONCE: Final = 100
"""Holds whose ends are written down in one go: each is a commit, together some tenths of a second."""

_SERVICE: Final = RelyingPartyId("eidgate")
"""Who writes down what time did; no configured relying party may call itself so."""


class StoredHolds:
    """Implements `eidgate.ports.HoldStore`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def earlier(self, request: RequestClaim) -> Hold | None:
        """Return the version that this request made, or None."""
        rows = self._access.read(lambda session: session.rows(MADE_BY_REQUEST, request_key(request)))
        return made_by(request, rows)

    def place(self, request: RequestClaim, hold: Hold) -> Hold:
        """Add a hold; see the port."""
        return self._access.change(lambda session: place(session, request, hold))

    def get(self, name: HoldName) -> Hold | None:
        """Return the newest version of a hold, or None."""
        rows = self._access.read(lambda session: session.rows(NEWEST, name))
        return read_hold(rows[0][0]) if rows else None

    def page(self, query: HoldQuery, *, after: int, limit: int) -> list[tuple[int, Hold]]:
        """Return (cursor, newest version) in the order of placing; see the port."""
        where, values = _where(query)
        statement = (
            "SELECT h.cursor, v.body FROM hold h JOIN hold_version v ON v.hold = h.name"  # noqa: S608 - our own words only
            " AND v.version = (SELECT max(version) FROM hold_version WHERE hold = h.name)"
            f" WHERE h.cursor > ?{where} ORDER BY h.cursor LIMIT ?"
        )
        rows = self._access.read(lambda session: session.rows(statement, after, *values, limit))
        return [(cursor, read_hold(body)) for cursor, body in rows]

    def change(self, request: RequestClaim, name: HoldName, step: Callable[[Hold], Hold]) -> Hold:
        """Replace a hold by its next version; see the port.

        Raises:
            ValueError: `step` made something else than the next version of the same hold.
        """
        try:
            return self._access.change(lambda session: change(session, request, name, step))
        except StepError as failed:
            raise failed.reason from failed

    def expire_due(self, at: Instant, step: Callable[[Hold], Hold]) -> list[Hold]:
        """Write down the ends of holds whose time is over; see the port."""
        due = self._access.read(
            lambda session: session.rows(
                "SELECT name FROM open_hold WHERE until <= ? ORDER BY until LIMIT ?",
                to_micros(at),
                EXPIRED_AT_ONCE,
            )
        )
        ended = (self._expire(HoldName(name), step) for (name,) in due)
        return [hold for hold in ended if hold is not None]

    def _expire(self, name: HoldName, step: Callable[[Hold], Hold]) -> Hold | None:
        present = self.get(name)
        if present is None or not present.active:
            return None
        try:
            return self.change(_expiry(present), name, step)
        except IllegalStateError:
            return None  # extended, released or written down meanwhile

    def open_holds(self) -> list[tuple[str, str, int, Instant]]:
        """Return what is open, by ground and state; see the port."""
        rows = self._access.read(
            lambda session: session.rows(
                "SELECT ground, state, count(*), min(placed_at) FROM open_hold GROUP BY ground, state"
            )
        )
        return [(ground, state, count, to_instant(oldest)) for ground, state, count, oldest in rows]


def _expiry(hold: Hold) -> RequestClaim:
    """Name the one request that may write down this version's end, whichever process makes it."""
    return RequestClaim(
        relying_party=_SERVICE,
        method="ExpireHold",
        request_id=RequestId(f"{hold.name}/{hold.etag}"),
        digest=b"",
    )


def _where(query: HoldQuery) -> tuple[str, list[str | int | bytes]]:
    where, values = "", list[str | int | bytes]()
    if query.institution:
        where, values = " AND (h.keeper = ? OR h.requester = ?)", [query.institution, query.institution]
    if query.identifier is not None:
        where, values = f"{where} AND h.identifier_key = ?", [*values, identifier_key(query.identifier)]
    if query.active_at is not None:
        where += " AND EXISTS (SELECT 1 FROM open_hold o WHERE o.name = h.name AND o.until > ?)"
        values = [*values, to_micros(query.active_at)]
    return where, values
