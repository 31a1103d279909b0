"""`eidgate dev`: what a developer needs and production must not have."""

from pathlib import Path

import click

from eidgate.adapters.clock import SystemClock
from eidgate.simulator.certificates import RELYING_PARTIES, ensure_certificates


@click.group()
def dev() -> None:
    """Development certificates and a ready-made service."""


@dev.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Directory.")
def certificates(out: Path) -> None:
    """Make a CA, a server certificate and one per relying party; keep those that are still good."""
    made = ensure_certificates(out, at=SystemClock().now())
    click.echo(f"{made.directory}: certificates of the server and of {', '.join(RELYING_PARTIES)}")
