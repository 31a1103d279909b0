"""StreamAlerts and AcknowledgeAlert: a relying party reads what is addressed to it, and says what it did."""

from dataclasses import dataclass
from typing import Final

from eidgate.app.paging import cursor_of, page_token
from eidgate.app.permission import require
from eidgate.app.service import Service
from eidgate.core.desk.acknowledgement import Acknowledgement, Response
from eidgate.core.desk.alert import Alert, AlertName, addresses_of
from eidgate.core.errors import CursorExpiredError
from eidgate.core.relying_party import RelyingParty, Right
from eidgate.core.terms import Instant
from eidgate.ports import RequestClaim

ALERTS_AT_ONCE: Final = 100
"""Alerts read in one look: some 60 KB, all that a stream keeps in memory for its reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPage:
    """Alerts, each with the cursor to go on from after it; `cursor` is where to look on from after all."""

    alerts: tuple[tuple[str, Alert], ...]
    cursor: int
    caught_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlert:
    """Says what was done about an alert, and when."""

    caller: RelyingParty
    request: RequestClaim
    name: AlertName
    response: Response
    acted_at: Instant
    note: str = ""


def start_alerts(caller: RelyingParty, token: str, service: Service) -> int:
    """Return where to look on from: after the token, or from the earliest alert that is kept.

    Raises:
        NotPermittedError: the role receives no alerts.
        InvalidCommandError: the token was not given to this relying party.
    """
    require(caller, Right.RECEIVE_ALERTS)
    if token:
        return cursor_of(token, *_question(caller), field="cursor")
    return service.alerts.after(addresses_of(caller), 0, limit=1).horizon


def next_alerts(caller: RelyingParty, cursor: int, service: Service) -> AlertPage:
    """Return what came after a cursor.

    Raises:
        CursorExpiredError: some of it may have been dropped; says from where to go on.
    """
    found = service.alerts.after(addresses_of(caller), cursor, limit=ALERTS_AT_ONCE)
    if cursor < found.horizon:
        raise CursorExpiredError(alert_cursor(caller, found.horizon))
    return AlertPage(
        alerts=tuple((alert_cursor(caller, position), alert) for position, alert in found.alerts),
        cursor=found.next_cursor,
        caught_up=len(found.alerts) < ALERTS_AT_ONCE,
    )


def alert_cursor(caller: RelyingParty, cursor: int) -> str:
    """Return a cursor as this relying party may keep it; all its officers and systems share it."""
    return page_token(cursor, *_question(caller))


def acknowledge_alert(command: AcknowledgeAlert, service: Service) -> Acknowledgement:
    """Record what was done.

    Raises:
        NotPermittedError: the role receives no alerts.
        NotFoundError: there is no such alert, or it is another's.
        AlreadyExistsError: the relying party acknowledged it before.
        RequestIdReusedError: the request id stands for other bytes.
    """
    require(command.caller, Right.RECEIVE_ALERTS)
    answer = Acknowledgement(
        alert=command.name,
        relying_party=command.caller.relying_party_id,
        actor=command.caller.actor,
        response=command.response,
        acted_at=command.acted_at,
        at=service.clock.now(),
        note=command.note,
    )
    return service.alerts.acknowledge(command.request, answer, addresses_of(command.caller))


def _question(caller: RelyingParty) -> tuple[str, str]:
    return ("alerts", caller.relying_party_id)
