"""The shared list at size: how fast a list is imported, what a look-up in a decision costs, what it takes.

    python -m benchmarks.watchlist [--sizes 100000,1000000] [--lookups 20000]

Figures are CPU time of this process's threads, so that a busy machine does not change them; wall time is
told beside it. Each size gets a store of its own on disk (SQLite, as it is served: WAL, synchronous FULL).
What ten million rows would take is extrapolated from the measured sizes: import and disk are linear in the
rows, a look-up grows with the logarithm (the depth of a B-tree).
"""

import argparse
import math
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.adapters.storage.open import open_store
from eidgate.adapters.storage.rows import identifier_key
from eidgate.adapters.storage.sqlite_asking import keys_of, rows_of
from eidgate.adapters.storage.sqlite_batch import STANDINGS
from eidgate.adapters.storage.sqlite_connection import connect
from eidgate.app.import_entries import ImportList, import_list
from eidgate.cli.watchlist_files import Defaults, read_list
from eidgate.core.desk.identifier import Identifier, IdentifierKind
from eidgate.core.desk.standing import Grade

IDENTIFIERS = 6  # of one decision: payer, payee, number, device, site, person
HIT_SHARE = 0.5
TEN_MILLION = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    size: int
    cpu: float
    wall: float
    again_cpu: float
    disk: int
    peak: int
    p50: float
    p99: float
    decision_p99: float


def account(number: int) -> Identifier:
    return Identifier(kind=IdentifierKind.ACCOUNT, value=f"9999{number % 7:02}:{number * 7919 % 10**12:012}")


def write_list(path: Path, size: int) -> Path:
    def lines() -> Iterator[str]:
        yield "kind,value,grade,code\n"
        for number in range(size):
            yield f"account,{account(number).value},suspected,{number % 8 + 1}\n"

    with path.open("w") as file:
        file.writelines(lines())
    return path


def measure(size: int, lookups: int, folder: Path) -> Measured:
    path, store_path = write_list(folder / "list.csv", size), folder / "eidgate.db"
    cpu, wall = import_file(path, store_path)
    again_cpu, _ = import_file(path, store_path)
    disk = sum(one.stat().st_size for one in folder.glob("eidgate.db*"))
    singles, decisions = look_up(store_path, size, lookups)
    return Measured(
        size=size,
        cpu=cpu,
        wall=wall,
        again_cpu=again_cpu,
        disk=disk,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        p50=quantile(singles, 0.5),
        p99=quantile(singles, 0.99),
        decision_p99=quantile(decisions, 0.99),
    )


def import_file(path: Path, store_path: Path) -> tuple[float, float]:
    """Import as `eidgate watchlist import` does: read, check, sort, stage, switch; durable at the end."""
    store = open_store(f"sqlite:///{store_path}")
    started, wall = time.process_time(), time.monotonic()
    defaults = Defaults(at=SystemClock().now() - timedelta(seconds=1), grade=Grade.HIGH, code=8)
    spool = DiskSpool(store.lists.order)
    told = import_list(
        ImportList(source="simo", actor="bench"),
        read_list(path, defaults, lambda _: None),
        lists=store.lists,
        spool=spool,
    )
    spool.close()
    spent = time.process_time() - started, time.monotonic() - wall
    assert told.switched is not None, told.faults[:3]
    store.close()
    return spent


def look_up(store_path: Path, size: int, lookups: int) -> tuple[list[float], list[float]]:
    """Ask what a decision asks, on a connection like the writer's; half of the identifiers are listed."""
    connection = connect(store_path, read_only=False)
    drawn = random.Random(6)
    numbers = [drawn.randrange(int(size / HIT_SHARE)) for _ in range(lookups)]
    keys = [identifier_key(account(number)) for number in numbers]
    for key in keys[: lookups // 4]:
        ask(connection, [key])  # the upper levels of the tree are in the cache of a server that serves
    singles = [timed(lambda key=key: ask(connection, [key])) for key in keys[lookups // 4 :]]
    groups = [keys[at : at + IDENTIFIERS] for at in range(0, lookups, IDENTIFIERS)]
    decisions = [timed(lambda group=group: ask(connection, group)) for group in groups]
    connection.close()
    return singles, decisions


def ask(connection: sqlite3.Connection, keys: list[bytes]) -> list[object]:
    return list(rows_of(connection, STANDINGS, keys_of(set(keys))))


def timed(act: object) -> float:
    started = time.thread_time_ns()
    act()  # type: ignore[operator]
    return (time.thread_time_ns() - started) / 1e9


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, math.ceil(share * len(values)) - 1)]


def report(measured: list[Measured]) -> None:
    print(
        f"{'entries':>12} {'rows/s CPU':>11} {'rows/s wall':>12} {'again rows/s':>13} {'disk MB':>8}"
        f" {'peak MB':>8} {'look-up p50 us':>15} {'p99 us':>8} {f'{IDENTIFIERS} look-ups p99 us':>21}"
    )
    for one in measured:
        print(
            f"{one.size:>12,} {one.size / one.cpu:>11,.0f} {one.size / one.wall:>12,.0f}"
            f" {one.size / one.again_cpu:>13,.0f} {one.disk / 1e6:>8,.0f} {one.peak / 1e6:>8,.0f}"
            f" {one.p50 * 1e6:>15,.1f} {one.p99 * 1e6:>8,.1f} {one.decision_p99 * 1e6:>21,.1f}"
        )
    if len(measured) > 1:
        extrapolate(measured[-2], measured[-1])


def extrapolate(smaller: Measured, larger: Measured) -> None:
    """Lines through the two largest measured sizes."""
    rows = larger.size - smaller.size
    cpu = larger.cpu + (larger.cpu - smaller.cpu) / rows * (TEN_MILLION - larger.size)
    disk = larger.disk + (larger.disk - smaller.disk) / rows * (TEN_MILLION - larger.size)
    steps = math.log(TEN_MILLION / larger.size) / math.log(larger.size / smaller.size)
    p99 = larger.decision_p99 + max(0.0, larger.decision_p99 - smaller.decision_p99) * steps
    print(
        f"{TEN_MILLION:>12,} by extrapolation: import {cpu:,.0f} s CPU ({TEN_MILLION / cpu:,.0f} rows/s),"
        f" disk {disk / 1e6:,.0f} MB, {IDENTIFIERS} look-ups p99 {p99 * 1e6:,.0f} us"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--lookups", type=int, default=20_000)
    options = parser.parse_args()
    measured = []
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="eidgate-bench-", dir=os.environ.get("TMPDIR")) as folder:
            measured.append(measure(size, options.lookups, Path(folder)))
    report(measured)


if __name__ == "__main__":
    main()
