"""AlertService: a stream that goes on from a cursor, and what was done about each alert."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from eidgate.app.alerts import (
    AcknowledgeAlert,
    acknowledge_alert,
    alert_cursor,
    next_alerts,
    start_alerts,
)
from eidgate.app.service import Service
from eidgate.core.desk.alert import Alert, AlertName
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Instant
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.wire import words
from eidgate.rpc.wire.alerts import alert_message, checkpoint_message
from eidgate.rpc.wire.scalars import instant, timestamp
from eidgate.v1 import alert_service_pb2 as pb

LOOK: Final = timedelta(milliseconds=250)
"""Between looks for something new: a warning that is a quarter of a second late is as good."""

HEARTBEAT: Final = timedelta(seconds=10)
"""Between signs of life on quiet days; a reader that hears nothing for three of them may reconnect."""

_AT_ONCE: Final = timedelta(0)


class AlertServicer:
    """Decides nothing: wire in, use case, wire out."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def StreamAlerts(
        self, request: pb.StreamAlertsRequest, call: StreamCall
    ) -> Iterator[pb.StreamAlertsResponse]:
        """Send what is addressed to the caller, then what comes, with a checkpoint whenever it caught up."""
        reading = _Reading(call.relying_party, request.cursor, self._service)
        pause = _AT_ONCE
        while call.pause(pause):
            yield from reading.look()
            pause = LOOK if reading.caught_up else _AT_ONCE

    def AcknowledgeAlert(
        self, request: pb.AcknowledgeAlertRequest, call: Call
    ) -> pb.AcknowledgeAlertResponse:
        """Record what was done about an alert."""
        command = AcknowledgeAlert(
            caller=call.relying_party,
            request=call.claim(request.request_id),
            name=AlertName(request.name),
            response=words.ALERT_RESPONSE.from_wire(request.response),
            acted_at=instant(request.act_time, "act_time"),
            note=request.note,
        )
        answer = acknowledge_alert(command, self._service)
        return pb.AcknowledgeAlertResponse(
            name=answer.alert,
            response=words.ALERT_RESPONSE.to_wire(answer.response),
            act_time=timestamp(answer.acted_at),
        )


class _Reading:
    """One reader's place in the sequence; keeps one page in memory, and no connection between looks."""

    def __init__(self, caller: RelyingParty, cursor: str, service: Service) -> None:
        self._caller, self._service = caller, service
        self._position = start_alerts(caller, cursor, service)
        self._told_at: Instant | None = None
        self.caught_up = False

    def look(self) -> Iterator[pb.StreamAlertsResponse]:
        """Yield what came since the last look, and a checkpoint when all is told or a sign of life is due."""
        now = self._service.clock.now()
        due = self._told_at is None or now - self._told_at >= HEARTBEAT
        if not due and self.caught_up and self._service.alerts.latest() <= self._position:
            return
        page = next_alerts(self._caller, self._position, self._service)
        for cursor, alert in page.alerts:
            yield self._told(cursor, alert)
        self._position, self.caught_up = page.cursor, page.caught_up
        if self.caught_up and (due or page.alerts):
            self._told_at = now
            cursor = alert_cursor(self._caller, self._position)
            yield pb.StreamAlertsResponse(cursor=cursor, checkpoint=checkpoint_message(now))

    def _told(self, cursor: str, alert: Alert) -> pb.StreamAlertsResponse:
        late = self._service.clock.now() - alert.at
        self._service.observer.alert_sent(self._caller.relying_party_id, late.total_seconds())
        return pb.StreamAlertsResponse(cursor=cursor, alert=alert_message(alert))
