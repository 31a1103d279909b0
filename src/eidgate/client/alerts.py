"""AlertService: following alerts across restarts and lost connections, and saying what was done.

    for alert in client.follow_alerts(CursorFile("alerts.cursor")):
        act_on(alert)          # the cursor moves on when the loop asks for the next one
        client.acknowledge_alert(...)

An alert comes at least once, so acting on the same `alert.name` twice must do no harm.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from eidgate.client.acting import method_of
from eidgate.client.answers import Answered
from eidgate.client.cursor_file import CursorFile
from eidgate.client.streaming import Streaming
from eidgate.v1 import alert_service_pb2 as pb


class AlertCalls(Streaming):
    """Alerts that are addressed to the caller's institution or role."""

    def follow_alerts(self, place: CursorFile) -> Iterator[pb.Alert]:
        """Yield alerts from where `place` is, then each one that comes, until the client is closed.

        Lost connections, draining servers and restarts are passed over in silence: reading goes on from the
        last alert that was dealt with.

        Raises:
            CallRefusedError: the server refuses for good. CURSOR_EXPIRED (OUT_OF_RANGE) says that alerts were
                dropped unread: reconcile, then write the `earliest` cursor of its metadata into the place.
        """
        yield from self._follow(place, only_waiting=False)

    def read_alerts(self, place: CursorFile) -> Iterator[pb.Alert]:
        """Yield the alerts that wait from where `place` is, and end when there are no more.

        Raises:
            CallRefusedError: as for `follow_alerts`.
        """
        yield from self._follow(place, only_waiting=True)

    def acknowledge_alert(
        self, request: pb.AcknowledgeAlertRequest, *, deadline: timedelta | None = None
    ) -> Answered[pb.AcknowledgeAlertResponse]:
        """Say what was done about an alert."""
        return self._act(_ACKNOWLEDGE_ALERT, request, deadline)

    def _follow(self, place: CursorFile, *, only_waiting: bool) -> Iterator[pb.Alert]:
        def ask() -> pb.StreamAlertsRequest:
            return pb.StreamAlertsRequest(cursor=place.read())

        for message in self._read_on(_STREAM_ALERTS, ask):
            if message.HasField("alert"):
                yield message.alert
            place.write(message.cursor)
            if only_waiting and message.HasField("checkpoint"):
                return


_ALERTS: Final = "eidgate.v1.AlertService"
_STREAM_ALERTS: Final = method_of(_ALERTS, "StreamAlerts", pb.StreamAlertsResponse)
_ACKNOWLEDGE_ALERT: Final = method_of(_ALERTS, "AcknowledgeAlert", pb.AcknowledgeAlertResponse)
