"""The mobile operators of the demo: a process of their own, whose ways the story changes."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.request import Request, urlopen

from eidgate.cli.demo.partners import playing
from eidgate.simulator.certificates import Certificates
from eidgate.simulator.operator_server import BEHAVIOUR, Behaviour
from eidgate.simulator.world import OPERATOR

PATIENCE_SECONDS: Final = 60  # to start or end on a busy machine


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
    with playing("operators", certificates) as urls:
        yield PlayedOperators(certificates=Certificates(directory=certificates), urls=urls)
