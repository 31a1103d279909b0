"""Run harnesses for a while: by atheris where it has a wheel, else by random changes, and say which.

`python -m fuzz.drive jws --seconds 60`; `all` shares the seconds among every harness. What a run finds worth
keeping lies in `.fuzz/<name>`, and what broke the code in `.fuzz/found`.
"""

import hashlib
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import click

LONGEST = 20_000
"""Bytes of one input: beyond the longest assertion, below what makes a run slow."""

WORK = Path(".fuzz")
ATHERIS = find_spec("atheris") is not None
_NOISE = re.compile("#|INFO: |WARNING: |stat::")
_EXECUTED = re.compile(r"number_of_executed_units:\s*(\d+)")


def changes(start: Sequence[bytes], *, seed: int) -> Iterator[bytes]:
    """Change the starting inputs at random, for ever and repeatably: flip, put in, drop, splice."""
    chance, start = random.Random(seed), [*start, b""]
    while True:
        content = bytearray(chance.choice(start))
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, len(content))
            match chance.randrange(4):
                case 0 if place < len(content):
                    content[place] ^= 1 << chance.randrange(8)
                case 1:
                    content[place:place] = chance.randbytes(chance.randint(1, 4))
                case 2:
                    del content[place : place + chance.randint(1, 16)]
                case _:
                    content[place:] = chance.choice(start)[place:]
        yield bytes(content[:LONGEST])


def _with_random_changes(name: str, seconds: float) -> int:
    from fuzz.registry import HARNESSES, kept  # noqa: PLC0415 - atheris must see these imports in its own run

    harness, executed = HARNESSES[name], 0
    until, seed = time.monotonic() + seconds, time.time_ns()
    for content in changes([*harness.seeds(), *kept(name)], seed=seed):
        if time.monotonic() >= until:
            break
        try:
            harness.fuzz_one(content)
        except BaseException:
            _keep_found(name, content)
            raise
        executed += 1
    click.echo(f"stat::number_of_executed_units: {executed}", err=True)
    return 0


def _keep_found(name: str, content: bytes) -> None:
    folder = WORK / "found"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}-{hashlib.sha256(content).hexdigest()[:16]}").write_bytes(content)


def _with_atheris(name: str, seconds: float) -> int:
    """Never returns: libFuzzer ends the process."""
    import atheris  # noqa: PLC0415 - not every Python has it

    with atheris.instrument_imports(include=["eidgate"]):
        from fuzz.registry import CORPUS, HARNESSES  # noqa: PLC0415 - instrumented while imported

    work, found = WORK / name, WORK / "found"
    for folder in (work, found):
        folder.mkdir(parents=True, exist_ok=True)
    for content in HARNESSES[name].seeds():
        (work / f"seed-{hashlib.sha256(content).hexdigest()[:16]}").write_bytes(content)
    options = [f"-max_total_time={max(1, round(seconds))}", f"-max_len={LONGEST}", "-print_final_stats=1"]
    options += [f"-artifact_prefix={found}/{name}-", "-rss_limit_mb=2048", "-timeout=10", "-verbosity=1"]
    committed = [str(CORPUS / name)] if (CORPUS / name).is_dir() else []
    atheris.Setup([sys.argv[0], *options, str(work), *committed], HARNESSES[name].fuzz_one)
    atheris.Fuzz()
    return 0


def _apart(name: str, seconds: float) -> bool:
    """Run one harness in a process of its own; tell whether it found nothing."""
    command = [sys.executable, "-m", "fuzz.drive", name, "--seconds", str(seconds), "--here"]
    began = time.monotonic()
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    executed = _EXECUTED.search(ran.stderr)
    if ran.returncode or not executed:
        told = [line for line in (ran.stderr + ran.stdout).splitlines() if not _NOISE.match(line)]
        click.echo("\n".join([f"{name}: DEFECT, exit code {ran.returncode}", *told[-60:]]))
        return False
    click.echo(f"{name}: {executed[1]} executions in {time.monotonic() - began:.0f} s, nothing found")
    return True


@click.command()
@click.argument("name")
@click.option("--seconds", default=60.0, show_default=True, help="In all, shared by the harnesses.")
@click.option("--here", is_flag=True, help="In this process; used by the command itself.")
def main(name: str, seconds: float, *, here: bool) -> None:
    """Fuzz one harness, or `all`."""
    if here:
        sys.exit((_with_atheris if ATHERIS else _with_random_changes)(name, seconds))
    from fuzz.registry import HARNESSES  # noqa: PLC0415 - see _with_atheris

    if name not in {"all", *HARNESSES}:
        raise click.BadParameter(f"no such harness; there are all, {', '.join(HARNESSES)}")
    names = list(HARNESSES) if name == "all" else [name]
    how = "atheris" if ATHERIS else "random changes of the seeds (atheris has no wheel for this Python)"
    click.echo(f"fuzzing by {how}")
    failed = [one for one in names if not _apart(one, seconds / len(names))]
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
