"""Run harnesses for a while, each in a process of its own, and tell what was found.

`python -m fuzz.drive jws x5c --seconds 60`; `all` is every harness. The code is instrumented once and the
processes are forked from there, so that the seconds go into executions; what strangers reach gets the most.
With `--together` all run at the same time, each for all the seconds; what each had of the processors is told.
"""

import base64
import os
import re
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from fuzz import engines
from fuzz.files import CORPUS, clear

if TYPE_CHECKING:
    from fuzz.registry import Harness

FLOOR: Final = 0.5
"""Seconds that every harness gets, however few there are in all: enough for what it starts from."""

TOLD_LINES: Final = 60  # of what a harness said before it broke

_NOISE: Final = re.compile("#|INFO: |WARNING: |stat::|Base64: ")
_DONE: Final = re.compile(r"^Done (\d+) runs in ([0-9.]+) s$", re.MULTILINE)
_WRITTEN: Final = re.compile(r"Test unit written to (\S+)")


def shares(seconds: float, weights: Mapping[str, int]) -> dict[str, float]:
    """Divide seconds among harnesses: the floor for each, and the rest by their weights."""
    rest, total = max(0, seconds - FLOOR * len(weights)), sum(weights.values())
    return {name: FLOOR + rest * weight / total for name, weight in weights.items()}


def verdict(name: str, code: int, said: str, *, cpu: float) -> tuple[bool, str]:
    """Return whether a run found nothing, and what to tell; a run that does not say so found something."""
    done = _DONE.search(said)
    if code == 0 and done:
        return True, f"{name}: {done[1]} executions in {done[2]} s ({cpu:.1f} s of CPU), nothing found"
    told = [line for line in said.splitlines() if not _NOISE.match(line)]
    written = [Path(path) for path in dict.fromkeys(_WRITTEN.findall(said))]
    again = [_again(name, path.read_bytes()) for path in written if path.is_file()]
    return False, "\n".join([f"{name}: DEFECT, exit code {code}", *told[-TOLD_LINES:], *again])


def _again(name: str, content: bytes) -> str:
    """Return the commands that make a regression test of an input and run it."""
    kept = f"tests/fuzz/corpus/{name}"
    return (
        f"{name}: to see it again: mkdir -p {kept} && echo {base64.b64encode(content).decode()} | base64 -d"
        f" > {kept}/{sha256(content).hexdigest()[:16]} && make setup && .venv/bin/pytest tests/fuzz -k {name}"
    )


def _here(name: str, harness: "Harness", said: Path, *, seconds: float) -> NoReturn:
    """Run one harness in this process, with all that it says in a file, and end as processes do.

    libFuzzer writes down what broke the code while the process exits, so nothing may cut that short.
    """
    file = said.open("w", encoding="utf-8", buffering=1)
    sys.stdout = sys.stderr = file
    os.dup2(file.fileno(), 1)
    os.dup2(file.fileno(), 2)
    engines.run(name, harness, CORPUS / name, seconds=seconds)
    sys.exit()


def _start(name: str, harness: "Harness", *, seconds: float) -> int:
    """Start one harness in a process of its own, and return that one's id."""
    said = _said(name)
    said.parent.mkdir(parents=True, exist_ok=True)
    process = os.fork()
    if process == 0:
        _here(name, harness, said, seconds=seconds)
    return process


def _end(name: str, process: int) -> bool:
    """Wait for a harness; tell how it went, and return whether it found nothing."""
    _, status, used = os.wait4(process, 0)
    clear(process)
    code, said = os.waitstatus_to_exitcode(status), _said(name).read_text("utf-8", "replace")
    nothing_found, told = verdict(name, code, said, cpu=used.ru_utime + used.ru_stime)
    click.echo(told)
    return nothing_found


def _said(name: str) -> Path:
    return engines.WORK / "said" / name


@click.command()
@click.argument("names", nargs=-1, required=True)
@click.option(
    "--seconds", default=60.0, show_default=True, help=f"In all; at least {FLOOR} for each harness."
)
@click.option("--together", is_flag=True, help="All at the same time, each for all the seconds.")
def main(names: Sequence[str], seconds: float, *, together: bool) -> None:
    """Fuzz some harnesses, or `all`."""
    harnesses = engines.load()
    strange = {*names} - {"all", *harnesses}
    if strange:
        raise click.BadParameter(
            f"no harness {', '.join(sorted(strange))}; there are all, {', '.join(harnesses)}"
        )
    chosen = {name: one.weight for name, one in harnesses.items() if name in names or "all" in names}
    given = dict.fromkeys(chosen, seconds) if together else shares(seconds, chosen)
    click.echo(f"fuzzing {len(given)} harnesses for {sum(given.values()):.0f} s by {engines.engine()}")
    start = [partial(_start, name, harnesses[name], seconds=share) for name, share in given.items()]
    running = [one() for one in start] if together else (one() for one in start)
    failed = [name for name, process in zip(given, running, strict=True) if not _end(name, process)]
    click.echo(f"defects: {', '.join(failed) or 'none'}")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
