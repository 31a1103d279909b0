"""`eidgate policy precision`: how often each reason, rule and list source was right lately."""

import json
from typing import Final

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from eidgate.adapters.clock import SystemClock
from eidgate.cli.stores import opened
from eidgate.core.risk.precision import KEPT, Precision, first_day, precisions
from eidgate.core.terms import local_day

_HEADS: Final = {
    "vi": ("Căn cứ", "Thời gian", "Lừa đảo", "Báo động sai", "Độ chính xác"),
    "en": ("Found", "Window", "Frauds", "False alarms", "Precision"),
}


@click.command()
@click.option(
    "--store", required=True, help="The ledger's store, or a copy: sqlite:///... or postgresql://..."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of a table.")
@click.option(
    "--language",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Language of the table.",
)
def precision(store: str, as_json: bool, language: str) -> None:  # noqa: FBT001 - click passes flags so
    """Show how often reasons, custom rules and list sources were right, over 30 and 180 days.

    Counted is what ReportOutcome said: frauds confirmed and false alarms, each decision once a kind, on the
    day of its first report.
    """
    found = _read(store)
    if as_json:
        for one in found:
            click.echo(json.dumps(_told(one), ensure_ascii=False))
        return
    table = Table()
    for head in _HEADS[language]:
        table.add_column(head, overflow="fold")
    for one in found:
        shown = "-" if one.percent is None else f"{one.percent} %"
        table.add_row(escape(_ground(one)), one.window, f"{one.frauds:,}", f"{one.false_alarms:,}", shown)
    Console(highlight=False).print(table)


def _read(url: str) -> list[Precision]:
    today = local_day(SystemClock().now())
    with opened(url) as store:
        return precisions(store.precision.since(first_day(KEPT, today=today)), today=today)


def _told(one: Precision) -> dict[str, object]:
    return {
        one.ground.part.value: one.ground.what,
        "window": one.window,
        "frauds": one.frauds,
        "false_alarms": one.false_alarms,
        "precision_percent": one.percent,
    }


def _ground(one: Precision) -> str:
    return f"{one.ground.part}: {one.ground.what}"
