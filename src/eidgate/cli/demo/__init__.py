"""`eidgate demo`: the main job end to end over real mutual TLS, told as a readable table."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from eidgate.cli.demo.desk_story import tell_desk
from eidgate.cli.demo.stage import Stage
from eidgate.cli.demo.story import tell
from eidgate.cli.demo.table import Narration


@click.command()
@click.option("--store", default="", help="postgresql://... instead of an embedded store.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the installation here.")
def demo(store: str, keep: Path | None) -> None:
    """Start a server, play a day of a customer, a thief, a shop and a fraud desk, and check every answer.

    Exits with 1 if any line is not as expected. Nothing is left running.
    """
    if keep is not None and keep.is_dir() and any(keep.iterdir()):
        raise click.UsageError(
            f"{keep}: is not empty, and the story begins with a new bank; name a new folder"
        )
    narration = Narration(Console())
    with TemporaryDirectory(prefix="eidgate-demo-") as temporary:
        with Stage(keep or Path(temporary), store=store) as stage:
            tell(stage, narration)
            tell_desk(stage, narration)
        narration.end()
    sys.exit(1 if narration.surprises else 0)
