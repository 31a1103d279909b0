"""The payees' banks of the demo: a process of their own that tells whose an account is."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

_SERVING: Final = re.compile(r"(\S+) (https://\S+)")


@contextmanager
def playing_banks(certificates: Path, *, seed: int) -> Iterator[dict[str, str]]:
    """Run `eidgate dev banks` until the end of the block; return where each is asked, by BIN.

    Raises:
        ClickException: they did not start.
    """
    command = [sys.executable, "-m", "eidgate.cli", "dev", "banks", "--any-port", "--quiet"]
    command += ["--certificates", str(certificates), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own command)
        try:
            assert process.stdout is not None  # it was asked for
            said = (_SERVING.match(process.stdout.readline()) for _ in range(2))
            urls = {found[1]: found[2] for found in said if found}
            if not urls:
                raise click.ClickException("the simulated banks did not start")
            yield urls
        finally:
            process.terminate()
