"""Trust from files and from what they name: a snapshot in memory, looked after by a background thread.

`current()` does no I/O. A new configuration or key file replaces the snapshot in one step; a bad one changes
nothing, is reported, and lets the keys grow old until nothing is accepted any more.
"""

import threading
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import timedelta
from pathlib import Path
from typing import Final

from eidgate.adapters.trust import key_set_copy
from eidgate.adapters.trust.key_set import FetchedKeySet
from eidgate.adapters.trust.remote import Watcher
from eidgate.adapters.trust.remotes import RemoteKeySets, sources
from eidgate.adapters.trust.snapshot import TrustFiles, anchors_of, build, configuration, read_files
from eidgate.adapters.trust.status_list_sources import with_list_files
from eidgate.core.assertion.chain import TrustAnchors
from eidgate.core.assertion.trust import IssuerTrust, TrustSnapshot
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, IssuerId
from eidgate.ports import Clock

CHECK_INTERVAL: Final = timedelta(seconds=5)
"""How soon a rotated key is known; reading two small files costs about 0.1 ms."""


def _nobody(_: TrustSnapshot) -> None:
    """Tell nobody."""


def _nothing(_: str, __: EidgateError) -> None:
    """Tell nobody."""


class FileTrust:
    """The trust of one configuration file and of what it names, kept current."""

    _files: TrustFiles
    _fetched: Mapping[str, FetchedKeySet]
    _fetched_issuers: frozenset[IssuerId]
    _snapshot: TrustSnapshot

    def __init__(  # noqa: PLR0913 - what it reads, and who is told of what
        self,
        path: Path,
        *,
        clock: Clock,
        on_failure: Callable[[ConfigurationError], None],
        on_read: Callable[[TrustSnapshot], None] = _nobody,
        on_fetch_failure: Callable[[str, EidgateError], None] = _nothing,
        check_interval: timedelta = CHECK_INTERVAL,
    ) -> None:
        """Load the file; `on_read` is told of the snapshot each time that the files were read and found good.

        `on_fetch_failure` is told the issuer whose `jwks_uri` gave no keys, and why; the server starts
        without them, and accepts nothing of that issuer until they come.

        Raises:
            ConfigurationError: if the first load fails: without trust there is nothing to start.
        """
        self._path = path
        self._clock = clock
        self._on_failure = on_failure
        self._on_read = on_read
        self._check_interval = check_interval
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        watcher = Watcher(fetched=lambda _: self._wake.set(), failed=on_fetch_failure)
        self._remotes = RemoteKeySets(clock=clock, watcher=watcher)
        self._read(read_files(path), {})
        on_read(self._snapshot)

    def current(self) -> TrustSnapshot:
        """Return the snapshot in force; never blocks."""
        return self._snapshot

    def key_unknown(self) -> None:
        """Note that a key was not known; fetched sets are asked again at most once a minute, aside."""
        self._remotes.ask()

    def refresh(self) -> bool:
        """Read the files again and tell whether the trust changed; a failure is reported, not raised."""
        try:
            files = read_files(self._path, known=self._files)
            changed = files != self._files or self._remotes.current() != self._fetched
            if changed:
                self._read(files, anchors_of(self._snapshot) if files == self._files else {})
            else:
                self._snapshot = _renewed(self._snapshot, self._clock.now(), fetched=self._fetched_issuers)
        except ConfigurationError as error:
            self._on_failure(error)
            return False
        self._on_read(self._snapshot)
        return changed

    def start(self) -> None:
        """Look for changes aside, until `close`."""
        self._remotes.start()
        self._thread = threading.Thread(target=self._watch, name="trust", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop looking."""
        self._stopping.set()
        self._wake.set()
        self._remotes.close()
        if self._thread is not None:
            self._thread.join()

    def _read(self, files: TrustFiles, known: Mapping[IssuerId, TrustAnchors]) -> None:
        """Put what was read in force, all of it or nothing; `known` are the anchors of just these files."""
        now, entry = self._clock.now(), configuration(files.path, files.content)
        known = anchors_of(build(files, read_at=now, known=known))
        self._remotes.follow(sources(files.path, entry))
        fetched = self._remotes.current()
        self._snapshot = build(files, read_at=now, fetched=fetched, known=known)
        self._files, self._fetched = files, fetched
        self._fetched_issuers = frozenset(IssuerId(each.issuer) for each in entry.issuers if each.jwks_uri)

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(self._check_interval.total_seconds())
            self._wake.clear()
            if not self._stopping.is_set():
                self._look()

    def _look(self) -> None:
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - whatever it is, a thread that ends would let keys run out
            self._on_failure(ConfigurationError(f"{self._path}: {type(error).__name__}: {error}"))


def load_offline(path: Path, *, read_at: Instant) -> TrustSnapshot:
    """Load a trust file once, for judging cases at instants of their own; its keys do not age.

    Status lists are taken from the file itself and from the files that it names; nothing is fetched.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    files = read_files(path)
    snapshot = build(files, read_at=read_at, keys_age=False, fetched=copies(files, now=read_at))
    return with_list_files(snapshot, at=read_at)


def copies(files: TrustFiles, *, now: Instant) -> Mapping[str, FetchedKeySet]:
    """Return the fetched key sets as far as the server has left copies of them; nothing is fetched.

    Raises:
        ConfigurationError: naming the file and the field.
    """
    wanted = sources(files.path, configuration(files.path, files.content))
    found = {each.uri: key_set_copy.load(each.copy, each.uri, now=now) for each in wanted}
    return {uri: copy.key_set for uri, copy in found.items() if copy is not None}


def _renewed(snapshot: TrustSnapshot, now: Instant, *, fetched: AbstractSet[IssuerId]) -> TrustSnapshot:
    """The same trust, read again: what lies in files is young again, what was fetched is not."""
    issuers = {name: _young(trust, now, name in fetched) for name, trust in snapshot.issuers.items()}
    return replace(snapshot, issuers=issuers)


def _young(trust: IssuerTrust, now: Instant, fetched: bool) -> IssuerTrust:  # noqa: FBT001 - told apart above
    until = now + trust.maximum_key_age
    keys_until = min(trust.keys_usable_until or until, until) if fetched else until  # set back: no younger
    return replace(trust, keys_usable_until=keys_until, anchors_usable_until=until)
