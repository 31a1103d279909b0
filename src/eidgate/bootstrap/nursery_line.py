"""The supervisor's end of the line to its nursery: start it, order workers, hear what became of them."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Final

from eidgate.bootstrap.orders import MAX_BYTES, News, Order, decode_news, encode
from eidgate.rpc.tls import ENVIRONMENT

NEWS: Final = signal.SIGIO
"""What the kernel sends the supervisor when there is news. Block it before the line is opened."""

_DEFAULTS: Final = {"GRPC_VERBOSITY": "ERROR", "MALLOC_ARENA_MAX": "2"}
"""What an operator's environment overrides. By itself glibc has eight arenas a core, each of which keeps what
its threads once needed; with two a worker holds a tenth less, at no more CPU (docs/performance.md)."""


class NurseryLine:
    """A nursery that has loaded the module of an entry; it ends when the line is closed."""

    def __init__(self, entry: str) -> None:
        self._line, far_end = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with far_end:
            self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 (an entry of our own)
                [sys.executable, "-m", "eidgate.bootstrap.nursery", entry.partition(":")[0]],
                env={**_DEFAULTS, **os.environ, **ENVIRONMENT},
                stdin=far_end.fileno(),
            )
        fcntl.fcntl(self._line, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(self._line, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)

    @property
    def code(self) -> int | None:
        """The nursery's exit code; None while it runs. Without it no worker can be started or heard of."""
        return self._process.poll()

    def order(self, order: Order) -> None:
        """Have a worker forked or signalled; in vain when the nursery is gone, which `code` tells."""
        try:
            self._line.send(encode(order))
        except (BrokenPipeError, ConnectionResetError):
            return

    def news(self) -> Iterator[News]:
        """Return what has been told since the last time."""
        while True:
            try:
                packet = self._line.recv(MAX_BYTES)
            except (BlockingIOError, ConnectionResetError):
                return
            if not packet:
                return
            yield decode_news(packet)

    def close(self) -> None:
        """Let go of the line: the nursery ends, and so does any worker that still runs, draining."""
        self._line.close()
        self._process.wait()
