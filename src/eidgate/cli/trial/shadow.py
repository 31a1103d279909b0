"""`eidgate policy shadow`: let a proposed policy judge aside, and read what it would have decided."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from eidgate.cli.connection import asking, connection
from eidgate.cli.policy_service import name_argument, newest, note_option, print_policy
from eidgate.cli.trial.online import tally_of
from eidgate.cli.trial.showing import show, shown_as
from eidgate.v1 import policy_service_pb2 as pb

if TYPE_CHECKING:
    from eidgate.client import Client


@click.group()
def shadow() -> None:
    """Let a proposed policy judge a share of live decisions aside; no answer changes by it."""


@shadow.command()
@connection
@name_argument
@click.option(
    "--per-mille",
    type=click.IntRange(1, 1000),
    default=100,
    show_default=True,
    help="Share of the line's decisions, in thousandths.",
)
@note_option
def start(client: "Callable[[], Client]", name: str, per_mille: int, note: str) -> None:
    """Let the proposed or approved policy NAME shadow, or change its share; activating NAME ends it."""
    with asking(client) as service:
        request = pb.StartShadowRequest(name=name, etag=newest(service, name), per_mille=per_mille, note=note)
        print_policy(service.start_shadow(request).response.policy)


@shadow.command()
@connection
@name_argument
@note_option
def end(client: "Callable[[], Client]", name: str, note: str) -> None:
    """End the shadow of NAME; what it counted stays."""
    with asking(client) as service:
        request = pb.EndShadowRequest(name=name, etag=newest(service, name), note=note)
        print_policy(service.end_shadow(request).response.policy)


@shadow.command()
@connection
@name_argument
@shown_as
def report(client: "Callable[[], Client]", *, name: str, as_json: bool, language: str) -> None:
    """Show what NAME would have decided, up to some seconds ago."""
    with asking(client) as service:
        found = service.get_shadow_report(pb.GetShadowReportRequest(name=name))
    show(tally_of(found.counted), as_json=as_json, language=language)
