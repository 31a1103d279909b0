"""`eidgate policy check-upgrade`: can this program decide by the policies that an older one put in force?"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.adapters.live_policies import deciding
from eidgate.adapters.policies import parse_kept
from eidgate.cli.stores import opened
from eidgate.config import load_config
from eidgate.core.errors import ConfigurationError
from eidgate.core.reasons import Reason
from eidgate.core.risk.policy import COLUMNS, Policy
from eidgate.core.risk.upgrade import UNSAID, UNSAID_CLASS

INCOMPLETE: Final = 1
"""Exit code when a policy lacks rows, and this program would fill them."""
UNREADABLE: Final = 2
"""Exit code when a policy cannot be read, and no worker of this program would start."""

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("check-upgrade")
@click.argument(
    "documents", nargs=-1, type=_existing, help="Documents in force, as `show NAME --document` prints them."
)
@click.option("--config", type=_existing, help="The server's configuration: look at its store instead.")
def check_upgrade(documents: tuple[Path, ...], config: Path | None) -> None:
    """Say what this version of the program makes of policies that are in force.

    Run it with the new program before the upgrade, on the documents; or with --config once the old program
    has stopped, for the store is then brought up to date as a start would.

    Exit 0 when every policy is complete, 1 when rows are missing (each would ask for more at least), 2 when
    one cannot be read and no worker would start.
    """
    if bool(documents) == (config is not None):
        raise click.UsageError("name documents, or a configuration with --config")
    found = _stored(config) if config else ((one.name, one.read_bytes()) for one in documents)
    codes = [_check(name, document) for name, document in found]
    if not codes:
        click.echo("nothing was activated: the configured policies decide")
    raise SystemExit(max(codes, default=0))


def _stored(config: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what decides now or will: the name of each version and its document."""
    with opened(load_config(config).store) as store:
        for one in deciding(store.policies.activations(), SystemClock().now()):
            kept = store.policies.document(one.digest)
            yield one.name, kept.document if kept else b""


def _check(name: str, document: bytes) -> int:
    try:
        policy = parse_kept(document, name)
    except ConfigurationError as error:
        click.echo(f"{error}", err=True)
        click.echo(
            f"{name}: cannot be read: no worker would start; roll it back before the upgrade", err=True
        )
        return UNREADABLE
    if not policy.unsaid:
        click.echo(f"{name}: complete: {policy.name} {policy.version}")
        return 0
    click.echo(f"{name}: {policy.name} {policy.version} lacks {len(policy.unsaid)} rows of this program:")
    for row in sorted(policy.unsaid):
        click.echo(f"  {row}: {_meaning(policy, row)}")
    return INCOMPLETE


def _meaning(policy: Policy, row: str) -> str:
    """Say what a missing row is taken to mean."""
    section, _, name = row.partition(".")
    if section == "judged_as":
        return UNSAID_CLASS
    outcome = policy.outcome(Reason(name), COLUMNS[0]) if section == "outcomes" else UNSAID
    return outcome.name.lower()
