"""The configuration file: one YAML file, read once, frozen; paths in it are relative to it.

    server:
      address: 127.0.0.1:8443
      certificate: certs/server.crt
      key: certs/server.key
      client_ca: certs/ca.crt
    store: sqlite:///var/lib/eidgate/eidgate.db     # or postgresql://...
    relying_parties: relying-parties.yaml
    issuers: issuers.yaml
    challenge_keys: challenge-keys.yaml
    receipt_keys: receipt-keys.yaml
    registry: {...}                                 # adapters/registry/settings.py, docs/bindings.md
    operators: [...]                                # adapters/telco/settings.py, docs/operators.md
    banks: [...]                                    # adapters/banks/settings.py, docs/payee.md
    person_keys: person-keys.yaml                   # optional

Secrets never stand in it; it names the files that hold them. Unknown keys are refused.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from eidgate.adapters.banks.settings import BankSection
from eidgate.adapters.registry.settings import RegistrySection
from eidgate.adapters.telco.settings import OperatorSection
from eidgate.adapters.yaml_file import read_yaml
from eidgate.core.errors import ConfigurationError
from eidgate.core.shape import replace

_MAX_PORT: Final = 65_535


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A host (an IP address or a name) and a port; port 0 lets the system choose."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this host can reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


class ServerSection(Struct, frozen=True, forbid_unknown_fields=True):
    """How the gRPC side serves."""

    address: str = "127.0.0.1:8443"
    workers: Annotated[int, Meta(ge=0, le=256)] = 0
    """Processes; 0 means one for each core that this process may use."""
    pin: bool = True
    """Keep each worker on its core (0.6 times the CPU per call); off with fewer cores than workers."""
    threads: Annotated[int, Meta(ge=1, le=256)] = 32
    """Calls that a worker answers at a time: as many as one commit should hold. 16 cost 5 % more CPU."""
    queue: Annotated[int, Meta(ge=1, le=10_000)] = 256
    """Calls that may wait for a thread of a worker; more are refused."""
    certificate: Path | None = None
    key: Path | None = None
    client_ca: Path | None = None
    unsafe_plaintext: str = ""
    """For benchmarks on loopback: no TLS, and every caller is taken for this relying party."""
    reflection: bool = False
    lame_duck_seconds: Annotated[float, Meta(ge=0, le=300)] = 2.0
    """Between NOT_SERVING and refusing calls: time for load balancers to look elsewhere."""
    drain_seconds: Annotated[float, Meta(gt=0, le=300)] = 10.0
    """How long calls may take to finish at the end."""
    deadline_seconds: Annotated[float, Meta(gt=0, le=60)] = 3.0
    """The longest a call may take, and what a caller without a deadline gets."""


class PoliciesSection(Struct, frozen=True, forbid_unknown_fields=True):
    """Which policy judges which role's calls: a shipped one's name, or a file's path (with a slash in it)."""

    bank: str = "vn-bank"
    wallet: str = "vn-wallet"
    shop: str = "vn-shop"
    operator: str = "vn-operator"


class MetricsSection(Struct, frozen=True, forbid_unknown_fields=True):
    """Where /metrics, /healthz and /readyz are served."""

    address: str = "127.0.0.1:9464"


class LogSection(Struct, frozen=True, forbid_unknown_fields=True):
    """What is logged, and where to; without a file, to standard error."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    file: Path | None = None


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole configuration, with absolute paths."""

    store: str
    relying_parties: Path
    issuers: Path
    challenge_keys: Path
    receipt_keys: Path
    person_keys: Path | None = None
    """Keys under which people are listed; without them no person is looked up."""
    policies: PoliciesSection = PoliciesSection()
    server: ServerSection = ServerSection()
    metrics: MetricsSection = MetricsSection()
    log: LogSection = LogSection()
    registry: RegistrySection | None = None
    """The population registry; without it a binding's registry word is NOT_MONITORED."""
    operators: tuple[OperatorSection, ...] = ()
    ported_numbers: Path | None = None
    """The export of the registry of ported numbers, which says whose a number is."""
    banks: tuple[BankSection, ...] = ()
    """The banks that are asked to whom an account is registered."""

    @property
    def workers(self) -> int:
        """How many worker processes to run."""
        return self.server.workers or len(os.sched_getaffinity(0))

    @property
    def deadline(self) -> timedelta:
        """The longest a call may take."""
        return timedelta(seconds=self.server.deadline_seconds)


def load_config(path: Path) -> Config:
    """Read and check the file.

    Raises:
        ConfigurationError: with the file, the key's path and what is wrong.
    """
    config = _relative_to(path.resolve().parent, read_yaml(path, Config))
    for where, address in (("server", config.server.address), ("metrics", config.metrics.address)):
        _parsed(f"{path}: {where}.address", address)
    if config.server.unsafe_plaintext:
        if not parse_address(config.server.address).is_loopback:
            raise ConfigurationError(f"{path}: server.unsafe_plaintext: only on a loopback address")
    elif not all((config.server.certificate, config.server.key, config.server.client_ca)):
        raise ConfigurationError(f"{path}: server: certificate, key and client_ca are all needed")
    return config


def parse_address(address: str) -> Address:
    """Split `host:port` or `[v6]:port`.

    Raises:
        ConfigurationError: it is neither.
    """
    host, _, port = address.rpartition(":")
    bracketed = host.startswith("[") and host.endswith("]")
    host = host[1:-1] if bracketed else host
    if not host or (":" in host and not bracketed) or not port.isdecimal() or int(port) > _MAX_PORT:
        raise ConfigurationError(f"{address}: an address is host:port, as in 127.0.0.1:8443 or [::1]:8443")
    return Address(host=host, port=int(port))


def _parsed(where: str, address: str) -> Address:
    try:
        return parse_address(address)
    except ConfigurationError as error:
        raise ConfigurationError(f"{where}: {error}") from error


def _relative_to(directory: Path, config: Config) -> Config:
    """Make every path absolute, and the SQLite store's and a policy file's too."""
    server, log, numbers = config.server, config.log, config.ported_numbers
    return replace(
        config,
        relying_parties=directory / config.relying_parties,
        issuers=directory / config.issuers,
        challenge_keys=directory / config.challenge_keys,
        receipt_keys=directory / config.receipt_keys,
        person_keys=config.person_keys and directory / config.person_keys,
        policies=_policies(directory, config.policies),
        store=_store(directory, config.store),
        operators=tuple(_operator(directory, one) for one in config.operators),
        banks=tuple(_bank(directory, one) for one in config.banks),
        ported_numbers=numbers and directory / numbers,
        server=replace(
            server,
            certificate=server.certificate and directory / server.certificate,
            key=server.key and directory / server.key,
            client_ca=server.client_ca and directory / server.client_ca,
        ),
        log=replace(log, file=log.file and directory / log.file),
        registry=config.registry and _registry(directory, config.registry),
    )


def _registry(directory: Path, registry: RegistrySection) -> RegistrySection:
    return replace(
        registry,
        certificate=directory / registry.certificate,
        key=directory / registry.key,
        authorities=registry.authorities and directory / registry.authorities,
    )


def _bank(directory: Path, bank: BankSection) -> BankSection:
    return replace(
        bank,
        certificate=directory / bank.certificate,
        key=directory / bank.key,
        authorities=bank.authorities and directory / bank.authorities,
    )


def _policies(directory: Path, policies: PoliciesSection) -> PoliciesSection:
    named = msgspec.structs.asdict(policies)
    return PoliciesSection(
        **{role: str(directory / name) if "/" in name else name for role, name in named.items()}
    )


def _operator(directory: Path, operator: OperatorSection) -> OperatorSection:
    return replace(
        operator,
        client_secret=directory / operator.client_secret,
        authorities=operator.authorities and directory / operator.authorities,
    )


def _store(directory: Path, store: str) -> str:
    scheme, _, rest = store.partition(":///")
    return f"sqlite:///{directory / rest}" if scheme == "sqlite" else store
