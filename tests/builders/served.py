"""A configured server around the test contract: in this process, or in worker processes of a supervisor."""

import io
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import grpc
import yaml
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from prometheus_client import CollectorRegistry

from builders.contract import POOL, SERVICE, Response, message_class
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.log_file import StandardError
from eidgate.adapters.logs import JsonLines
from eidgate.adapters.metrics.instruments import Instruments
from eidgate.adapters.metrics.observer import MetricsObserver
from eidgate.adapters.randomness import SystemRandomness
from eidgate.bootstrap.observability import Observability, observe
from eidgate.bootstrap.post import Post
from eidgate.bootstrap.serving import Serving, World
from eidgate.config import load_config
from eidgate.core.errors import FieldViolation, IllegalStateError, InvalidCommandError, UnavailableError
from eidgate.rpc.call import Call
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.rpc.server import Services
from eidgate.simulator.certificates import Certificates, ensure_certificates, relying_party_uri

GENEROUS = {"per_second": 100_000, "burst": 100_000}
ERRORS = {
    "illegal": IllegalStateError("not now"),
    "store": UnavailableError("disk"),
    "bug": KeyError("0912345678"),
    "command": InvalidCommandError(FieldViolation(field="transaction.amount", description="too much")),
}


class Servicer:
    """Answers with what it saw of the call; `labels` tell it to be slow or to fail."""

    def Do(self, request: Any, call: Call) -> Any:  # noqa: N802 (the contract's name)
        time.sleep(float(request.labels.get("sleep", "0")))
        call.trailers["eidgate-replayed"] = "true"
        seen = (call.relying_party.relying_party_id, call.digest.hex(), call.correlation_id, call.remaining)
        return Response(text=" ".join(map(str, seen)))

    def Fail(self, request: Any, call: Call) -> Any:  # noqa: N802 (the contract's name)
        raise ERRORS[request.labels["with"]]

    def Watch(self, request: Any, call: StreamCall) -> Iterator[Any]:  # noqa: N802 (the contract's name)
        """Count up, as large as told, until the stream is to end or, when told so, until a fault."""
        count, text = 0, "x" * int(request.labels.get("size", "0"))
        while call.pause(timedelta(seconds=float(request.labels.get("pause", "0")))):
            if "with" in request.labels and count == 1:
                raise ERRORS[request.labels["with"]]
            yield Response(text=f"{count}{text}")
            count += 1

    def Collect(self, messages: Iterator[Any], call: StreamCall) -> Any:  # noqa: N802 (the contract's name)
        """Say how many messages came, and what they hash to."""
        count = sum(1 for _ in messages)
        return Response(text=f"{call.relying_party.relying_party_id} {count} {call.digest.hex()}")


def relying_party(name: str, quota: dict[str, float] | None = None) -> dict[str, Any]:
    return {
        "id": name,
        "role": "bank",
        "audience": f"https://{name}.example",
        "institution": "970400",
        "certificate_names": [relying_party_uri(name)],
        "quota": quota or GENEROUS,
    }


def write_relying_parties(directory: Path, *parties: dict[str, Any]) -> None:
    """Write the parties file, as the JSON that YAML is too: it has no aliases, whatever the parties share."""
    (directory / "parties.yaml").write_text(json.dumps({"relying_parties": parties}))


def write_configuration(directory: Path, **server: Any) -> Path:
    """Write certificates, one bank and a configuration; return the configuration's path."""
    ensure_certificates(directory / "certs", at=SystemClock().now())
    write_relying_parties(directory, relying_party("bank-a"))
    paths = {"certificate": "certs/server.crt", "key": "certs/server.key", "client_ca": "certs/ca.crt"}
    told = {"address": "127.0.0.1:0", "lame_duck_seconds": 0, "drain_seconds": 5, "threads": 4}
    content = {
        "server": told | paths | server,
        "metrics": {"address": "127.0.0.1:0"},
        "store": "sqlite:///eidgate.db",
        "relying_parties": "parties.yaml",
        "issuers": "issuers.yaml",
        "challenge_keys": "challenge.yaml",
        "receipt_keys": "receipt.yaml",
    }
    path = directory / "eidgate.yaml"
    path.write_text(yaml.safe_dump(content))
    return path


def build(post: Post) -> Serving:
    """The entry of worker processes in supervisor tests."""
    config, clock = load_config(post.config), SystemClock()
    world = World(
        post=post,
        config=config,
        clock=clock,
        randomness=SystemRandomness(),
        observability=observe(config.log, clock),
    )
    return Serving(world, Services(servicers={SERVICE: Servicer()}, pool=POOL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server in this process."""

    serving: Serving
    directory: Path
    registry: CollectorRegistry

    @property
    def certificates(self) -> Certificates:
        return Certificates(directory=self.directory / "certs")

    def count(self, name: str, **labels: str) -> float:
        return self.registry.get_sample_value(name, labels) or 0.0


@contextmanager
def served(directory: Path, *, servicer: object = None, **server: Any) -> Iterator[Served]:
    """Serve the test contract in this process; ends it if the test did not."""
    config = load_config(write_configuration(directory, **server))
    registry, clock = CollectorRegistry(), SystemClock()
    instruments = Instruments(registry)
    observability = Observability(
        instruments=instruments,
        observer=MetricsObserver(instruments),
        lines=JsonLines(io.BytesIO()),
        output=StandardError(),
    )
    post = Post(entry="", slot=0, workers=1, host="127.0.0.1", port=0, config=directory, runtime=directory)
    world = World(
        post=post, config=config, clock=clock, randomness=SystemRandomness(), observability=observability
    )
    serving = Serving(world, Services(servicers={SERVICE: servicer or Servicer()}, pool=POOL))
    serving.start()
    try:
        yield Served(serving=serving, directory=directory, registry=registry)
    finally:
        serving.drain()


@contextmanager
def channel(
    certificates: Certificates, port: int, *, caller: str | None = "bank-a"
) -> Iterator[grpc.Channel]:
    """Open a channel with a relying party's certificate, or with none."""
    key = chain = None
    if caller is not None:
        key, chain = certificates.key(caller).read_bytes(), certificates.certificate(caller).read_bytes()
    credentials = grpc.ssl_channel_credentials(certificates.authority.read_bytes(), key, chain)
    options = (("grpc.use_local_subchannel_pool", 1),)
    with grpc.secure_channel(f"127.0.0.1:{port}", credentials, options=options) as opened:
        yield opened


def method(opened: grpc.Channel, name: str = "Do") -> Any:
    """Return a callable for one of the test service's methods."""
    return opened.unary_unary(
        f"/{SERVICE}/{name}",
        request_serializer=message_class("Request").SerializeToString,
        response_deserializer=Response.FromString,
    )


def watch(opened: grpc.Channel, name: str = "Watch") -> Any:
    """Return a callable for the test service's method that answers with a stream."""
    return opened.unary_stream(
        f"/{SERVICE}/{name}",
        request_serializer=message_class("Request").SerializeToString,
        response_deserializer=Response.FromString,
    )


def collect(opened: grpc.Channel) -> Any:
    """Return a callable for the test service's method that takes a stream."""
    return opened.stream_unary(
        f"/{SERVICE}/Collect",
        request_serializer=message_class("Request").SerializeToString,
        response_deserializer=Response.FromString,
    )


def details(error: grpc.RpcError) -> dict[str, Any]:
    """Unpack an error's status details by their type's short name; each type may occur once."""
    status = rpc_status.from_call(error)
    found: dict[str, Any] = {}
    for packed in status.details:
        name = packed.TypeName().rpartition(".")[2]
        assert name not in found
        found[name] = getattr(error_details_pb2, name)()
        packed.Unpack(found[name])
    return found
