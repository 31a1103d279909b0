"""Trust with its status lists: each list fetched or read aside, checked, and held until it is too old.

`current()` does no I/O. A list that cannot be fetched or believed changes nothing: the last good one counts
until the issuer's maximum age, and is then refused by step 13 itself. Nothing that an assertion says is ever
fetched; what is fetched stands in the configuration.
"""

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias

from eidgate.adapters.trust import status_list_copies
from eidgate.adapters.trust.https import FetchError
from eidgate.adapters.trust.status_list_sources import (
    Place,
    check_news,
    fetch_token,
    lists_of,
    places,
    signer_of,
    with_lists,
)
from eidgate.adapters.trust.status_list_state import Held, due
from eidgate.core.assertion import status_list_token
from eidgate.core.assertion.status_list import StatusList, StatusListError, UnusableStatusList
from eidgate.core.assertion.status_lists import StatusLists
from eidgate.core.assertion.trust import IssuerTrust, TrustSnapshot
from eidgate.core.errors import ConfigurationError, EidgateError
from eidgate.core.shape import replace
from eidgate.core.terms import Instant, IssuerId
from eidgate.ports import Clock, Randomness, TrustSource

TICK: Final = timedelta(seconds=1)
"""How often to look whether a list is due, or the issuers' keys have changed."""

FIRST_ROUND: Final = timedelta(seconds=3)
"""How long a start waits for the lists; what has not come by then is STATUS_UNAVAILABLE until it comes."""

_FIRST_RETRY: Final = timedelta(seconds=5)
_DOUBLINGS: Final = 15
"""Enough to reach the longest interval of a day; more would only overflow."""

Fetch: TypeAlias = Callable[[str, StatusLists], str]
"""Brings a token, or raises `EidgateError`."""


class Watcher(Protocol):
    """Who is told how the lists are doing."""

    def status_list_read(self, issuer: str, issued_at: Instant) -> None:
        """Of an issuer's lists at hand, the oldest was issued then."""
        ...

    def status_list_failed(self, issuer: str, error: EidgateError) -> None:
        """A list could not be fetched (`FetchError`) or believed (`StatusListError`)."""
        ...


class StatusListTrust:
    """Another source's trust, with the status lists that it names."""

    def __init__(
        self,
        source: TrustSource,
        *,
        clock: Clock,
        randomness: Randomness,
        watcher: Watcher,
        fetch: Fetch | None = None,
    ) -> None:
        """`fetch` is for tests; by default lists come over HTTPS or from the files that are configured."""
        self._source = source
        self._clock = clock
        self._randomness = randomness
        self._watcher = watcher
        self._fetch = fetch or fetch_token
        self._held: Mapping[Place, Held] = MappingProxyType({})
        self._joined: tuple[TrustSnapshot, TrustSnapshot] | None = None
        self._judged_under = source.current().loaded_at
        self._looking = threading.Lock()
        self._first_round = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def current(self) -> TrustSnapshot:
        """Return the snapshot in force with the lists at hand; never blocks."""
        base, joined = self._source.current(), self._joined
        if joined is None or joined[0] is not base:
            joined = self._join(base)
        return joined[1]

    def key_unknown(self) -> None:
        """Note that a key was not known; that is the other source's business."""
        self._source.key_unknown()

    def refresh(self) -> None:
        """Fetch what is due, and judge all again when the trust has changed; failures are reported."""
        with self._looking:
            base, now = self._source.current(), self._clock.now()
            wanted = places(base)
            held = {place: state for place, state in self._held.items() if place in wanted}
            if base.loaded_at != self._judged_under:
                held = {place: self._again(state, place, base, now) for place, state in held.items()}
            troubled: set[IssuerId] = set()
            for place in due(wanted, held, now):
                if place[0] in troubled:  # its server may hang: its other lists wait a tick, nobody else's
                    continue
                held[place] = self._look(place, base, held.get(place))
                if held[place].failures:
                    troubled.add(place[0])
                self._held = dict(held)  # at once: the next list may take its time
                self._join(base)
            self._held, self._judged_under = held, base.loaded_at
            self._join(base)
            self._tell(base)

    def start(self) -> None:
        """Look aside until `close`; returns after the first round, or when that takes too long."""
        self._thread = threading.Thread(target=self._watch, name="status-lists", daemon=True)
        self._thread.start()
        self._first_round.wait(FIRST_ROUND.total_seconds())

    def close(self) -> None:
        """Stop looking; a fetch that hangs is left to its own time limit."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(TICK.total_seconds())

    def _watch(self) -> None:
        while not self._stopping.is_set():
            self._round()
            self._first_round.set()
            self._stopping.wait(TICK.total_seconds())

    def _round(self) -> None:
        try:
            self.refresh()
        except Exception as error:  # noqa: BLE001 - whatever it is, a thread that ends would let lists run out
            for issuer in {place[0] for place in places(self._source.current())}:
                self._watcher.status_list_failed(issuer, _reported(issuer, error))

    def _join(self, base: TrustSnapshot) -> tuple[TrustSnapshot, TrustSnapshot]:
        found = {place: state.found for place, state in self._held.items() if state.found is not None}
        self._joined = (base, with_lists(base, found))
        return self._joined

    def _look(self, place: Place, base: TrustSnapshot, before: Held | None) -> Held:
        """Fetch one list, and keep what was there before when that fails."""
        issuer, uri = base.issuers[place[0]], place[1]
        lists = lists_of(issuer)
        before = before or self._kept(place, issuer)
        try:
            token = self._fetch(uri, lists)
            found = status_list_token.read(token, uri=uri, signer=signer_of(issuer), at=self._clock.now())
            now = self._clock.now()
            check_news(found, before.found if before else None, at=now)
            self._keep(place, lists, token)
        except Exception as error:  # noqa: BLE001 - one list must not end the thread that keeps all of them
            return self._failed(place, before, _reported(uri, error), lists)
        wait = min(lists.refresh_every, found.time_to_live or lists.refresh_every)
        fresh = Held(token=token, found=found, attempted_at=now, due_at=now + self._jittered(wait))
        if found.is_stale(lists.maximum_age, at=now):
            fresh = replace(fresh, failures=before.failures if before else 0)
            return self._failed(place, fresh, StatusListError("expired or too old when it came"), lists)
        return fresh

    def _kept(self, place: Place, issuer: IssuerTrust) -> Held | None:
        """Return the copy of an earlier run, if it is still to be believed; it is due at once."""
        folder, now = lists_of(issuer).copies, self._clock.now()
        token = status_list_copies.load(folder, place) if folder else None
        if token is None:
            return None
        try:
            found = status_list_token.read(token, uri=place[1], signer=signer_of(issuer), at=now)
            check_news(found, None, at=now)
        except StatusListError as error:
            self._watcher.status_list_failed(place[0], error)
            return None
        return Held(token=token, found=found, attempted_at=now, due_at=now)

    def _keep(self, place: Place, lists: StatusLists, token: str) -> None:
        """A disk that cannot be written costs the next start its copy, not the running server its list."""
        if lists.copies and place[1] not in lists.files:
            try:
                status_list_copies.store(lists.copies, place, token)
            except ConfigurationError as error:
                self._watcher.status_list_failed(place[0], error)

    def _failed(self, place: Place, before: Held | None, error: EidgateError, lists: StatusLists) -> Held:
        """Keep what was at hand, and ask again soon, then ever later up to the usual interval."""
        self._watcher.status_list_failed(place[0], error)
        now = self._clock.now()
        failures = before.failures + 1 if before else 1
        wait = min(_FIRST_RETRY * 2 ** min(failures - 1, _DOUBLINGS), lists.refresh_every)
        found = before.found if before else None
        if not isinstance(found, StatusList) and isinstance(error, StatusListError):
            found = UnusableStatusList(why=str(error))
        return Held(
            token=before.token if before else "",
            found=found,
            attempted_at=now,
            due_at=now + self._jittered(wait),
            failures=failures,
        )

    def _again(self, state: Held, place: Place, base: TrustSnapshot, now: Instant) -> Held:
        """Hold what is at hand against the trust of now: a key may be gone, and its lists with it."""
        if not isinstance(state.found, StatusList):
            return replace(state, due_at=now)
        signer = signer_of(base.issuers[place[0]])
        try:
            return replace(
                state, found=status_list_token.read(state.token, uri=place[1], signer=signer, at=now)
            )
        except StatusListError as error:
            self._watcher.status_list_failed(place[0], error)
            return replace(state, token="", found=UnusableStatusList(why=str(error)), due_at=now)

    def _jittered(self, wait: timedelta) -> timedelta:
        """Between 80 and 100 % of it, so that workers and hosts do not all ask at once."""
        return wait * (0.8 + 0.2 * self._randomness.bytes(1)[0] / 255)

    def _tell(self, base: TrustSnapshot) -> None:
        for name in {place[0] for place in places(base)}:
            states = [state.found for place, state in self._held.items() if place[0] == name]
            lists = [found for found in states if isinstance(found, StatusList)]
            if lists:
                self._watcher.status_list_read(name, min(found.issued_at for found in lists))


def _reported(uri: str, error: Exception) -> EidgateError:
    return error if isinstance(error, EidgateError) else FetchError(f"{uri}: {type(error).__name__}")
