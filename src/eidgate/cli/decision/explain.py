"""`eidgate decision explain`: what was decided, on what, by which versions, and what would change it."""

from collections.abc import Callable
from functools import partial
from typing import Final

import click
from google.protobuf.json_format import MessageToJson

from eidgate.cli.connection import asking, connection
from eidgate.cli.decision.table import show
from eidgate.client import CallRefusedError, Client
from eidgate.v1 import decision_pb2, verification_service_pb2

LANGUAGES: Final = ("vi", "en")


@click.command()
@click.argument("name", metavar="NAME", help="decisions/..., or its last part.")
@connection
@click.option(
    "--language", type=click.Choice(LANGUAGES), default="vi", show_default=True, help="Of the texts."
)
@click.option("--json", "as_json", is_flag=True, help="Print the decision's message as JSON.")
def explain(
    client: Callable[..., Client],
    name: str,
    language: str,
    as_json: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Explain the decision NAME (decisions/...) of your own institution, or as an auditor of any."""
    decision = _read(name, partial(client, language=language))
    if as_json:
        click.echo(MessageToJson(decision, preserving_proto_field_name=True, ensure_ascii=False))
    else:
        show(decision, language)


def _read(name: str, client: Callable[[], Client]) -> decision_pb2.Decision:
    full = name if name.startswith("decisions/") else f"decisions/{name}"
    with asking(client, _advice) as service:
        return service.get_decision(verification_service_pb2.GetDecisionRequest(name=full)).decision


def _advice(_: CallRefusedError) -> str:
    return "Is it the right server (--server), and is the decision one of your own institution?"
