"""How a tally is shown: as tables in one of two languages, or as JSON."""

import json
from collections.abc import Callable
from typing import Any

import click

from eidgate.cli.trial.report import report
from eidgate.cli.trial.table import draw
from eidgate.cli.trial.words import LANGUAGES
from eidgate.core.risk.trial.tally import Tally


def shown_as(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of how a tally is shown; it gets `as_json` and `language`."""
    language = click.option(
        "--language", type=click.Choice(LANGUAGES), default="vi", show_default=True, help="Of the tables."
    )
    as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
    return as_json(language(command))


def show(tally: Tally, *, as_json: bool, language: str) -> None:
    """Print a tally."""
    if as_json:
        click.echo(json.dumps(report(tally), ensure_ascii=False, indent=2))
    else:
        draw(tally, language)
