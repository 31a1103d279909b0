"""Matches remembered: a keyed hash of the person and two instants, in memory only, never a field.

Only a match is kept. A mismatch may be mended at the registry within the minute, and asking again costs
little.
"""

import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Final

from eidgate.core.binding.registry import Person, RegistryAnswer, RegistryResult
from eidgate.core.terms import Instant

MOST_REMEMBERED: Final = 100_000
"""Matches; about 20 MB of a worker's memory. The oldest is forgotten first."""
_KEY_BYTES: Final = 32
_NAME_BYTES: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A match: when the registry said so, and when we heard it."""

    answer: RegistryAnswer
    heard_at: Instant


class Memory:
    """Remembers matches of one process; thread-safe. Its key ends with the process: so do the names."""

    def __init__(self, *, fresh: timedelta, stale: timedelta) -> None:
        self._fresh, self._stale = fresh, stale
        self._key = os.urandom(_KEY_BYTES)
        self._matches: OrderedDict[bytes, Remembered] = OrderedDict()
        self._lock = threading.Lock()

    def fresh(self, person: Person, *, now: Instant) -> RegistryAnswer | None:
        """Return a match that still stands for the present, or None."""
        found = self._found(person)
        return found.answer if found and _age(found, now) < self._fresh else None

    def stale(self, person: Person, *, now: Instant) -> RegistryAnswer | None:
        """Return a match of before as STALE, or None when it is too old to be told."""
        found = self._found(person)
        if found is None or _age(found, now) >= self._stale:
            return None
        return RegistryAnswer(result=RegistryResult.STALE, as_of=found.answer.as_of)

    def keep(self, person: Person, answer: RegistryAnswer, *, now: Instant) -> None:
        """Remember a match; any other answer makes us forget one."""
        name = self._name(person)
        with self._lock:
            self._matches.pop(name, None)
            if answer.result is RegistryResult.MATCH:
                self._matches[name] = Remembered(answer=answer, heard_at=now)
            if len(self._matches) > MOST_REMEMBERED:
                self._matches.popitem(last=False)

    def _found(self, person: Person) -> Remembered | None:
        with self._lock:
            return self._matches.get(self._name(person))

    def _name(self, person: Person) -> bytes:
        hashed = blake2b(key=self._key, digest_size=_NAME_BYTES)
        for text in (person.personal_number, person.full_name, person.birth_date):
            raw = text.reveal().encode()
            hashed.update(len(raw).to_bytes(4) + raw)
        hashed.update(bytes([person.face_matched]))
        return hashed.digest()


def _age(found: Remembered, now: Instant) -> timedelta:
    """Return how long ago it was heard; a clock that was set back makes nothing younger than just now."""
    return abs(now - found.heard_at)
