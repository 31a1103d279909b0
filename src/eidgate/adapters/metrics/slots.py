"""Several processes, one set of metrics: each worker owns a slot, and a restarted worker goes on in it.

prometheus-client's multiprocess mode maps one file per process and metric type. Named by process id, the
files would pile up with every restart and each scrape would read them all; named by slot there are never
more than slots, and a worker that takes over slot k goes on counting where the dead one stopped, so no
counter ever goes down. The directory is emptied when the supervisor starts, which is when counters restart.
"""

import os
import struct
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from prometheus_client import CollectorRegistry, generate_latest, multiprocess, values
from prometheus_client.registry import Collector

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_LOOKS: Final = 20  # at files that a worker which ends or starts removes or makes at this moment
_BETWEEN_SECONDS: Final = 0.01
_DIRECTORY: Final = "PROMETHEUS_MULTIPROC_DIR"  # where prometheus-client itself looks


def empty_directory(directory: Path) -> None:
    """Make the directory, without what an earlier run left in it."""
    directory.mkdir(parents=True, exist_ok=True)
    for file in directory.glob("*.db"):
        file.unlink()


def use_slot(directory: Path, slot: int) -> None:
    """Make every metric of this process, from now on, count in the files of a slot.

    Call it once, before the first metric is made; no two living processes may use the same slot.
    """
    os.environ[_DIRECTORY] = str(directory)
    values.ValueClass = values.MultiProcessValue(lambda: slot)  # type: ignore[no-untyped-call]  # the library's


def release_slot(directory: Path, slot: int) -> None:
    """Forget the gauges of a worker that has died; its counters stay."""
    multiprocess.mark_process_dead(slot, path=str(directory))  # type: ignore[no-untyped-call]  # the library's


def exposition(directory: Path, *, own: Iterable[Collector] = ()) -> bytes:
    """Return all slots' metrics as one, and the caller's own after them, in the text format."""
    for _ in range(_LOOKS):
        with suppress(FileNotFoundError, struct.error):  # removed, or just made and still empty
            return _exposition(directory, own)
        time.sleep(_BETWEEN_SECONDS)
    return _exposition(directory, own)


def _exposition(directory: Path, own: Iterable[Collector]) -> bytes:
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(directory))  # type: ignore[no-untyped-call]  # the library's
    for collector in own:
        registry.register(collector)
    return generate_latest(registry)
