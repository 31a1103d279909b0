"""`eidgate alerts`: read the alerts that are addressed to an institution, as JSON lines."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from google.protobuf.json_format import MessageToDict

from eidgate.client import (
    CallRefusedError,
    CertificatesError,
    ClientCertificates,
    CursorFile,
    CursorFileError,
    connect,
)
from eidgate.v1 import alert_service_pb2

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def alerts() -> None:
    """Alerts to who can act: follow them, and keep the place where one stopped."""


@alerts.command()
@click.option("--target", required=True, help="host:port of the service")
@click.option("--ca", type=_FILE, required=True, help="the certificate authority that the server is known by")
@click.option("--certificate", type=_FILE, required=True, help="the relying party's certificate")
@click.option("--key", type=_FILE, required=True, help="its private key")
@click.option(
    "--cursor",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="keeps the place; a missing file begins at the earliest alert that is kept",
)
@click.option("--waiting", is_flag=True, help="end when no more alerts are waiting, instead of following")
def follow(  # noqa: PLR0913 (a parameter for each option)
    target: str, ca: Path, certificate: Path, key: Path, cursor: Path, *, waiting: bool
) -> None:
    """Print each alert as one line of JSON, and go on after a lost connection or a restart.

    An alert may be printed twice (its name tells), but none is left out. Lines hold identifiers, which are
    personal data: send them to who acts on them, not into a log.
    """
    certificates = ClientCertificates(ca=ca, certificate=certificate, key=key)
    try:
        with connect(target, certificates=certificates, language="en") as client:
            place = CursorFile(cursor)
            _print(client.read_alerts(place) if waiting else client.follow_alerts(place))
    except (CertificatesError, CursorFileError) as error:
        raise click.UsageError(str(error)) from error
    except CallRefusedError as refused:
        raise click.ClickException(_advice(refused, cursor)) from refused


def _print(found: Iterator[alert_service_pb2.Alert]) -> None:
    for alert in found:
        click.echo(json.dumps(MessageToDict(alert, preserving_proto_field_name=True), ensure_ascii=False))


def _advice(refused: CallRefusedError, cursor: Path) -> str:
    if refused.reason != "CURSOR_EXPIRED":
        return str(refused)
    earliest = refused.metadata.get("earliest", "")
    return (
        f"{refused}\nalerts since the place in {cursor} were dropped unread: compare your lists and holds"
        f" with the service's, then write {earliest} into that file and start again"
    )
