"""Working through a backtest from a command: a bar, and a state that is kept."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from eidgate.cli.trial.online import Progress
from eidgate.cli.trial.saved import load, save
from eidgate.core.risk.trial.tally import Tally

SAVED_EVERY: Final = 25
"""Steps, about a second offline: what is lost when the machine goes down."""


def run(steps: Callable[[str], Iterator[Progress]], question: str, state: Path | None) -> Tally:
    """Work through a question from where its state says, or from its beginning.

    Raises:
        UsageError: the state is another question's.
    """
    cursor, tally = (load(state, question) if state else None) or ("", Tally())
    try:
        for number, step in enumerate(_shown(steps(cursor)), start=1):
            tally.add(step.counted)
            cursor = step.cursor
            if state and number % SAVED_EVERY == 0:
                save(state, question, cursor, tally)
    finally:
        if state:
            save(state, question, cursor, tally)
    return tally


def _shown(steps: Iterator[Progress]) -> Iterator[Progress]:
    """Pass the steps on, with a bar on a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.completed:,.0f} decisions"), BarColumn(), TaskProgressColumn())
    with Bar(
        *columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=None)
        for step in steps:
            yield step
            bar.update(task, completed=step.done, total=step.total)
