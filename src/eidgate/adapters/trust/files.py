"""Trust from files: a snapshot in memory, looked after by a background thread.

`current()` does no I/O. A new configuration or key file replaces the snapshot in one step; a bad one changes
nothing, is reported, and lets the keys grow old until nothing is accepted any more.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.adapters.trust.snapshot import build, read_files
from eidgate.adapters.trust.status_list_sources import with_list_files
from eidgate.core.assertion.trust import TrustSnapshot
from eidgate.core.errors import ConfigurationError
from eidgate.core.terms import Instant
from eidgate.ports import Clock

CHECK_INTERVAL: Final = timedelta(seconds=5)
"""How soon a rotated key is known; reading two small files costs about 0.1 ms."""


def _nobody(_: TrustSnapshot) -> None:
    """Tell nobody."""


class FileTrust:
    """The trust of one configuration file, kept current."""

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock,
        on_failure: Callable[[ConfigurationError], None],
        on_read: Callable[[TrustSnapshot], None] = _nobody,
        check_interval: timedelta = CHECK_INTERVAL,
    ) -> None:
        """Load the file; `on_read` is told of the snapshot each time that the files were read and found good.

        Raises:
            ConfigurationError: if the first load fails: without trust there is nothing to start.
        """
        self._path = path
        self._clock = clock
        self._on_failure = on_failure
        self._on_read = on_read
        self._check_interval = check_interval
        self._files = read_files(path)
        self._snapshot = build(self._files, read_at=clock.now())
        on_read(self._snapshot)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def current(self) -> TrustSnapshot:
        """Return the snapshot in force; never blocks."""
        return self._snapshot

    def refresh(self) -> bool:
        """Read the files again and tell whether the trust changed; a failure is reported, not raised."""
        now = self._clock.now()
        try:
            files = read_files(self._path, known=self._files)
            changed = files != self._files
            self._snapshot = build(files, read_at=now) if changed else _renewed(self._snapshot, now)
        except ConfigurationError as error:
            self._on_failure(error)
            return False
        self._files = files
        self._on_read(self._snapshot)
        return changed

    def start(self) -> None:
        """Look for changes aside, until `close`."""
        self._thread = threading.Thread(target=self._watch, name="trust", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(self._check_interval.total_seconds()):
            self.refresh()


def load_offline(path: Path, *, read_at: Instant) -> TrustSnapshot:
    """Load a trust file once, for judging cases at instants of their own; its keys do not age.

    Status lists are taken from the file itself and from the files that it names; nothing is fetched.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    return with_list_files(build(read_files(path), read_at=read_at, keys_age=False), at=read_at)


def _renewed(snapshot: TrustSnapshot, now: Instant) -> TrustSnapshot:
    """The same trust, read again: its keys are young again."""
    issuers = {
        name: replace(trust, keys_usable_until=now + trust.maximum_key_age)
        for name, trust in snapshot.issuers.items()
    }
    return replace(snapshot, issuers=issuers)
