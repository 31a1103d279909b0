"""What a trace costs on one core: loading a file of transfers, and following money through it for six hops.

Figures are CPU time of this process. Starts are drawn from a seed, so that two runs do the same. A file that
is named is measured, and always a generated set of 1,200,000 transfers, as many as graph databases show
themselves with: 200,000 accounts over 30 days, of which every hundredth receives a third of all (shops).
"""

import gc
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, Final

import click
from rich.console import Console
from rich.table import Table

from benchmarks import meter
from eidgate.adapters.clock import SystemClock
from eidgate.cli.transfers_csv import read_table
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import Transfers, in_order
from eidgate.core.desk.trace.walk import trace

_TRANSFERS: Final = 1_200_000
_ACCOUNTS: Final = 200_000
_SECONDS: Final = 30 * 86_400
_HOPS: Final = 6
_SEED: Final = 11
_OUTPUT: Final = Path("build/bench-trace.json")


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--transfers", default=_TRANSFERS, show_default=True, help="How many to generate.")
@click.option("--traces", default=200, show_default=True, help="How many traces a set and rule.")
@click.option("--output", type=click.Path(path_type=Path), default=_OUTPUT, show_default=True, help="JSON.")
def main(file: Path | None, transfers: int, traces: int, output: Path) -> None:
    """Measure loading and six-hop traces."""
    console, found = Console(), []
    with tempfile.TemporaryDirectory(prefix="eidgate-bench-") as folder:
        made = Path(folder, "generated.csv")
        with console.status("generating transfers"), made.open("w") as lines:
            lines.writelines(generated(transfers))
        for name, path in ([(file.name, file)] if file else []) + [("generated", made)]:
            with console.status(f"tracing through {name}"):
                found.append(_measure(name, path, traces))
    _show(found, console)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(found, indent=2))
    console.print(f"written to {output}")


def generated(count: int) -> Iterator[str]:
    """Return the lines of a CSV file, the same each time."""
    random = Random(_SEED)
    yield "source,target,amount,time\n"
    for _ in range(count):
        source = random.randrange(_ACCOUNTS)
        target = (
            random.randrange(_ACCOUNTS // 100) * 100
            if random.random() < 0.33
            else random.randrange(_ACCOUNTS)
        )
        yield f"{source},{target},{random.randrange(1, 50_000) * 1_000},{random.randrange(_SECONDS)}\n"


def _measure(name: str, path: Path, traces: int) -> dict[str, Any]:
    before = meter.memory_mb(_own())["rss"]
    loading, transfers = _timed(lambda: in_order(read_table(path, now=SystemClock().now()).transfers))
    gc.collect()
    held = meter.memory_mb(_own())["rss"] - before
    row: dict[str, Any] = {
        "set": name,
        "transfers": len(transfers),
        "accounts": len(transfers.accounts),
        "load_s": round(loading, 2),
        "held_mb": round(_column_bytes(transfers) / 1e6, 1),
        "rss_mb": round(held, 1),
    }
    for rule in Rule:
        row[rule.value] = _trace_times(transfers, rule, traces)
    return row


def _trace_times(transfers: Transfers, rule: Rule, traces: int) -> dict[str, float]:
    """Trace from accounts of transfers in the first fifth of the time, where most is still to come."""
    random, bounds = Random(_SEED), Bounds(hops=_HOPS, least=0)
    times, reached = [], []
    for _ in range(traces):
        index = random.randrange(len(transfers) // 5)
        seed = Seed(account=transfers.accounts[transfers.source[index]], at=transfers.at[index])
        taken, found = _timed(lambda seed=seed: trace(transfers, [seed], bounds, rule))
        times.append(taken * 1000)
        reached.append(len(found.reached))
    times.sort()
    return {
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[min(len(times) - 1, len(times) * 99 // 100)], 1),
        "max_ms": round(times[-1], 1),
        "reached_p50": sorted(reached)[len(reached) // 2],
        "reached_max": max(reached),
    }


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = process_time()
    done = act()
    return process_time() - began, done


def _column_bytes(transfers: Transfers) -> int:
    columns = (transfers.at, transfers.source, transfers.target, transfers.amount)
    names = sum(sys.getsizeof(name) for name in transfers.accounts)
    return sum(sys.getsizeof(column) for column in columns) + names + sys.getsizeof(transfers.numbers)


def _own() -> int:
    return int(Path("/proc/self/stat").read_text().split(maxsplit=1)[0])


def _show(found: list[dict[str, Any]], console: Console) -> None:
    table = Table(
        "set", "transfers", "load s", "MB held", "rule", "p50 ms", "p99 ms", "accounts reached p50 / max"
    )
    for row in found:
        for rule in Rule:
            times = row[rule.value]
            table.add_row(
                row["set"],
                f"{row['transfers']:,}",
                f"{row['load_s']}",
                f"{row['held_mb']}",
                rule.value,
                f"{times['p50_ms']}",
                f"{times['p99_ms']}",
                f"{times['reached_p50']:,} / {times['reached_max']:,}",
            )
    console.print(table)


if __name__ == "__main__":
    main()
