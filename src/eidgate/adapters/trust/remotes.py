"""All key sets behind URIs that a configuration names: started when it names them, ended when it does not."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from threading import Thread

from eidgate.adapters.trust import key_set_copy
from eidgate.adapters.trust.key_set import FetchedKeySet
from eidgate.adapters.trust.remote import RemoteKeySet, Source, Watcher
from eidgate.adapters.trust.schema import IssuerEntry, TrustEntry
from eidgate.core.errors import ConfigurationError
from eidgate.ports import Clock


def sources(path: Path, entry: TrustEntry) -> list[Source]:
    """Return where the issuers of a configuration publish their keys; each URI once.

    Raises:
        ConfigurationError: two issuers expect one URI under different authorities.
    """
    found: dict[str, Source] = {}
    for issuer in entry.issuers:
        if not issuer.jwks_uri:
            continue
        source = _source(path, entry, issuer, issuer.jwks_uri)
        before = found.setdefault(issuer.jwks_uri, source)
        if before.authorities != source.authorities:
            raise ConfigurationError(
                f"{path}: {before.issuer} and {source.issuer} expect {source.uri} under different authorities"
            )
        if source.maximum_key_age < before.maximum_key_age:
            found[issuer.jwks_uri] = source
    return list(found.values())


def _source(path: Path, entry: TrustEntry, issuer: IssuerEntry, uri: str) -> Source:
    return Source(
        issuer=issuer.issuer,
        uri=uri,
        authorities=path.parent / issuer.jwks_ca_file if issuer.jwks_ca_file else None,
        maximum_key_age=timedelta(seconds=issuer.maximum_key_age_seconds),
        copy=key_set_copy.path_of(path.parent / entry.key_set_copies, uri),
    )


class RemoteKeySets:
    """The remote key sets of the configuration in force."""

    def __init__(self, *, clock: Clock, watcher: Watcher) -> None:
        self._clock = clock
        self._watcher = watcher
        self._sets: dict[str, RemoteKeySet] = {}
        self._running = False

    def follow(self, wanted: Iterable[Source]) -> None:
        """Follow these sources and no others; one without a copy that counts is fetched before this returns.

        Raises:
            ConfigurationError: if a file of authorities cannot be used; nothing changed then.
        """
        followed = {source.uri: self._followed(source) for source in wanted}
        dropped = [known for uri, known in self._sets.items() if followed.get(uri) is not known]
        fresh = [known for uri, known in followed.items() if self._sets.get(uri) is not known]
        for known in dropped:
            known.close()
        self._sets = followed
        _attempt_together([new for new in fresh if not new.is_at_hand()])
        if self._running:
            for new in fresh:
                new.start()

    def current(self) -> Mapping[str, FetchedKeySet]:
        """Return the present sets by their URIs, as far as there are any."""
        present = {uri: known.current() for uri, known in self._sets.items()}
        return {uri: key_set for uri, key_set in present.items() if key_set is not None}

    def ask(self) -> None:
        """Pass on that a key was not known."""
        for known in self._sets.values():
            known.ask()

    def start(self) -> None:
        """Keep all of them current aside, until `close`."""
        self._running = True
        for known in self._sets.values():
            known.start()

    def close(self) -> None:
        """Stop all of them."""
        for known in self._sets.values():
            known.close()

    def _followed(self, source: Source) -> RemoteKeySet:
        known = self._sets.get(source.uri)
        if known is not None and known.source == source:
            return known
        return RemoteKeySet(source, clock=self._clock, watcher=self._watcher)


def _attempt_together(sets: Iterable[RemoteKeySet]) -> None:
    """Fetch each once, side by side: servers that hang cost a start their time once, not once each."""
    attempts = [Thread(target=each.attempt, name="first-key-set", daemon=True) for each in sets]
    for attempt in attempts:
        attempt.start()
    for attempt in attempts:
        attempt.join()
