"""Seats: which shadows judge now. Where there are more shadows than seats, they take turns.

A policy that is read takes 150 kB and some 40 ms, so not every shadow can be in memory. The one that has sat
longest leaves at a turn and the one that has waited longest sits down: all sit for the same part of the time.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.shadowing import Shadow
from eidgate.core.terms import PolicyName
from eidgate.ports import PolicyReader, PolicyStore

SEATS: Final = 64
"""Policies in memory: 10 MB of a worker."""

READ_AT_ONCE: Final = 8
"""Policies read at one look, a third of a second's work at most; the others follow at the next."""


class Seats:
    """Used by one thread; what cannot be read is told once, and judges nothing."""

    def __init__(
        self, documents: PolicyStore, reader: PolicyReader, *, tell: Callable[[EidgateError], None]
    ) -> None:
        self._documents, self._reader, self._tell = documents, reader, tell
        self._shadows: Mapping[PolicyName, Shadow] = {}
        self._seated: dict[PolicyName, Policy] = {}
        self._waiting: deque[PolicyName] = deque()
        self._unreadable: set[PolicyName] = set()

    @property
    def shadows(self) -> Sequence[Shadow]:
        """Every shadow, seated or not."""
        return tuple(self._shadows.values())

    @property
    def names(self) -> frozenset[PolicyName]:
        """Who is seated."""
        return frozenset(self._seated)

    def seated(self) -> Iterator[tuple[Shadow, Policy]]:
        """Return who judges, with its policy."""
        return ((self._shadows[name], policy) for name, policy in self._seated.items())

    def know(self, found: Sequence[Shadow]) -> None:
        """Take over who shadows now; those that end get up."""
        self._shadows = {one.name: one for one in found}
        self._seated = {name: policy for name, policy in self._seated.items() if name in self._shadows}
        self._unreadable &= self._shadows.keys()
        waiting = [name for name in self._waiting if name in self._shadows]
        known = {*waiting, *self._seated, *self._unreadable}
        self._waiting = deque((*waiting, *(name for name in self._shadows if name not in known)))

    def turn(self) -> None:
        """Let the one that has sat longest get up, if somebody waits for its seat."""
        if self._waiting and len(self._seated) >= SEATS:
            longest = next(iter(self._seated))
            del self._seated[longest]
            self._waiting.append(longest)

    def fill(self) -> None:
        """Let those sit down who wait, a few at once.

        Raises:
            UnavailableError: the store cannot be read; they wait on.
        """
        for _ in range(READ_AT_ONCE):
            if not self._waiting or len(self._seated) >= SEATS:
                return
            name = self._waiting[0]
            try:
                self._seated[name] = self._read(self._shadows[name])
            except ConfigurationError as error:
                self._unreadable.add(name)
                self._tell(error)
            self._waiting.popleft()

    def _read(self, shadow: Shadow) -> Policy:
        kept = self._documents.document(shadow.digest)
        if kept is None:
            raise ConfigurationError(f"{shadow.name}: its document is not in the store")
        try:
            return self._reader.read(kept.document)
        except ConfigurationError as error:
            raise ConfigurationError(f"{shadow.name} shadows but cannot be read: {error}") from error
