"""`eidgate dev registry`: the simulated population registry, as a process of its own."""

from pathlib import Path

import click

from eidgate.adapters.clock import SystemClock
from eidgate.config import parse_address
from eidgate.simulator.certificates import ensure_certificates
from eidgate.simulator.population import PEOPLE, world_population
from eidgate.simulator.registry_server import CLIENT, RegistryServer
from eidgate.simulator.world import certificate_names

_SEED = 2026
"""The world of `eidgate dev serve`."""


@click.command()
@click.option(
    "--certificates",
    "certificates_folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("certs_dev"),
    show_default=True,
    help="Where the development certificates lie; made when missing.",
)
@click.option("--address", default="127.0.0.1:8444", show_default=True, help="Where to listen; port 0: any.")
@click.option("--seed", default=_SEED, show_default=True, help="Which invented world is registered.")
@click.option(
    "--people",
    type=click.IntRange(1, 100_000),
    default=PEOPLE,
    show_default=True,
    help="How many of its customers.",
)
def registry_command(certificates_folder: Path, address: str, seed: int, people: int) -> None:
    """Serve an invented population over mutual TLS, and print where; it tells results only."""
    listen, clock = parse_address(address), SystemClock()
    names = [*certificate_names(), CLIENT]
    made = ensure_certificates(certificates_folder, at=clock.now(), relying_parties=names)
    population = world_population(seed, people)
    with RegistryServer((listen.host, listen.port), population, made, now=clock.now) as server:
        click.echo(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("ended")
