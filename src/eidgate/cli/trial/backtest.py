"""`eidgate policy backtest`: a candidate on recorded decisions, and what would have been different."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from eidgate.app.backtest import Step
from eidgate.cli.trial.offline import Offline, offline
from eidgate.cli.trial.question import Asked, questioned
from eidgate.cli.trial.report import report
from eidgate.cli.trial.saved import load, save
from eidgate.cli.trial.table import draw
from eidgate.cli.trial.words import LANGUAGES
from eidgate.core.risk.trial.tally import Tally
from eidgate.ports import Span

SAVED_EVERY: Final = 25
"""Steps, about a second: what is lost when the machine goes down."""


@click.command()
@questioned
@click.option("--store", "url", required=True, help="The store itself: sqlite:///file or postgresql://...")
@click.option(
    "--resume",
    "state",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Keep the state in this file, and go on from it when it is there.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="vi", show_default=True, help="Of the tables."
)
def backtest(asked: Asked, url: str, state: Path | None, as_json: bool, language: str) -> None:  # noqa: FBT001 - click passes flags so
    """Decide recorded decisions again by CANDIDATE; compare with what was decided and what turned out true.

    CANDIDATE is a shipped policy's name, the path of a file, a proposed policy's name (policies/...), or
    `as-decided`: every decision again by its own policy, which must change nothing.
    """
    with offline(url, asked) as opened:
        question = (
            asked.text if opened.candidate is None else replace(asked, candidate=opened.candidate.digest).text
        )
        tally = _run(opened, question, state)
    if as_json:
        click.echo(json.dumps(report(tally), ensure_ascii=False, indent=2))
    else:
        draw(tally, language)


def _run(opened: Offline, question: str, state: Path | None) -> Tally:
    begun = load(state, question) if state else None
    span = opened.span()
    cursor, last, tally = begun or (span.after, span.last, Tally())
    try:
        rest = opened.steps(Span(after=cursor, last=last))
        for number, step in enumerate(_shown(rest, span.after, cursor, last), start=1):
            tally.add(step.counted)
            cursor = step.cursor
            if state and number % SAVED_EVERY == 0:
                save(state, question, cursor, last, tally)
    finally:
        if state:
            save(state, question, cursor, last, tally)
    return tally


def _shown(steps: Iterator[Step], first: int, begun_at: int, last: int) -> Iterator[Step]:
    """Pass the steps on, with a bar on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.completed:,.0f} decisions"), BarColumn(), TaskProgressColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=last - first, completed=begun_at - first)
        for step in steps:
            yield step
            bar.update(task, completed=step.cursor - first)
