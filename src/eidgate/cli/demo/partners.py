"""The demo's world outside: `eidgate dev banks` and `eidgate dev operators`, each a process of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click

_SERVING: Final = re.compile(r"(\S+) (https://\S+)")
_PARTNERS: Final = 2  # that each of the two commands plays


@contextmanager
def playing(who: str, certificates: Path, *options: str) -> Iterator[dict[str, str]]:
    """Run `eidgate dev WHO` until the end of the block; return where each partner is asked, by its code.

    Raises:
        ClickException: they did not start.
    """
    command = [sys.executable, "-m", "eidgate.cli", "dev", who, "--any-port", "--quiet"]
    command += ["--certificates", str(certificates), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own command)
        try:
            assert process.stdout is not None  # it was asked for
            said = (_SERVING.match(process.stdout.readline()) for _ in range(_PARTNERS))
            urls = {found[1]: found[2] for found in said if found}
            if not urls:
                raise click.ClickException(f"the simulated {who} did not start")
            yield urls
        finally:
            process.terminate()
