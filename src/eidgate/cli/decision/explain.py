"""`eidgate decision explain`: what was decided, on what, by which versions, and what would change it."""

from pathlib import Path
from typing import Final

import click
from google.protobuf.json_format import MessageToJson

from eidgate.cli.decision.table import show
from eidgate.client import CallRefusedError, CertificatesError, ClientCertificates, connect
from eidgate.v1 import decision_pb2, verification_service_pb2

LANGUAGES: Final = ("vi", "en")

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("name", metavar="NAME", help="decisions/..., or its last part.")
@click.option("--server", "target", required=True, help="Host and port, as in eidgate.bank.example:8443.")
@click.option("--ca", required=True, type=_file, help="CA of the server's certificate, PEM.")
@click.option("--certificate", required=True, type=_file, help="Your client certificate, PEM.")
@click.option("--key", required=True, type=_file, help="Its private key, PEM.")
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="vi", show_default=True, help="Of the texts."
)
@click.option("--json", "as_json", is_flag=True, help="Print the decision's message as JSON.")
def explain(  # noqa: PLR0913, PLR0917 - click passes each option
    name: str,
    target: str,
    ca: Path,
    certificate: Path,
    key: Path,
    language: str,
    as_json: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Explain the decision NAME (decisions/...) of your own institution."""
    certificates = ClientCertificates(ca=ca, certificate=certificate, key=key)
    decision = _read(name, target, certificates, language)
    if as_json:
        click.echo(MessageToJson(decision, preserving_proto_field_name=True, ensure_ascii=False))
    else:
        show(decision, language)


def _read(name: str, target: str, certificates: ClientCertificates, language: str) -> decision_pb2.Decision:
    full = name if name.startswith("decisions/") else f"decisions/{name}"
    try:
        with connect(target, certificates=certificates, language=language) as client:
            return client.get_decision(verification_service_pb2.GetDecisionRequest(name=full)).decision
    except (CallRefusedError, CertificatesError) as error:
        raise click.ClickException(
            f"{error}\nIs {target} the right server, and is the decision one of your own institution?"
        ) from error
