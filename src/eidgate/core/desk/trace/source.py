"""The purse of an account whose every payment is to be traced, however much that will be."""


class SourcePurse:
    """All that leaves is traced: first what came back to it, then money that enters the trace here."""

    __slots__ = ("_open", "entered", "traced")

    def __init__(self) -> None:
        self._open = True
        self.entered = 0
        """How much has entered the trace here."""
        self.traced = 0

    def put(self, traced: int, other: int) -> None:  # noqa: ARG002 - a purse's signature
        """Keep what comes back; other money makes no difference."""
        self.traced += traced

    def take(self, amount: int) -> int:
        """Pass on what came back, and let the rest enter."""
        returned = min(self.traced, amount)
        self.traced -= returned
        if not self._open:
            return returned
        self.entered += amount - returned
        return amount

    def close(self) -> None:
        """Let nothing enter from now on."""
        self._open = False
