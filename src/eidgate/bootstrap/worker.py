"""One worker process: take the post, build the service, serve, and end in good order.

It is a fork of the nursery, and so has one thread, and `SIGNALS` blocked, when it begins. SIGTERM drains,
SIGHUP reloads, SIGINT is left to the supervisor. When the supervisor dies, even by SIGKILL, its end of the
worker's standard input closes, and the worker drains.
"""

import gc
import os
import select
import signal
import sys
import threading
from hashlib import sha256
from importlib import import_module
from typing import Final

from eidgate.adapters.metrics.slots import use_slot
from eidgate.bootstrap.orders import Ready, encode
from eidgate.bootstrap.post import Entry, Post
from eidgate.core.errors import ConfigurationError

SIGNALS: Final = {signal.SIGTERM, signal.SIGHUP}
EXIT_BAD_CONFIGURATION: Final = 2
_LINE: Final = 0  # file descriptor: standard input

COLLECT_AFTER: Final = 10_000
"""New containers that outlive what made them, until the youngest are looked through for cycles. Answering
calls makes no cycle, and with Python's 700 every tenth call paid for a look that found nothing; calls under
way hold some thousands. What a rare cycle costs until then is a few megabytes."""


def work(post: Post) -> int:
    """Run one worker; return its exit code."""
    # 1 no signal is handled in the wrong thread: threads inherit this mask
    signal.pthread_sigmask(signal.SIG_SETMASK, SIGNALS)
    # 2 before any thread exists: all of them shall stay on the core, and count in the slot
    if post.core is not None:
        os.sched_setaffinity(0, {post.core})
    use_slot(post.metrics, post.slot)
    # 3 build and serve
    try:
        service = _entry(post)(post)
        service.start()
    except ConfigurationError as error:
        _complain(post, f"eidgate: {error}")
        return EXIT_BAD_CONFIGURATION
    gc.collect()
    gc.freeze()  # what was built to serve lives as long as the process: no collection need look at it again
    gc.set_threshold(COLLECT_AFTER)
    _tell_ready(post)
    threading.Thread(name="lifeline", target=_end_with_supervisor, daemon=True).start()
    # 4 until told to end
    while signal.sigwait(SIGNALS) == signal.SIGHUP:
        service.reload()
    service.drain()
    return 0


def _entry(post: Post) -> Entry:
    module, _, name = post.entry.partition(":")
    entry: Entry = getattr(import_module(module), name)
    return entry


def _complain(post: Post, complaint: str) -> None:
    """Say what is wrong, unless another worker has said the very same: all of them read the same files."""
    try:
        (post.runtime / sha256(complaint.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return
    print(complaint, file=sys.stderr)  # noqa: T201 (there may be no log yet)


def _tell_ready(post: Post) -> None:
    os.write(_LINE, encode(Ready(slot=post.slot)))


def _end_with_supervisor() -> None:
    """Wait until nobody holds the other end of the line, which only the supervisor does; read nothing."""
    hung_up = select.poll()
    hung_up.register(_LINE, 0)
    hung_up.poll()
    os.kill(os.getpid(), signal.SIGTERM)
