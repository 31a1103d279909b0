"""`eidgate policy backtest`: a candidate on recorded decisions, and what would have been different."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eidgate.cli.connection import asking, optional_connection
from eidgate.cli.trial.offline import offline
from eidgate.cli.trial.online import online
from eidgate.cli.trial.question import AS_DECIDED, Asked, questioned
from eidgate.cli.trial.running import run
from eidgate.cli.trial.showing import show, shown_as
from eidgate.core.risk.trial.tally import Tally

if TYPE_CHECKING:
    from eidgate.client import Client


@click.command()
@questioned
@click.option(
    "--store", "url", help="The store itself, instead of the service: sqlite:///file, postgresql://..."
)
@optional_connection
@click.option(
    "--resume",
    "state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the state in this file, and go on from it when it is there.",
)
@shown_as
def backtest(  # noqa: PLR0913 - click passes each option
    *,
    asked: Asked,
    url: str | None,
    client: "Callable[[], Client] | None",
    state: Path | None,
    as_json: bool,
    language: str,
) -> None:
    """Decide recorded decisions again by CANDIDATE; compare with what was decided and what turned out true.

    CANDIDATE is a proposed policy's name (policies/...), or `as-decided`: every decision again by its own
    policy, which must change nothing. With --store it may be a shipped policy's name or a file's path, too.
    """
    if (url is None) == (client is None):
        raise click.UsageError("ask the service (--as, or --ca with --certificate), or a store (--store)")
    tally = _offline(url, asked, state) if url else _online(client, asked, state)
    show(tally, as_json=as_json, language=language)


def _offline(url: str, asked: Asked, state: Path | None) -> Tally:
    with offline(url, asked) as opened:
        return run(opened.steps, opened.question, state)


def _online(client: "Callable[[], Client] | None", asked: Asked, state: Path | None) -> Tally:
    if asked.candidate != AS_DECIDED and not asked.candidate.startswith("policies/"):
        raise click.UsageError(f"{asked.candidate}: the service knows proposed policies; propose it first")
    assert client is not None
    with asking(client) as service:
        return run(lambda cursor: online(service, asked, cursor), asked.text, state)
