"""The memory of a worker that has itself made very many decisions.

`python -m benchmarks.soak` really serves them: each with an assertion, challenge and request id of its own,
in batches of 50, durable on SQLite, every sampled answer an ALLOW. It takes about twenty minutes on two quiet
cores and 6 GB of disk a million. What a worker holds must not grow with what it has done.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress

from benchmarks import meter, work
from benchmarks.measure import Load, measure
from benchmarks.memory import LIMIT_MB
from benchmarks.stage import BATCH, Far, Stage
from benchmarks.work import Order

_TOGETHER: Final = 50
_PORTION: Final = 10_000
"""Decisions signed at a time: they are good for five minutes, and must be sent within them."""
_NOTED: Final = 50_000
_IN_FLIGHT: Final = 4
_ACCOUNTS: Final = 30_000
"""So that no account pays more often in an hour than a plain payment may without being remarkable."""


def soak(folder: Path, decisions: int, console: Console) -> dict[str, float]:
    """Serve, and return the resident MB of the worker by the decisions that it had made."""
    with console.status("installing, binding accounts"):
        stage = Stage(folder, accounts=_ACCOUNTS)
    try:
        far = stage.sqlite("soaked", workers=1)
        return _held(stage, far, decisions, console)
    finally:
        stage.close()


def _held(stage: Stage, far: Far, decisions: int, console: Console) -> dict[str, float]:
    held = {"0": _rss(far)}
    with Progress(console=console) as progress:
        shown = progress.add_task("deciding", total=decisions)
        for done, prepared in _portions(stage, decisions):
            measure(
                far,
                Load(method=BATCH, bodies=prepared, in_flight=_IN_FLIGHT),
                stage.installation.certificates,
            )
            prepared.unlink()
            progress.update(shown, completed=done)
            if done % _NOTED == 0:
                held[str(done)] = _rss(far)
                progress.console.print(f"{done:,} decisions: {held[str(done)]:.0f} MB")
    return held


def _portions(stage: Stage, decisions: int) -> Iterator[tuple[int, Path]]:
    """Sign one portion while the one before it is sent."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=os.nice, initargs=(5,)) as pool:

        def sign(first: int) -> Future[Path]:
            order = Order(
                folder=stage.installation.folder,
                accounts=_ACCOUNTS,
                first=first,
                count=_PORTION,
                together=_TOGETHER,
            )
            return pool.submit(work.prepare, order, stage.folder / f"portion-{first}")

        ready = sign(0)
        for first, following in pairwise(range(0, decisions + _PORTION, _PORTION)):
            prepared = ready.result()
            if following < decisions:
                ready = sign(following)
            yield first + _PORTION, prepared


def _rss(far: Far) -> float:
    return meter.memory_mb(far.serving[-1])["rss"]


@click.command()
@click.option("--decisions", default=1_000_000, show_default=True, help="How many to make.")
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/soak.json"), help="JSON.")
def main(decisions: int, output: Path) -> None:
    """Make very many decisions with one worker, and see what it holds."""
    console = Console()
    with tempfile.TemporaryDirectory(prefix="eidgate-soak-") as folder:
        held = soak(Path(folder), decisions, console)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(held, indent=2))
    most = max(held.values())
    console.print(f"at most {most:.0f} MB, {'within' if most <= LIMIT_MB else 'ABOVE'} {LIMIT_MB} MB")


if __name__ == "__main__":
    main()
