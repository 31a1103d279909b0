"""The mobile operators of the demo: a process of their own, whose ways the story changes."""

import re
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

import click

from eidgate.simulator.certificates import Certificates
from eidgate.simulator.operator_server import BEHAVIOUR, Behaviour
from eidgate.simulator.world import OPERATOR

PATIENCE_SECONDS: Final = 60  # to start or end on a busy machine
_SERVING: Final = re.compile(r"(\S+) (https://\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedOperators:
    """Two operators that run; `urls` are theirs by code."""

    certificates: Certificates
    urls: dict[str, str]

    def behave(self, behaviour: Behaviour, *, operator: str = OPERATOR.institution) -> None:
        """Change the ways of one."""
        context = ssl.create_default_context(cafile=str(self.certificates.authority))
        request = Request(f"{self.urls[operator]}{BEHAVIOUR}", behaviour.encode(), method="PUT")  # noqa: S310 (loopback)
        with urlopen(request, timeout=PATIENCE_SECONDS, context=context):  # noqa: S310 (loopback)
            pass


@contextmanager
def playing_operators(certificates: Path) -> Iterator[PlayedOperators]:
    """Run `eidgate dev operators` until the end of the block.

    Raises:
        ClickException: they did not start.
    """
    command = [sys.executable, "-m", "eidgate.cli", "dev", "operators", "--any-port", "--quiet"]
    command += ["--certificates", str(certificates)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 (our own command)
        try:
            assert process.stdout is not None  # it was asked for
            said = (_SERVING.match(process.stdout.readline()) for _ in range(2))
            urls = {found[1]: found[2] for found in said if found}
            if not urls:
                raise click.ClickException("the simulated operators did not start")
            yield PlayedOperators(certificates=Certificates(directory=certificates), urls=urls)
        finally:
            process.terminate()
