"""The floor of the transport: a server that returns what it got, over the same mutual TLS, pinned the same.

    python -m benchmarks.echo CERTIFICATE KEY AUTHORITY CORE POOL

It says its port, and serves until its standard input closes. In the pool `own` handlers run in eidgate's
`CallExecutor`: the floor is as low as we know how to make it. In `usual` they run in a `ThreadPoolExecutor`
with as many threads: what grpcio's own examples serve from.
"""

import os
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from types import MappingProxyType
from typing import Final

import grpc

from eidgate.rpc.executor import Bounds, CallExecutor

METHOD: Final = "/benchmark.Echo/Echo"
POOLS: Final[Mapping[str, Callable[[], Executor]]] = MappingProxyType(
    {"own": lambda: CallExecutor(Bounds()), "usual": lambda: ThreadPoolExecutor(Bounds().threads)}
)


class _Echo(grpc.GenericRpcHandler):
    def service(self, _: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        """Answer every method alike."""
        return _HANDLER


_HANDLER: Final = grpc.unary_unary_rpc_method_handler(lambda request, _: request)


def main() -> None:
    """Serve."""
    certificate, key, authority, core, pool = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    chain = [(Path(key).read_bytes(), Path(certificate).read_bytes())]
    credentials = grpc.ssl_server_credentials(chain, Path(authority).read_bytes(), require_client_auth=True)
    server = grpc.server(POOLS[pool]())  # type: ignore[arg-type]  # as in eidgate.rpc.server
    server.add_generic_rpc_handlers((_Echo(),))
    port = server.add_secure_port("127.0.0.1:0", credentials)
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(0).wait()


if __name__ == "__main__":
    main()
