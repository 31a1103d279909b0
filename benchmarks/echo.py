"""The floor of the transport: a server that returns what it got, over the same mutual TLS, pinned the same.

    python -m benchmarks.echo CERTIFICATE KEY AUTHORITY CORE

It says its port, and serves until its standard input closes. Handlers run in eidgate's own `CallExecutor`,
which costs less than the usual thread pool: the floor is as low as we know how to make it.
"""

import os
import sys
from pathlib import Path
from typing import Final

import grpc

from eidgate.rpc.executor import Bounds, CallExecutor

METHOD: Final = "/benchmark.Echo/Echo"


class _Echo(grpc.GenericRpcHandler):
    def service(self, _: grpc.HandlerCallDetails) -> grpc.RpcMethodHandler:
        """Answer every method alike."""
        return _HANDLER


_HANDLER: Final = grpc.unary_unary_rpc_method_handler(lambda request, _: request)


def main() -> None:
    """Serve."""
    certificate, key, authority, core = sys.argv[1:]
    os.sched_setaffinity(0, {int(core)})
    chain = [(Path(key).read_bytes(), Path(certificate).read_bytes())]
    credentials = grpc.ssl_server_credentials(chain, Path(authority).read_bytes(), require_client_auth=True)
    server = grpc.server(CallExecutor(Bounds()))  # type: ignore[arg-type]  # as in eidgate.rpc.server
    server.add_generic_rpc_handlers((_Echo(),))
    port = server.add_secure_port("127.0.0.1:0", credentials)
    server.start()
    print(port, flush=True)
    sys.stdin.read()
    server.stop(0).wait()


if __name__ == "__main__":
    main()
