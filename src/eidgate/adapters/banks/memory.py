"""What banks said, for minutes and in this process's memory only; accounts under a keyed hash.

Names are personal data: they are let go as soon as they are too old to be told, whoever asks next.
"""

import os
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import Final

from eidgate.core.binding.registration import AccountStanding, Registration
from eidgate.core.terms import Instant, Instrument

MOST_REMEMBERED: Final = 50_000
"""Accounts; about 20 MB of a worker's memory. The one heard first is forgotten first."""
REFUSAL: Final = timedelta(seconds=30)
"""How long an account without a name stays so: it may be opened, or opt in again, at any time."""
_KEY_BYTES: Final = 32
_NAME_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class _Heard:
    registration: Registration
    at: Instant
    until: Instant


class Memory:
    """Remembers answers of one process; thread-safe. Its key ends with the process: so do the names."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._key = os.urandom(_KEY_BYTES)
        self._heard: OrderedDict[bytes, _Heard] = OrderedDict()
        self._lock = threading.Lock()

    def fresh(self, payee: Instrument, *, now: Instant) -> Registration | None:
        """Return an answer that still stands, or None; a clock that was set back makes none younger."""
        with self._lock:
            self._let_go(now)
            heard = self._heard.get(self._name(payee))
        return heard.registration if heard is not None and heard.at <= now < heard.until else None

    def keep(self, payee: Instrument, told: Registration, *, now: Instant, fresh: timedelta) -> None:
        """Remember an answer of a bank's; what is none is not remembered."""
        lasts = fresh if told.standing is AccountStanding.OPEN else min(fresh, REFUSAL)
        name = self._name(payee)
        with self._lock:
            self._heard.pop(name, None)
            self._heard[name] = _Heard(told, now, now + lasts)
            self._let_go(now)
            if len(self._heard) > self._most:
                self._heard.popitem(last=False)

    def __len__(self) -> int:
        return len(self._heard)

    def _let_go(self, now: Instant) -> None:
        """Forget what is over at the old end; what is over behind it follows within the longest time."""
        while self._heard:
            oldest = next(iter(self._heard.values()))
            if now < oldest.until:
                return
            self._heard.popitem(last=False)

    def _name(self, payee: Instrument) -> bytes:
        return blake2b(payee.key.encode(), key=self._key, digest_size=_NAME_BYTES).digest()
