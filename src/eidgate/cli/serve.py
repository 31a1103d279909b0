"""`eidgate serve`: run the service from a configuration file, in the foreground."""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Final

import click

from eidgate.bootstrap.plan import Plan
from eidgate.bootstrap.workers import supervise
from eidgate.config import Config, load_config, parse_address
from eidgate.core.errors import ConfigurationError

ENTRY: Final = "eidgate.bootstrap.service:build"
"""What every worker runs."""
_CLOSING: Final = timedelta(seconds=5)  # beyond lame duck and drain: stores and logs


@click.command()
@click.option("--config", "path", type=click.Path(path_type=Path), required=True, help="The configuration.")
def serve(path: Path) -> None:
    """Serve until SIGTERM; SIGHUP reads certificates and relying parties again; issuers every 5 s."""
    sys.exit(run(path))


def run(path: Path) -> int:
    """Serve a configuration until told to end; return the exit code.

    Raises:
        click.UsageError: the configuration cannot be served from.
    """
    try:
        return supervise(plan_for(path, load_config(path)))
    except ConfigurationError as error:
        raise click.UsageError(str(error)) from error


def plan_for(path: Path, config: Config) -> Plan:
    """Return what the supervisor is to run for a configuration."""
    drain = timedelta(seconds=config.server.lame_duck_seconds + config.server.drain_seconds)
    return Plan(
        entry=ENTRY,
        config=path.resolve(),
        workers=config.workers,
        listen=parse_address(config.server.address),
        metrics=parse_address(config.metrics.address),
        pin=config.server.pin,
        stop_within=drain + _CLOSING,
    )
