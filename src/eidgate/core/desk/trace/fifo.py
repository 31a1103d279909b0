"""First in, first out: money leaves an account in the order in which it came."""

from collections import deque


class FifoPurse:
    """Sums in the order of their coming; of a payment that is partly traced, the traced part comes first."""

    __slots__ = ("_sums", "traced")

    def __init__(self) -> None:
        self._sums: deque[tuple[int, bool]] = deque()
        self.traced = 0

    def put(self, traced: int, other: int) -> None:
        """Let money come in; nothing is kept of other money that leaves an empty purse as it came."""
        if traced:
            self._sums.append((traced, True))
            self.traced += traced
        if other and self._sums:
            self._sums.append((other, False))

    def take(self, amount: int) -> int:
        """Take from the front; beyond what is known to be there, nothing is traced."""
        taken, sums = 0, self._sums
        while amount and sums:
            oldest, is_traced = sums[0]
            part = min(oldest, amount)
            if part == oldest:
                sums.popleft()
            else:
                sums[0] = (oldest - part, is_traced)
            amount -= part
            taken += part if is_traced else 0
        self.traced -= taken
        return taken
