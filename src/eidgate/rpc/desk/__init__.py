"""DeskService: one file for each part of the desk, put together here."""

from typing import Final

from eidgate.rpc.desk.trace import TraceMethods
from eidgate.v1 import desk_service_pb2

NAME: Final[str] = desk_service_pb2.DESCRIPTOR.services_by_name["DeskService"].full_name
"""`eidgate.v1.DeskService`. Nothing else imports its contract, so this also makes the server know it."""


class DeskServicer(TraceMethods):
    """Decides nothing: wire in, use case, wire out."""
