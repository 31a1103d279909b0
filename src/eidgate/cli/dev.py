"""`eidgate dev`: what a developer needs and production must not have."""

import shlex
import sys
from pathlib import Path
from typing import Final

import click

from eidgate.adapters.clock import SystemClock
from eidgate.cli.dev_assertion import assertion
from eidgate.cli.dev_banks import banks
from eidgate.cli.dev_banks import urls as bank_urls
from eidgate.cli.dev_operators import operators, urls
from eidgate.cli.dev_registry import registry_command
from eidgate.cli.serve import run
from eidgate.config import parse_address
from eidgate.simulator.bank_server import CLIENT as NAME_ENQUIRY_CLIENT
from eidgate.simulator.certificates import ensure_certificates
from eidgate.simulator.identity_provider import IdentityProvider
from eidgate.simulator.installation import Installation, Settings, install
from eidgate.simulator.registry_server import CLIENT as REGISTRY_CLIENT
from eidgate.simulator.world import BANK, certificate_names

SEED: Final = 2026
FOLDER: Final = Path(".dev")
ADDRESS: Final = "127.0.0.1:8443"
METRICS: Final = "127.0.0.1:9464"
METHOD: Final = "eidgate.v1.VerificationService/VerifyTransaction"

_folder = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=FOLDER,
    show_default=True,
    help="Where the development installation lies.",
)
_certificates = click.option(
    "--certificates",
    "certificates_folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("certs_dev"),
    show_default=True,
    help="Where the development certificates lie; made when missing.",
)


@click.group()
def dev() -> None:
    """Development certificates, a ready-made service, and what to send to it."""


dev.add_command(assertion)
dev.add_command(operators)
dev.add_command(banks)
dev.add_command(registry_command, "registry")


@dev.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Directory.")
def certificates(out: Path) -> None:
    """Make a CA, a server certificate and one per relying party; keep those that are still good."""
    names = [*certificate_names(), REGISTRY_CLIENT, NAME_ENQUIRY_CLIENT]
    made = ensure_certificates(out, at=SystemClock().now(), relying_parties=names)
    click.echo(f"{made.directory}: certificates of the server and of {', '.join(names)}")


@dev.command()
@_folder
@_certificates
@click.option("--store", default="sqlite:///eidgate.db", show_default=True, help="Or postgresql://host/name.")
@click.option("--address", default=ADDRESS, show_default=True, help="Where to listen.")
@click.option("--metrics", default=METRICS, show_default=True, help="Where /metrics is served.")
@click.option("--operators", "ask", is_flag=True, help="Ask the operators of `eidgate dev operators`.")
@click.option("--banks", "ask_banks", is_flag=True, help="Ask the banks of `eidgate dev banks`.")
@click.option(
    "--registry", default="", help="The population registry's URL, as `eidgate dev registry` prints it."
)
def serve(  # noqa: PLR0913 (one for each option)
    folder: Path,
    certificates_folder: Path,
    store: str,
    address: str,
    metrics: str,
    *,
    ask: bool,
    ask_banks: bool,
    registry: str,
) -> None:
    """Serve a development installation in the foreground, and print how to call it."""
    parse_address(address)
    settings = Settings(
        certificates=certificates_folder,
        store=store,
        server={"address": address},
        metrics=metrics,
        registry=registry,
        operators=urls() if ask else {},
        banks=bank_urls() if ask_banks else {},
    )
    installation = install(folder, IdentityProvider(SEED), at=SystemClock().now(), settings=settings)
    _explain(installation, certificates_folder, address)
    sys.exit(run(installation.configuration))


@dev.command()
@_certificates
@click.option("--address", default=ADDRESS, show_default=True, help="Where the service listens.")
@click.option("--amount", type=click.IntRange(min=1), default=4_000_000, show_default=True, help="Whole VND.")
def request(certificates_folder: Path, address: str, amount: int) -> None:
    """Print a payment by a bound customer as JSON, ready to be sent; the first call binds the account."""
    # gRPC is loaded only by who calls a server
    from eidgate.cli.sample import Sample  # noqa: PLC0415
    from eidgate.client import CallRefusedError, CertificatesError  # noqa: PLC0415

    try:
        sample = Sample(certificates_folder, address, seed=SEED)
        sample.bind()
    except (CallRefusedError, CertificatesError) as error:
        raise click.ClickException(
            f"{error}\nIs the service running? Start it with: eidgate dev serve --address {address}"
            f" --certificates {certificates_folder}"
        ) from error
    click.echo(sample.payment_json(amount))


def _explain(installation: Installation, certificates_folder: Path, address: str) -> None:
    """Say how to call, with a client that is none of ours."""
    made, commands = installation.certificates, Path(sys.executable).parent
    own = [str(commands / "eidgate"), "dev", "request"]
    own += ["--certificates", str(certificates_folder), "--address", address]
    other = [str(commands / "buf"), "curl", "--protocol", "grpc", "--cacert", str(made.authority)]
    other += ["--cert", str(made.certificate(BANK.relying_party_id))]
    other += ["--key", str(made.key(BANK.relying_party_id)), "-d", "@-"]
    other += [f"https://localhost:{parse_address(address).port}/{METHOD}"]
    click.echo("Call it from another terminal, with a client that is none of ours:\n")
    click.echo(f"  {shlex.join(own)} | {shlex.join(other)}\n")
