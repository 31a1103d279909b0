"""DeskService: its methods stand in one file a subject, and decide nothing: wire in, use case, wire out."""

from eidgate.app.service import Service
from eidgate.rpc.desk.holds import HoldMethods


class DeskServicer(HoldMethods):
    """Everything that the desk answers."""

    def __init__(self, service: Service) -> None:
        self._service = service
