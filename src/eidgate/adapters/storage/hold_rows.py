"""What placing, changing and ending a hold means, inside one transaction of any engine.

Every version goes the same way (`_append`): the record, the standing that decisions see, the alert to who can
act. So none of the three is ever without the others.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from eidgate.adapters.storage.case_links import link_hold
from eidgate.adapters.storage.engine import Session
from eidgate.adapters.storage.outbox import emit
from eidgate.adapters.storage.requests import answered_before
from eidgate.adapters.storage.rows import identifier_key, lock_key, request_key, to_micros
from eidgate.adapters.storage.same_money import held_of_same_money
from eidgate.adapters.storage.standings import end_standing, put_standing
from eidgate.adapters.storage.steps import stepped
from eidgate.core.desk.hold import Hold, HoldName, standing_of
from eidgate.core.desk.hold_events import events_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.errors import MoreThanDisputedError, NotFoundError
from eidgate.core.transparency.canonical import canonical, reader
from eidgate.ports import RequestClaim

CURSOR_LOCK: Final = lock_key("cursor:hold")
"""Taken after the others and before the outbox's: cursors become visible in order, and no page skips one."""

MADE_BY_REQUEST: Final = "SELECT digest, body FROM hold_version WHERE request_key = ?"
NEWEST: Final = "SELECT body FROM hold_version WHERE hold = ? ORDER BY version DESC LIMIT 1"

read_hold: Final[Callable[[bytes], Hold]] = reader(Hold)


def place(session: Session, request: RequestClaim, hold: Hold) -> Hold:
    """Add a hold, or return the one that this request added before.

    Raises:
        IllegalStateError, RequestIdReusedError: see `eidgate.ports.HoldStore.place`.
    """
    account = identifier_key(hold.identifier)
    session.lock(request_key(request), lock_key(f"held:{hold.identifier.key}"))
    made = made_by(request, session.rows(MADE_BY_REQUEST, request_key(request)))
    if made is not None:
        return made
    _check_ceiling(session, account, hold)
    session.lock(CURSOR_LOCK)
    session.write(
        "INSERT INTO hold (name, identifier_key, keeper, requester) VALUES (?, ?, ?, ?)",
        hold.name,
        account,
        hold.keeper,
        hold.requester,
    )
    link_hold(session, hold)
    return _append(session, request, hold)


def change(session: Session, request: RequestClaim, name: HoldName, step: Callable[[Hold], Hold]) -> Hold:
    """Replace a hold by its next version, or return the one that this request made before.

    Raises:
        NotFoundError, RequestIdReusedError: see `eidgate.ports.HoldStore.change`.
        StepError: the step failed in a way that is no answer.
    """
    session.lock(request_key(request), lock_key(f"hold:{name}"))
    made = made_by(request, session.rows(MADE_BY_REQUEST, request_key(request)))
    if made is not None:
        return made
    rows = session.rows(NEWEST, name)
    if not rows:
        raise NotFoundError("no such hold")
    return _append(session, request, stepped(read_hold(rows[0][0]), step, fixed=_fixed))


def made_by(request: RequestClaim, rows: Sequence[tuple[Any, ...]]) -> Hold | None:
    """Return the version in the row that `MADE_BY_REQUEST` found, if it found one.

    Raises:
        RequestIdReusedError: the request id stands for other bytes.
    """
    return answered_before(request, rows, read_hold)


def _check_ceiling(session: Session, account: bytes, hold: Hold) -> None:
    """Keep what is held here of the same money within what is tainted here; under the account's lock."""
    held = held_of_same_money(session, account, hold)
    if held + hold.amount > hold.ceiling:
        raise MoreThanDisputedError("with what is held there already, it would be more than is disputed")


def _fixed(hold: Hold) -> tuple[object, ...]:
    """Return what never changes about a hold."""
    return (hold.name, hold.identifier, hold.keeper, hold.requester, hold.amount, hold.basis, hold.placed_at)


def _append(session: Session, request: RequestClaim, hold: Hold) -> Hold:
    session.write(
        "INSERT INTO hold_version"
        " (hold, version, body, relying_party, method, request_id, request_key, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        hold.name,
        hold.version,
        canonical(hold),
        request.relying_party,
        request.method,
        request.request_id,
        request_key(request),
        request.digest,
    )
    _project(session, hold)
    emit(session, *events_of(hold))
    return hold


def _project(session: Session, hold: Hold) -> None:
    """Make the standing and the list of open holds say what the new version says."""
    standing = standing_of(hold)
    session.write("DELETE FROM open_hold WHERE name = ?", hold.name)
    if standing is None:
        end_standing(session, hold.identifier, StandingKind.HELD, hold.name)
        return
    put_standing(session, standing)
    session.write(
        "INSERT INTO open_hold (name, identifier_key, basis, amount, ground, state, placed_at, until)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        hold.name,
        identifier_key(hold.identifier),
        hold.basis,
        hold.amount,
        hold.ground.value,
        hold.state.value,
        to_micros(hold.placed_at),
        to_micros(hold.until),
    )
