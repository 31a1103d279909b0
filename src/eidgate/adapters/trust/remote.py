"""A key set behind a URI, kept current by a thread of its own; asking for the present one never waits.

Nothing in a call causes a fetch by itself: a call may only say that it met an unknown key, and then the set
is fetched again no sooner than a minute after the last attempt. Keys that the server no longer lists are gone
with the next fetch; keys that cannot be fetched grow old (`IssuerTrust.keys_usable_until`).
"""

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.adapters.trust import key_set_copy, rhythm
from eidgate.adapters.trust.https import Fetched, FetchError, get, tls_context
from eidgate.adapters.trust.key_set import FetchedKeySet, read_key_set
from eidgate.adapters.trust.key_set_copy import Copy
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.terms import Instant
from eidgate.ports import Clock

_LOOK_INTERVAL: Final = timedelta(seconds=1)
"""How often to look whether it is time: by the wall clock, which may be set, and costs a microsecond."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an issuer publishes its keys, as configured."""

    issuer: str
    uri: str
    authorities: Path | None
    maximum_key_age: timedelta
    copy: Path
    """The file with the copy for the next start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """Who is told; by the thread that fetches."""

    fetched: Callable[[str], None]
    """With the issuer, after each success."""
    failed: Callable[[str, EidgateError], None]
    """With the issuer and the cause, after each failure."""


class RemoteKeySet:
    """The key set of one source."""

    def __init__(self, source: Source, *, clock: Clock, watcher: Watcher) -> None:
        """Begin with the copy on disk, or with nothing.

        Raises:
            ConfigurationError: if the file of authorities cannot be used.
        """
        self.source = source
        self._clock = clock
        self._watcher = watcher
        tls_context(source.authorities)
        self._copy = key_set_copy.load(source.copy, source.uri, now=clock.now())
        self._failures = 0
        self._attempted_at: Instant | None = None
        self._due_at = clock.now()
        self._asked = threading.Event()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    def current(self) -> FetchedKeySet | None:
        """Return the present set, from memory."""
        copy = self._copy
        return copy.key_set if copy else None

    def is_at_hand(self) -> bool:
        """Tell whether there is a set that still counts."""
        present = self.current()
        return present is not None and self._clock.now() < present.fetched_at + self.source.maximum_key_age

    def ask(self) -> None:
        """Note that a key was not in the set; returns at once."""
        self._asked.set()

    def attempt(self) -> bool:
        """Fetch once, now, and tell whether a good set came; a failure is reported, not raised."""
        now = self._clock.now()
        self._asked.clear()
        self._attempted_at = now
        etag = self._copy.etag if self._copy else ""
        try:
            context = tls_context(self.source.authorities)  # read anew: authorities are renewed as well
            self._take(get(self.source.uri, context=context, etag=etag), now)
        except (FetchError, ConfigurationError, OSError) as error:
            self._failures += 1
            self._due_at = now + rhythm.after_failure(self._failures, jitter=_jitter())
            self._copy = self._younger(now) or self._copy  # another process may have had more luck
            self._watcher.failed(self.source.issuer, _reported(error))
            return False
        self._failures = 0
        self._watcher.fetched(self.source.issuer)
        return True

    def is_due(self) -> bool:
        """Tell whether to fetch now: by the rhythm, or a minute after the last attempt when asked."""
        now, attempted_at = self._clock.now(), self._attempted_at
        if now >= self._due_at or attempted_at is None:
            return True
        if now < attempted_at:  # the clock was set back: what was due may be far ahead
            return True
        return self._asked.is_set() and now >= attempted_at + rhythm.SHORTEST

    def look(self) -> None:
        """Fetch if it is time, unless another process has just done so."""
        if self.is_due() and not self._adopt():
            self.attempt()

    def start(self) -> None:
        """Keep the set current aside, until `close`."""
        self._thread = threading.Thread(target=self._keep, name="key-set", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop; a fetch under way is not waited for."""
        self._closed.set()

    def _keep(self) -> None:
        while not self._closed.is_set():
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, a thread that ends would let keys run out
                self._watcher.failed(self.source.issuer, _reported(error))
            self._closed.wait(_LOOK_INTERVAL.total_seconds())

    def _take(self, fetched: Fetched, now: Instant) -> None:
        content = fetched.content
        if content is None:
            if self._copy is None:
                raise FetchError(f"{self.source.uri}: says that nothing changed since nothing")
            content = self._copy.key_set.content
        read_key_set(self.source.uri, content)
        self._copy = Copy(key_set=FetchedKeySet(content=content, fetched_at=now), etag=fetched.etag)
        age = self.source.maximum_key_age
        self._due_at = now + rhythm.after_success(fetched.max_age, maximum_key_age=age)
        self._store(self._copy)

    def _store(self, copy: Copy) -> None:
        """A disk that cannot be written costs the restart its copy, not the running server its keys."""
        try:
            key_set_copy.store(self.source.copy, self.source.uri, copy)
        except OSError as error:
            told = ConfigurationError(f"{self.source.copy}: the copy cannot be written: {error.strerror}")
            self._watcher.failed(self.source.issuer, told)

    def _adopt(self) -> bool:
        """Take a younger copy that another process has written less than a minute ago."""
        now = self._clock.now()
        found = self._younger(now)
        if found is None or now - found.key_set.fetched_at >= rhythm.SHORTEST:
            return False
        self._copy, self._attempted_at, self._failures = found, found.key_set.fetched_at, 0
        self._asked.clear()
        self._due_at = now + rhythm.after_success(None, maximum_key_age=self.source.maximum_key_age)
        self._watcher.fetched(self.source.issuer)
        return True

    def _younger(self, now: Instant) -> Copy | None:
        """Return the copy on disk if it was fetched after the own one."""
        found = key_set_copy.load(self.source.copy, self.source.uri, now=now)
        own = self._copy
        if found is None or (own is not None and found.key_set.fetched_at <= own.key_set.fetched_at):
            return None
        return found


def _jitter() -> float:
    return os.urandom(1)[0] / 255


def _reported(error: Exception) -> EidgateError:
    return error if isinstance(error, EidgateError) else FetchError(str(error))
