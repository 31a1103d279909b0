"""`eidgate regulation`: classify transactions offline, and show the tables in force."""

from datetime import datetime
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from eidgate.adapters.regulation_tables import load_regulation
from eidgate.cli.json_lines import BadInputError, convert
from eidgate.cli.regulation_cases import judge
from eidgate.cli.regulation_tables import draw
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.terms import HO_CHI_MINH

_tables = click.option(
    "--tables",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Directory of regulation tables to use instead of the shipped ones.",
)


@click.group()
def regulation() -> None:
    """Classify transactions by Circular 50/2024."""


@regulation.command()
@click.option(
    "--input",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Cases, one JSON object a line.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the answers, in the same order; stdout by default.",
)
@_tables
def classify(source: Path, target: Path | None, tables: Path | None) -> None:
    """Tell class, totals and sufficient confirmation forms of each case.

    \b
    A case: {"id", "customer": "individual"|"organisation", "group": "I.1".."I.4"|"II.1".."II.3"|"CNP",
             "amount": dong, "linked_wallet": bool, "at": RFC 3339, "new_organisation": bool,
             "earlier": [{"group", "amount", "class", "confirmed_as", "at"}]}
    An answer: {"id", "class", "t", "tksth", "regulation_version", "forms": [[form, ..], ..]}

    Any one combination in `forms` suffices. Rows of `earlier` are the same account's; only those of the local
    day up to `at` count. The words for forms are listed by `eidgate regulation show`. On a faulty line
    nothing is written, line and field are named, and the exit code is 2.
    """  # noqa: D301 - \b is click's mark for a block that keeps its lines
    convert(source, target, partial(judge, regulation=_load(tables)))


@regulation.command()
@click.option(
    "--at", "day", type=click.DateTime(["%Y-%m-%d"]), help="Local day; the newest tables by default."
)
@_tables
def show(day: datetime | None, tables: Path | None) -> None:
    """Print the tables in force on a day, readably."""
    loaded = _load(tables)
    try:
        version = loaded.versions[-1] if day is None else loaded.at(day.replace(tzinfo=HO_CHI_MINH))
    except ConfigurationError as error:
        raise BadInputError(str(error)) from error
    draw(version, Console())


def _load(tables: Path | None) -> Regulation:
    try:
        return load_regulation(tables)
    except ConfigurationError as error:
        raise BadInputError(str(error)) from error
