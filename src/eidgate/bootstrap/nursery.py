"""The nursery: a process that has loaded what workers run, and forks one whenever the supervisor asks.

    python -m eidgate.bootstrap.nursery MODULE       (its standard input is the supervisor's line)

Loading is most of what a start costs; here it is paid once for all workers and all their restarts, and the
pages are shared. A fork is safe because there is nothing in this process that a fork could break: it has one
thread, opens nothing but the line, and never makes an object of gRPC's, which starts with the first channel
or server (docs/adr/0089). It ends when the supervisor does, and by nothing else: signals for the whole group
are the workers' to obey.
"""

import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from importlib import import_module
from typing import Final

from eidgate.bootstrap import worker
from eidgate.bootstrap.orders import MAX_BYTES, Ended, Order, Signal, decode_order, encode
from eidgate.bootstrap.post import Post

LINE: Final = 0  # file descriptor: standard input


class Nursery:
    """Forks workers, hands them signals, and tells of their ends."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._events = select.poll()
        self._events.register(line, select.POLLIN)
        self._slots: dict[int, tuple[int, int]] = {}
        """A living worker's pidfd → its process id and slot."""

    def run(self) -> Post | None:
        """Serve the supervisor until it is gone; in a forked worker, return its post at once."""
        while True:
            for descriptor, _ in self._events.poll():
                if descriptor != self._line.fileno():
                    self._bury(descriptor)
                    continue
                order = self._line.recv(MAX_BYTES)
                if not order:
                    return None
                if (post := self._obey(decode_order(order))) is not None:
                    return post

    def _obey(self, order: Order) -> Post | None:
        """Fork or signal; return the post in the child that is to take it."""
        if isinstance(order, Signal):
            self._signal(order)
            return None
        pid = os.fork()
        if pid == 0:
            for descriptor in self._slots:
                os.close(descriptor)
            return order
        descriptor = os.pidfd_open(pid)
        self._slots[descriptor] = pid, order.slot
        self._events.register(descriptor, select.POLLIN)
        return None

    def _signal(self, order: Signal) -> None:
        for pid, slot in self._slots.values():
            if slot == order.slot:
                os.kill(pid, order.number)

    def _bury(self, descriptor: int) -> None:
        pid, slot = self._slots.pop(descriptor)
        self._events.unregister(descriptor)
        os.close(descriptor)
        _, status = os.waitpid(pid, 0)
        with suppress(BrokenPipeError, ConnectionResetError):  # the next look at the line ends it
            self._line.send(encode(Ended(slot=slot, code=os.waitstatus_to_exitcode(status))))


def load(name: str) -> None:
    """Import a module and, where it has a function `preload`, call it (`eidgate.bootstrap.post.Entry`)."""
    preload = getattr(import_module(name), "preload", None)
    if preload is not None:
        preload()


def main() -> int:
    """Be the nursery, and in each fork of it a worker; return the exit code of either."""
    # a signal that comes between a worker's fork and its first step waits there, blocked, for that step
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_SETMASK, worker.SIGNALS)
    gc.disable()  # loading makes objects to keep: looking for cycles among them costs a tenth of a start
    load(sys.argv[1])
    gc.collect()
    gc.freeze()  # the workers' collections leave these objects, and so the shared pages, alone
    gc.enable()
    with socket.socket(fileno=LINE) as line:
        post = Nursery(line).run()
        line.detach()
    return 0 if post is None else worker.work(post)


if __name__ == "__main__":
    sys.exit(main())
