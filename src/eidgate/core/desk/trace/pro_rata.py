"""Pro rata: every payment carries traced money in the proportion in which the account holds it.

Exact in whole units by a cumulative floor: of all that left since money last came in, the traced part is the
share rounded down, and each payment carries the difference to what went before. So nothing is created or
lost, no payment is off by a whole unit, and a sum paid in parts moves as much traced money as paid at once.
"""


class ProRataPurse:
    """How much is there, how much of it is traced, and what has left since money last came in."""

    __slots__ = ("_left", "_left_traced", "_traced", "_whole")

    def __init__(self) -> None:
        self._whole = self._traced = self._left = self._left_traced = 0

    @property
    def traced(self) -> int:
        """How much traced money is there."""
        return self._traced - self._left_traced

    def put(self, traced: int, other: int) -> None:
        """Mix money in; the proportion is a new one from here on."""
        self._whole += traced + other - self._left
        self._traced += traced - self._left_traced
        self._left = self._left_traced = 0

    def take(self, amount: int) -> int:
        """Take the share; beyond what is known to be there, nothing is traced."""
        if not self._traced:
            self._left = min(self._left + amount, self._whole)
            return 0
        self._left = min(self._left + amount, self._whole)
        due = self._traced * self._left // self._whole
        taken = due - self._left_traced
        self._left_traced = due
        return taken
