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
from eidgate.core.desk.alert import AlertName
from eidgate.core.terms import Instant, RequestId
from eidgate.ports import RequestClaim
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
        service, caller = self._service, call.relying_party
        position = start_alerts(caller, request.cursor, service)
        pause, told_at = _AT_ONCE, service.clock.now() - HEARTBEAT
        while call.pause(pause):
            pause = LOOK
            if service.alerts.latest() > position or self._quiet_since(told_at):
                page = next_alerts(caller, position, service)
                for cursor, alert in page.alerts:
                    service.observer.alert_sent(
                        caller.relying_party_id, (service.clock.now() - alert.at).total_seconds()
                    )
                    yield pb.StreamAlertsResponse(cursor=cursor, alert=alert_message(alert))
                position, pause = page.cursor, LOOK if page.caught_up else _AT_ONCE
                if page.caught_up and (page.alerts or self._quiet_since(told_at)):
                    told_at = service.clock.now()
                    yield pb.StreamAlertsResponse(
                        cursor=alert_cursor(caller, position), checkpoint=checkpoint_message(told_at)
                    )

    def _quiet_since(self, told_at: Instant) -> bool:
        return self._service.clock.now() - told_at >= HEARTBEAT

    def AcknowledgeAlert(
        self, request: pb.AcknowledgeAlertRequest, call: Call
    ) -> pb.AcknowledgeAlertResponse:
        """Record what was done about an alert."""
        command = AcknowledgeAlert(
            caller=call.relying_party,
            request=RequestClaim(
                relying_party=call.relying_party.relying_party_id,
                method="AcknowledgeAlert",
                request_id=RequestId(request.request_id),
                digest=call.digest,
            ),
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
