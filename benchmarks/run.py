"""`make bench`: what one decision costs the server, against an echo and one signature check, in one run.

The things compared take turns, several rounds long, so that a machine that slows down slows all of them down.
Believe the ratios; the figures themselves are this machine's.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks import floors, meter, table, work
from benchmarks.echo import METHOD as ECHO_METHOD
from benchmarks.measure import Load, Sample, measure
from benchmarks.memory import remember
from benchmarks.report import ECHO, ONE_ES256, PROCEDURE, USUAL_ECHO, Report
from benchmarks.stage import BATCH, VERIFY, Far, Stage, cores
from benchmarks.work import Order

_OUTPUT = Path("build/bench.json")
_ECHOES = 4
_WIDTH = 120  # of what is written into a file: no column is cut


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is measured: rounds, calls a round, and how many calls are under way at a time."""

    rounds: int
    calls: int
    in_flight: int
    rate: int
    together: int = 50


class Bench:
    """One run on one stage."""

    def __init__(self, stage: Stage, size: Size, *, postgresql: bool) -> None:
        self._stage, self._size = stage, size
        self._pool = ProcessPoolExecutor(len(cores()))
        self._next = 0
        self._echoes = (stage.echo(ECHO, pool="own"), stage.echo(USUAL_ECHO, pool="usual"))
        self._one = stage.sqlite("one worker", workers=1)
        self._served = [self._one]
        if len(cores()) > 1:
            self._served.append(stage.sqlite("two workers", workers=2))
        if postgresql:
            self._served.append(stage.postgresql("PostgreSQL"))
        self.report = Report(calm=f" at {size.rate}/s")

    def steps(self) -> list[tuple[str, Callable[[], None]]]:
        """Return everything to do, in order, each with its name."""
        one_round = [
            *((far.name, lambda far=far: self._measure_echo(far)) for far in self._echoes),
            ("floors", self._measure_floors),
            *((far.name, lambda far=far: self._measure(far)) for far in self._served),
            (f"batches of {self._size.together}", self._measure_batches),
        ]
        calm = [
            (f"{far.name}, calm", lambda far=far: self._measure_calm(far))
            for far in (*self._echoes, *self._served)
        ]
        return [
            ("warming up", self._warm_up),
            ("memory", lambda: self._note_memory("start")),
            *one_round * self._size.rounds,
            *calm,
            ("memory", lambda: self._note_memory("end")),
        ]

    def close(self) -> None:
        """Let go of the helpers."""
        self._pool.shutdown()

    def _measure_echo(self, far: Far) -> None:
        """Send each body several times: CPU time comes in steps of 10 ms, and an echo costs little of it."""
        prepared = self._prepare(self._size.calls)
        prepared.write_bytes(prepared.read_bytes() * _ECHOES)
        load = Load(method=ECHO_METHOD, bodies=prepared, in_flight=self._size.in_flight)
        self.report.add(far.name, self._send(far, load))

    def _measure_floors(self) -> None:
        prepared, core = self._prepare(self._size.calls // 2), cores()[0]
        self.report.add_floor(ONE_ES256, floors.es256_us(prepared, core))
        self.report.add_floor(PROCEDURE, floors.procedure_us(prepared, core, self._stage.installation))

    def _measure(self, far: Far) -> None:
        load = Load(method=VERIFY, bodies=self._prepare(self._size.calls), in_flight=self._size.in_flight)
        self.report.add(far.name, self._send(far, load))

    def _measure_batches(self) -> None:
        prepared = self._prepare(self._size.calls, together=self._size.together)
        sample = self._send(self._one, Load(method=BATCH, bodies=prepared, in_flight=4))
        self.report.add("batch item", _an_item(sample, self._size.together))

    def _measure_calm(self, far: Far) -> None:
        prepared, method = self._prepare(self._size.rate * 5), ECHO_METHOD if far in self._echoes else VERIFY
        load = Load(method=method, bodies=prepared, in_flight=self._size.in_flight, rate=self._size.rate)
        self.report.add(far.name + self.report.calm, self._send(far, load))

    def _warm_up(self) -> None:
        for far in self._served:
            self._send(far, Load(method=VERIFY, bodies=self._prepare(300), in_flight=self._size.in_flight))

    def _note_memory(self, when: str) -> None:
        for far in (*self._echoes, *self._served):
            self.report.memory.setdefault(far.name, {})[when] = [meter.memory_mb(pid) for pid in far.serving]

    def _send(self, far: Far, load: Load) -> Sample:
        return measure(far, load, self._stage.installation.certificates)

    def _prepare(self, count: int, *, together: int = 1) -> Path:
        """Sign as many payments as are about to be sent, on all cores."""
        share = -(-count // len(cores()) // together) * together
        parts = []
        for n in range(len(cores())):
            order = Order(
                folder=self._stage.installation.folder,
                accounts=self._stage.accounts,
                first=self._next,
                count=share,
                together=together,
            )
            parts.append(self._pool.submit(work.prepare, order, self._stage.folder / f"bodies-{n}"))
            self._next += share
        path = self._stage.folder / "bodies"
        path.write_bytes(b"".join(part.result().read_bytes() for part in parts))
        return path


def _an_item(sample: Sample, items: int) -> Sample:
    return msgspec.structs.replace(
        sample, calls=sample.calls * items, rps=sample.rps * items, cpu_us=round(sample.cpu_us / items, 1)
    )


@click.command()
@click.option("--quick", is_flag=True, help="Two short rounds, without PostgreSQL: a first impression.")
@click.option("--rounds", default=4, show_default=True, help="How often everything is measured in turn.")
@click.option("--calls", default=3000, show_default=True, help="Calls a measurement.")
@click.option("--in-flight", default=48, show_default=True, help="Calls under way at a time, closed loop.")
@click.option("--rate", default=200, show_default=True, help="Calls a second of the calm measurements.")
@click.option(
    "--accounts", default=3000, show_default=True, help="Bound accounts that the payments go round."
)
@click.option("--postgresql/--no-postgresql", default=True, show_default=True, help="Measure it as well.")
@click.option("--memory", is_flag=True, help="Instead: memory of a worker whose store holds --decisions.")
@click.option("--decisions", default=1_000_000, show_default=True, help="For --memory.")
@click.option("--output", type=click.Path(path_type=Path), default=_OUTPUT, show_default=True, help="JSON.")
def main(**options: Any) -> None:
    """Measure what a decision costs the server, with the same client, in one run."""
    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    with tempfile.TemporaryDirectory(prefix="eidgate-bench-") as folder:
        if options["memory"]:
            found: Any = remember(Path(folder), options["decisions"], console)
        else:
            found = _bench(Path(folder), options, console)
    output: Path = options["output"]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(found, indent=2))
    console.print(f"written to {output}")


def _bench(folder: Path, options: dict[str, Any], console: Console) -> dict[str, Any]:
    quick = options["quick"]
    size = Size(
        rounds=2 if quick else options["rounds"],
        calls=1000 if quick else options["calls"],
        in_flight=options["in_flight"],
        rate=options["rate"],
    )
    with console.status("installing, binding accounts"):
        stage = Stage(folder, accounts=600 if quick else options["accounts"])
    try:
        bench = Bench(stage, size, postgresql=options["postgresql"] and not quick)
        _go_through(bench.steps(), console)
        bench.close()
    finally:
        stage.close()
    table.show(bench.report, console)
    return bench.report.as_dict()


def _go_through(steps: list[tuple[str, Callable[[], None]]], console: Console) -> None:
    columns = (TextColumn("{task.description:24}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(steps))
        for name, act in steps:
            progress.update(task, description=name)
            act()
            progress.advance(task)


if __name__ == "__main__":
    main()
