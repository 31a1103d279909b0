"""The gRPC side of one worker, built from the configuration: what `bootstrap.post.Service` asks for."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from eidgate.adapters.relying_parties import load_relying_parties
from eidgate.adapters.shared_cells import SharedCells
from eidgate.adapters.watch import Watch, Watched
from eidgate.bootstrap.descriptors import room_for_connections
from eidgate.bootstrap.observability import Observability
from eidgate.bootstrap.post import Post
from eidgate.config import Config
from eidgate.core.errors import ConfigurationError
from eidgate.core.relying_party import RelyingParty
from eidgate.ports import Clock, Randomness
from eidgate.rpc.credentials import CertificateFiles, ServerCertificates, load
from eidgate.rpc.executor import Bounds, CallExecutor
from eidgate.rpc.interceptors import Concerns
from eidgate.rpc.interceptors.caller import Callers
from eidgate.rpc.interceptors.deadline import Deadlines
from eidgate.rpc.interceptors.quota import Quotas
from eidgate.rpc.interceptors.reading import UPLOAD_PATIENCE, Reader
from eidgate.rpc.server import Drain, Listener, Server, Services
from eidgate.rpc.streams import Streams

_LOGGER: Final = logging.getLogger("eidgate.serving")
_CORRELATION_BYTES: Final = 8  # 64 random bits: no collision among a day's failures


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What a worker is given to build with."""

    post: Post
    config: Config
    clock: Clock
    randomness: Randomness
    observability: Observability


class Serving:
    """Serves servicers; implements `bootstrap.post.Service`."""

    def __init__(
        self,
        world: World,
        services: Services,
        *,
        watched: Sequence[Watched] = (),
        closing: Sequence[Callable[[], None]] = (),
    ) -> None:
        """`watched` are further files to reload; `closing` is called in order after the last call ended.

        Raises:
            ConfigurationError: certificates, relying parties or the address are not acceptable.
        """
        self._world, self._closing = world, closing
        self._certificates = self._load_certificates()
        self._callers = Callers({})
        self._read_relying_parties()
        self._server = self._build(services)
        self._watch = Watch((*self._own_files(), *watched), reloaded=self._reloaded)

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.port

    def start(self) -> None:
        """Serve."""
        self._server.start()
        self._watch.start()
        _LOGGER.info("serving", extra={"fields": self._fields()})

    def reload(self) -> None:
        """Read every watched file again, and reopen the log."""
        self._world.observability.output.reopen()
        self._watch.look(anyway=True)

    def drain(self) -> None:
        """Stop without failing a call, then close what was opened."""
        _LOGGER.info("draining", extra={"fields": self._fields()})
        server = self._world.config.server
        self._server.drain(
            Drain(
                lame_duck=timedelta(seconds=server.lame_duck_seconds),
                grace=timedelta(seconds=server.drain_seconds),
            )
        )
        self._watch.close()
        for close in self._closing:
            close()
        _LOGGER.info("ended", extra={"fields": self._fields()})
        self._world.observability.lines.close()

    def _build(self, services: Services) -> Server:
        post, config = self._world.post, self._world.config
        executor = CallExecutor(Bounds(threads=config.server.threads, waiting=config.server.queue))
        concerns = Concerns(
            executor=executor,
            callers=self._callers,
            quotas=Quotas(SharedCells(post.cells).cell),
            deadlines=Deadlines(cap=config.deadline),
            reader=Reader(relieve=executor.relieve),
            uploads=Reader(patience=UPLOAD_PATIENCE),
            streams=Streams(),
            observer=self._world.observability.observer,
            new_correlation_id=lambda: self._world.randomness.bytes(_CORRELATION_BYTES).hex(),
        )
        listener = Listener(host=post.host, port=post.port, certificates=self._certificates)
        return Server(
            listener,
            services,
            concerns,
            connections=room_for_connections(),
            reflects=config.server.reflection,
        )

    def _own_files(self) -> Sequence[Watched]:
        parties = self._world.config.relying_parties
        watched = Watched(name="relying_parties", paths=(parties,), reload=self._read_relying_parties)
        files = self._certificate_files()
        if files is None:
            return (watched,)
        return (watched, Watched(name="certificates", paths=files.paths, reload=self._reload_certificates))

    def _certificate_files(self) -> CertificateFiles | None:
        server = self._world.config.server
        if server.certificate is None or server.key is None or server.client_ca is None:
            return None
        return CertificateFiles(certificate=server.certificate, key=server.key, client_ca=server.client_ca)

    def _load_certificates(self) -> ServerCertificates | None:
        files = self._certificate_files()
        if files is None or self._world.config.server.unsafe_plaintext:
            return None
        loaded = load(files, at=self._world.clock.now())
        self._world.observability.instruments.certificate_expires(loaded.expires_at)
        return ServerCertificates(loaded)

    def _reload_certificates(self) -> None:
        files = self._certificate_files()
        if files is None or self._certificates is None:
            return
        loaded = load(files, at=self._world.clock.now())
        self._certificates.replace(loaded)
        self._world.observability.instruments.certificate_expires(loaded.expires_at)

    def _read_relying_parties(self) -> None:
        config = self._world.config
        by_name = load_relying_parties(config.relying_parties)
        self._callers.replace(by_name, unsafe_plaintext_as=_plaintext_caller(config, by_name))
        for party in by_name.values():
            self._world.observability.instruments.quota(party.relying_party_id, party.quota.per_second)

    def _reloaded(self, name: str, applied: bool) -> None:  # noqa: FBT001 (a callback's result)
        self._world.observability.instruments.reloaded(name, applied=applied)

    def _fields(self) -> dict[str, object]:
        return {"slot": self._world.post.slot, "port": self.port}


def _plaintext_caller(config: Config, by_name: dict[str, RelyingParty]) -> RelyingParty | None:
    wanted = config.server.unsafe_plaintext
    if not wanted:
        return None
    for party in by_name.values():
        if party.relying_party_id == wanted:
            return party
    raise ConfigurationError(
        f"{config.relying_parties}: has no {wanted}, which server.unsafe_plaintext names"
    )
