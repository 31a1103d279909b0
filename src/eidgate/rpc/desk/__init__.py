"""DeskService: one file for each part of the desk, put together here."""

from eidgate.rpc.desk.trace import TraceMethods


class DeskServicer(TraceMethods):
    """Decides nothing: wire in, use case, wire out."""
