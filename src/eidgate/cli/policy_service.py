"""The commands of `eidgate policy` that ask the service: propose, approve, activate, roll-back, ...."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from google.protobuf.json_format import MessageToDict
from google.protobuf.timestamp_pb2 import Timestamp

from eidgate.cli.connection import asking, connection
from eidgate.v1 import policy_service_pb2 as pb

if TYPE_CHECKING:
    from eidgate.client import Client

_existing = click.Path(exists=True, dir_okay=False, path_type=Path)
name_argument = click.argument("name", metavar="NAME", help="policies/..., as `list` and `propose` print it.")
note_option = click.option("--note", required=True, help="Why; kept with the act. No personal data.")
_etag = click.option("--etag", help="The state you have seen (`show` prints it); the newest by default.")
_documents: Final = frozenset({"document", "tests"})


@click.command()
@connection
@click.argument("document", type=_existing, help="The policy's file.")
@click.option("--tests", type=_existing, help="DOCUMENT's tests; NAME.tests.yaml beside it by default.")
@note_option
def propose(client: "Callable[[], Client]", document: Path, tests: Path | None, note: str) -> None:
    """Send DOCUMENT with its tests; it is validated, tested and kept for another person to approve."""
    worlds = tests or document.with_name(f"{document.stem}.tests.yaml")
    request = pb.ProposePolicyRequest(document=document.read_bytes(), tests=worlds.read_bytes(), note=note)
    with asking(client) as service:
        print_policy(service.propose_policy(request).response.policy)


@click.command()
@connection
@name_argument
@_etag
@note_option
def approve(client: "Callable[[], Client]", name: str, etag: str | None, note: str) -> None:
    """Approve the policy NAME, which another person proposed."""
    with asking(client) as service:
        request = pb.ApprovePolicyRequest(name=name, etag=etag or newest(service, name), note=note)
        print_policy(service.approve_policy(request).response.policy)


@click.command()
@connection
@name_argument
@_etag
@click.option("--at", help="From when on, such as 2026-12-01T00:00:00+07:00; at once by default.")
def activate(client: "Callable[[], Client]", name: str, etag: str | None, at: str | None) -> None:
    """Put the approved policy NAME in force; every worker follows within a second."""
    begins = _timestamp(at) if at else None
    with asking(client) as service:
        state = etag or newest(service, name)
        request = pb.ActivatePolicyRequest(name=name, etag=state, effective_time=begins)
        print_policy(service.activate_policy(request).response.policy)


@click.command("roll-back")
@connection
@name_argument
@_etag
@note_option
def roll_back(client: "Callable[[], Client]", name: str, etag: str | None, note: str) -> None:
    """Take the activation of NAME back; what was in force without it is in force again at once."""
    with asking(client) as service:
        request = pb.RollBackPolicyRequest(name=name, etag=etag or newest(service, name), note=note)
        print_policy(service.roll_back_policy(request).response.policy)


@click.command("list")
@connection
@click.option("--line", default="", help="Only this line, such as vn-bank.")
def list_(client: "Callable[[], Client]", line: str) -> None:
    """List the versions that were proposed, oldest first, one JSON object a line."""
    with asking(client) as service:
        request = pb.ListPoliciesRequest(line=line)
        while True:
            page = service.list_policies(request)
            for one in page.policies:
                click.echo(json.dumps(_shown(one), ensure_ascii=False))
            if not page.next_page_token:
                return
            request.page_token = page.next_page_token


@click.command()
@connection
@name_argument
@click.option("--document", "only", flag_value="document", help="Print its document instead.")
@click.option("--tests", "only", flag_value="tests", help="Print its tests instead.")
def show(client: "Callable[[], Client]", name: str, only: str | None) -> None:
    """Show the policy NAME with everything that was done to it."""
    with asking(client) as service:
        found = service.get_policy(pb.GetPolicyRequest(name=name)).policy
    if only is None:
        print_policy(found)
    else:
        click.echo(getattr(found, only), nl=False)


COMMANDS: Final = (propose, approve, activate, roll_back, list_, show)


def newest(service: "Client", name: str) -> str:
    """Return the etag of a policy as it is now."""
    return service.get_policy(pb.GetPolicyRequest(name=name)).policy.etag


def print_policy(policy: pb.Policy) -> None:
    """Print a policy without its documents."""
    click.echo(json.dumps(_shown(policy), indent=2, ensure_ascii=False))


def _shown(policy: pb.Policy) -> dict[str, Any]:
    told = MessageToDict(policy, preserving_proto_field_name=True)
    return {key: value for key, value in told.items() if key not in _documents}


def _timestamp(text: str) -> Timestamp:
    try:
        at = datetime.fromisoformat(text)
        if at.tzinfo is not None:
            made = Timestamp()
            made.FromDatetime(at.astimezone(UTC))
            return made
    except (ValueError, OverflowError) as error:
        raise click.UsageError(f"--at {text}: no such moment") from error
    raise click.UsageError(f"--at {text}: needs an offset, as in 2026-12-01T00:00:00+07:00")
