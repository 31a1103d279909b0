"""`eidgate trace`: follow money through a CSV file of transfers, offline."""

import sys
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.console import Console
from rich.progress import Progress

from eidgate.adapters.clock import SystemClock
from eidgate.cli.json_lines import BadInputError
from eidgate.cli.transfer_fields import time_of
from eidgate.cli.transfers_csv import Table, read_table
from eidgate.core.desk.trace.bounds import MOST_ACCOUNTS, MOST_HOPS, Bounds
from eidgate.core.desk.trace.dot import to_dot
from eidgate.core.desk.trace.proposal import propose_holds
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.result import Traced
from eidgate.core.desk.trace.seed import Seed
from eidgate.core.desk.trace.transfers import in_order
from eidgate.core.desk.trace.walk import trace as follow

_BAR_FROM_BYTES: Final = 4 * 1024 * 1024  # about 150,000 transfers, a second's work

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--transfers",
    "source",
    required=True,
    type=_FILE,
    help="CSV with the columns source, target, amount, time and perhaps id; a target CASH is a withdrawal.",
)
@click.option("--start", required=True, help="The account from which the money is followed.")
@click.option(
    "--not-before", required=True, help="From when on, as the file writes times: a number or RFC 3339."
)
@click.option("--until", help="How far in time to follow; to the file's end by default.")
@click.option("--hops", required=True, type=click.IntRange(0, MOST_HOPS), help="How many transfers in a row.")
@click.option(
    "--amount", help="How much at the start is traced; by default everything that leaves it from then on."
)
@click.option(
    "--rule",
    type=click.Choice([rule.value for rule in Rule]),
    default=Rule.FIFO.value,
    show_default=True,
    help="How traced and other money mix: the first in is the first out, or every payment carries a share.",
)
@click.option(
    "--min-amount", help="Follow no transfer that carries less traced money than this; every one by default."
)
@click.option(
    "--max-accounts",
    type=click.IntRange(1, MOST_ACCOUNTS),
    default=MOST_ACCOUNTS,
    help="How many accounts to reach at most.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "dot"]),
    default="json",
    show_default=True,
    help="One JSON object, or a graph for Graphviz.",
)
def trace(source: Path, start: str, form: str, **options: Any) -> None:
    """Say where money went: accounts by hop, the traced sum in each, and what the bounds cut off."""
    table = _read(source)
    at, amount = _time(table, options, "not_before"), _amount(table, options, "amount")
    transfers = in_order(table.transfers)
    if start not in transfers.numbers:
        raise BadInputError("start: no transfer of the file names this account")
    bounds = Bounds(
        hops=options["hops"],
        until=None if options["until"] is None else _time(table, options, "until"),
        least=_amount(table, options, "min_amount") or 0,
        accounts=options["max_accounts"],
    )
    found = follow(transfers, [Seed(account=start, at=at, amount=amount)], bounds, Rule(options["rule"]))
    if form == "dot":
        click.echo(to_dot(found, show=lambda units: str(table.written(units))), nl=False)
    else:
        click.echo(_json.encode(_document(start, options, found, table)).decode())


_json: Final = msgspec.json.Encoder(decimal_format="number")


def _read(source: Path) -> Table:
    """Read the file, with a bar on a terminal when it takes a while."""
    size = source.stat().st_size
    shown = sys.stderr.isatty() and size >= _BAR_FROM_BYTES
    with Progress(console=Console(stderr=True), transient=True, disable=not shown) as bar:
        task = bar.add_task("reading transfers", total=size)
        return read_table(
            source, now=SystemClock().now(), progress=lambda read: bar.update(task, completed=read)
        )


def _time(table: Table, options: dict[str, Any], name: str) -> int:
    option = f"--{name.replace('_', '-')}"
    try:
        at, is_instant = time_of(options[name])
    except ValueError as error:
        raise BadInputError(f"{option}: {error}") from error
    if is_instant is not table.instants and table.transfers:
        raise BadInputError(f"{option}: must be written as the file writes times")
    return at


def _amount(table: Table, options: dict[str, Any], name: str) -> int | None:
    if options[name] is None:
        return None
    try:
        return table.units(options[name])
    except ValueError as error:
        raise BadInputError(f"--{name.replace('_', '-')}: {error}") from error


def _document(start: str, options: dict[str, Any], found: Traced, table: Table) -> dict[str, object]:
    written = table.written
    return {
        "start": start,
        "not_before": options["not_before"],
        "rule": options["rule"],
        "entered": written(found.entered),
        "hops": [{"hop": hop, "accounts": accounts} for hop, accounts in found.hops()],
        "taint": {account: written(units) for account, units in found.resting.items()},
        "cut": [
            {"account": one.account, "bound": one.why, "amount": written(one.amount)} for one in found.cut
        ],
        "cash_outs": [{"account": one.account, "amount": written(one.amount)} for one in found.cash_outs],
        "flows": [
            {"source": flow.source, "target": flow.target, "amount": written(flow.amount)}
            for flow in found.flows
        ],
        "holds": [
            {"account": one.account, "hop": one.hop, "amount": written(one.amount)}
            for one in propose_holds(found)
        ],
    }
