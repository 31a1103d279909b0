"""`eidgate watchlist import`: put a whole list in force, or say line by line why not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.list_spool import DiskSpool
from eidgate.adapters.storage.open import Store
from eidgate.app.import_entries import MOST_FAULTS, Imported, ImportList, import_list
from eidgate.cli.json_lines import BadInputError
from eidgate.cli.stores import opened
from eidgate.cli.watchlist_files import GRADES, Defaults, describe, read_list
from eidgate.config import load_config
from eidgate.core.desk.entry import LARGEST_CODE
from eidgate.core.errors import ConflictError, IllegalStateError, UnavailableError

_AT_FAULT = 1


@click.group()
def watchlist() -> None:
    """The shared list: whole lists of accounts, numbers and sites."""


@watchlist.command("import")
@click.argument(
    "path",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The list: .csv, .jsonl or .txt.",
)
@click.option("--source", required=True, help="Whose list it is: institution or institution/list.")
@click.option(
    "--config", type=click.Path(path_type=Path), help="The server's configuration; names the store."
)
@click.option("--store", default="", help="The store itself: sqlite:///file or postgresql://host/database.")
@click.option(
    "--grade",
    type=click.Choice(list(GRADES)),
    default="suspected",
    show_default=True,
    help="How far rows that say no grade of their own are to be trusted.",
)
@click.option(
    "--code", type=click.IntRange(1, LARGEST_CODE), default=8, show_default=True, help="SIMO's code."
)
@click.option("--dry-run", is_flag=True, help="Only check; nothing is changed.")
def import_(  # noqa: PLR0913, PLR0917 (click passes each option)
    path: Path,
    source: str,
    config: Path | None,
    store: str,
    grade: str,
    code: int,
    dry_run: bool,  # noqa: FBT001 (click)
) -> None:
    """Replace the list of --source by FILE, all of it at once or not at all.

    FILE is a .csv (header: kind,value and optionally grade,code,expire), a .jsonl with the same names, or a
    .txt with one website a line. Decisions see the list of before until they see the new one, whole.
    Exit 1 when lines are at fault: each is told with its number and reason, and nothing was changed.
    """
    defaults = Defaults(at=SystemClock().now(), grade=GRADES[grade], code=code)
    command = ImportList(source=_source(source), actor="eidgate watchlist import", dry_run=dry_run)
    with opened(_url(config, store)) as kept, _progress(path) as advance:
        told = _import(path, command, defaults, kept, advance)
    for fault in told.faults:
        click.echo(f"{path}, line {fault.line}: {fault.why}", err=True)
    if told.fault_count > MOST_FAULTS:
        click.echo(f"and {told.fault_count - MOST_FAULTS} more lines at fault", err=True)
    click.echo(describe(told) + ("" if told.switched else "; nothing was changed"))
    if told.fault_count:
        raise SystemExit(_AT_FAULT)


def _import(
    path: Path, command: ImportList, defaults: Defaults, store: Store, advance: Callable[[int], None]
) -> Imported:
    spool = DiskSpool(store.lists.order)
    try:
        return import_list(command, read_list(path, defaults, advance), lists=store.lists, spool=spool)
    except (ConflictError, IllegalStateError, UnavailableError) as error:
        raise BadInputError(f"{error}; nothing was changed") from error
    finally:
        spool.close()


def _source(text: str) -> str:
    parts = text.split("/")
    if len(parts) > 2 or not all(part.replace("-", "").isalnum() and part.isascii() for part in parts):  # noqa: PLR2004 (institution, list)
        raise BadInputError("--source: letters, digits and -, as in 999901 or police/scam-sites")
    return text


def _url(config: Path | None, store: str) -> str:
    if bool(config) == bool(store):
        raise BadInputError("name either --config or --store")
    return load_config(config).store if config else store


@contextmanager
def _progress(path: Path) -> Iterator[Callable[[int], None]]:
    """Show how much of the file was read, when somebody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(path.name, total=path.stat().st_size)
        yield lambda size: bar.advance(task, size)
