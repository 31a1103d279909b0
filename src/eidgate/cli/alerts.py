"""`eidgate alerts`: read the alerts that are addressed to an institution, as JSON lines."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import click
from google.protobuf.json_format import MessageToDict

from eidgate.cli.connection import asking, connection
from eidgate.client import CallRefusedError, Client, CursorFile, CursorFileError
from eidgate.v1 import alert_service_pb2


@click.group()
def alerts() -> None:
    """Alerts to who can act: follow them, and keep the place where one stopped."""


@alerts.command()
@connection
@click.option(
    "--cursor",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Keeps the place; a missing file begins at the earliest alert that is kept.",
)
@click.option("--waiting", is_flag=True, help="End when no more alerts are waiting, instead of following.")
def follow(*, client: Callable[[], Client], cursor: Path, waiting: bool) -> None:
    """Print each alert as one line of JSON, and go on after a lost connection or a restart.

    An alert may be printed twice (its name tells), but none is left out. Lines hold identifiers, which are
    personal data: send them to who acts on them, not into a log.
    """
    place = CursorFile(cursor)
    try:
        with asking(client, partial(_advice, cursor)) as service:
            _print(service.read_alerts(place) if waiting else service.follow_alerts(place))
    except CursorFileError as error:
        raise click.UsageError(str(error)) from error


def _print(found: Iterator[alert_service_pb2.Alert]) -> None:
    for alert in found:
        click.echo(json.dumps(MessageToDict(alert, preserving_proto_field_name=True), ensure_ascii=False))


def _advice(cursor: Path, refused: CallRefusedError) -> str:
    if refused.reason != "CURSOR_EXPIRED":
        return ""
    earliest = refused.metadata.get("earliest", "")
    return (
        f"alerts since the place in {cursor} were dropped unread: compare your lists and holds with the"
        f" service's, then write {earliest} into that file and start again"
    )
