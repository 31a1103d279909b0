"""What the kernel says of a process: the CPU time that it used and the memory that it holds."""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 11, 12
"""utime and stime after the command's closing bracket (proc_pid_stat(5), fields 14 and 15)."""


def family(pid: int) -> list[int]:
    """Return a process and all that it started."""
    return [pid, *(one for child in _children(pid) for one in family(child))]


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the user and system time of these processes so far, in steps of 10 ms."""
    return sum(_ticks(pid) for pid in pids) / _TICKS


def warm_us(acts: Sequence[Callable[[], object]], *, each: int) -> float:
    """Return the microseconds of this thread's CPU for each of so many things that the acts do, done twice.

    The second time counts. What took its turn before has driven these out of the processor's caches, and to
    bring them back is no part of either: unnoticed in a long loop, 3 % of a short one.
    """
    for act in acts:
        act()
    began = time.thread_time()
    for act in acts:
        act()
    return (time.thread_time() - began) / each * 1e6


def memory_mb(pid: int) -> dict[str, float]:
    """Return what a process holds in MB (10^6): all of it, and its share where pages are shared."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines[1:])}
    return {"rss": round(kib["Rss"] * 1.024 / 1000, 1), "pss": round(kib["Pss"] * 1.024 / 1000, 1)}


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[_USER]) + int(fields[_SYSTEM])


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text().split()]
