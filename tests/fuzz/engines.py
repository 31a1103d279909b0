"""What runs a harness: atheris where it has a wheel, else random changes of the seeds.

Both write alike to standard error: how many executions there were in how many seconds, and for what broke the
code the file in `.fuzz/found` that holds its bytes. What is worth going on from lies in `.fuzz/<name>`.
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr
from importlib.util import find_spec
from io import StringIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fuzz.changes import changes

if TYPE_CHECKING:
    from fuzz.registry import Harness

WORK = Path(".fuzz")
ATHERIS = find_spec("atheris") is not None

_MEMORY: Final = 2_048  # MiB of one process, which only a defect reaches
_SLOW: Final = 10  # seconds for one input: a defect on a loaded machine as well


def engine() -> str:
    """Return the name of what runs the harnesses here."""
    return "atheris" if ATHERIS else "random changes of the seeds (atheris has no wheel for this Python)"


def load() -> "Mapping[str, Harness]":
    """Return the harnesses; the code that they run is instrumented while it is imported here first."""
    if not ATHERIS:
        from fuzz.registry import HARNESSES  # noqa: PLC0415 - see below

        return HARNESSES
    import atheris  # noqa: PLC0415 - not every Python has it

    with redirect_stderr(StringIO()), atheris.instrument_imports(include=["eidgate"]):  # it names each module
        from fuzz.registry import HARNESSES as INSTRUMENTED  # noqa: PLC0415 - instrumented while imported
    return INSTRUMENTED


def run(name: str, harness: "Harness", kept: Path, *, seconds: float) -> None:
    """Run a harness on its seeds, on what was kept of it and on what comes of these; end at a defect."""
    (_with_atheris if ATHERIS else with_random_changes)(name, harness, kept, seconds=seconds)


def _done(executed: int, began: float) -> None:
    """Say that a run ended as it should."""
    click.echo(f"Done {executed} runs in {time.monotonic() - began:.1f} s", err=True)


def with_random_changes(name: str, harness: "Harness", kept: Path, *, seconds: float) -> None:
    """Run a harness where there is no fuzzer."""
    start = [*harness.seeds(), *(path.read_bytes() for path in sorted(kept.glob("*")))]
    executed, began = 0, time.monotonic()
    for content in changes(start, seed=time.time_ns()):
        if time.monotonic() >= began + seconds:
            break
        _try(name, harness, content)
        executed += 1
    _done(executed, began)


def _try(name: str, harness: "Harness", content: bytes) -> None:
    """Run a harness once; keep what breaks it before anything else happens.

    libFuzzer would keep it as well, but only after its alarm, which ends a process that is slow to end.
    """
    try:
        harness.fuzz_one(content)
    except BaseException:
        click.echo(f"Test unit written to {_keep_found(name, content)}", err=True)
        raise


def _keep_found(name: str, content: bytes) -> Path:
    named = hashlib.sha1(content, usedforsecurity=False).hexdigest()  # as libFuzzer does: one file of the two
    path = WORK / "found" / f"{name}-crash-{named}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def _with_atheris(name: str, harness: "Harness", kept: Path, *, seconds: float) -> None:
    """Never returns: the process ends with the time, or at a defect."""
    import atheris  # noqa: PLC0415 - not every Python has it

    work, found = WORK / name, WORK / "found"
    for folder in (work, found):
        folder.mkdir(parents=True, exist_ok=True)
    for content in harness.seeds():
        (work / f"seed-{hashlib.sha256(content).hexdigest()[:16]}").write_bytes(content)
    options = [f"-max_len={harness.longest}", f"-artifact_prefix={found}/{name}-", "-verbosity=1"]
    options += [f"-rss_limit_mb={_MEMORY}", f"-timeout={_SLOW}"]
    folders = [str(folder) for folder in (work, kept) if folder.is_dir()]
    atheris.Setup([sys.argv[0], *options, *folders], _for_a_while(name, harness, seconds))
    atheris.Fuzz()


def _for_a_while(name: str, harness: "Harness", seconds: float) -> Callable[[bytes], None]:
    """Return what runs a harness once, or ends its process: libFuzzer counts whole seconds, two at least."""
    began, executed = time.monotonic(), count()

    def run_one(content: bytes) -> None:
        done = next(executed)
        if time.monotonic() >= began + seconds:
            _done(done, began)
            os._exit(0)
        _try(name, harness, content)

    return run_one
