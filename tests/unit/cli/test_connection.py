"""Every command that asks the service is told in the same way where it is and whose certificate to show."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from builders.far_end import FarEnd, issue, serving
from eidgate.cli import main
from eidgate.cli.connection import asking, connection, optional_connection
from eidgate.client import ClientCertificates
from eidgate.v1 import verification_service_pb2 as pb

ASKING = {
    "alerts follow",
    "binding device-changes",
    "decision explain",
    "policy activate",
    "policy approve",
    "policy backtest",
    "policy list",
    "policy propose",
    "policy roll-back",
    "policy shadow end",
    "policy shadow report",
    "policy shadow start",
    "policy show",
    "statistics",
}
NAMES = ("server", "caller", "folder", "ca", "certificate", "key")


def commands(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, by how it is called."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from commands(found, f"{before}{name} ")
        else:
            yield f"{before}{name}", found


def told(command: click.Command) -> list[Any]:
    """What a command says of its connection, in the order of its help."""
    options = [one for one in command.params if one.name in NAMES and isinstance(one, click.Option)]
    return [(one.name, one.opts, one.help, one.default, one.required, str(one.type)) for one in options]


COMMANDS = dict(commands(main))


def test_these_commands_ask_the_service() -> None:
    assert {name for name, one in COMMANDS.items() if "caller" in {p.name for p in one.params}} == ASKING


@pytest.mark.parametrize("name", sorted(ASKING))
def test_each_has_the_same_options_with_the_same_help(name: str) -> None:
    first = told(COMMANDS["statistics"])
    assert tuple(one[0] for one in first) == NAMES
    assert first[0][1] == ["--server", "--target"]
    assert told(COMMANDS[name]) == first


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - ASKING))
def test_no_other_command_has_a_connection_of_its_own(name: str) -> None:
    known = {spelling for one in COMMANDS[name].params for spelling in one.opts}
    assert not known & {"--target", "--server", "--ca", "--as"}


# --- what is said ------------------------------------------------------------------------------------------


@click.group()
def group() -> None:
    """Hold the two kinds."""


@group.command()
@connection
def must(client: Any) -> None:
    with asking(client, lambda refused: f"advice on {refused.code.name}") as service:
        service.get_decision(pb.GetDecisionRequest())
    click.echo("answered")


@group.command()
@optional_connection
def may(client: Any) -> None:
    click.echo("with a client" if client else "without a client")


def run(*arguments: object) -> Any:
    return CliRunner().invoke(group, [str(one) for one in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FarEnd, ClientCertificates]]:
    """A far end and a folder with a bank's files as `--as bank-a` finds them."""
    ca, folder = issue("test ca"), tmp_path_factory.mktemp("certificates")
    bank = issue("bank-a", by=ca)
    (folder / "ca.crt").write_bytes(ca.certificate_pem)
    (folder / "bank-a.crt").write_bytes(bank.certificate_pem)
    (folder / "bank-a.key").write_bytes(bank.key_pem)
    files = ClientCertificates(
        ca=folder / "ca.crt", certificate=folder / "bank-a.crt", key=folder / "bank-a.key"
    )
    with serving(ca, issue("localhost", by=ca)) as far_end:
        yield far_end, files


@pytest.mark.parametrize("spelling", ["--server", "--target"])
def test_files_and_a_name_in_a_folder_say_the_same(
    made: tuple[FarEnd, ClientCertificates], spelling: str
) -> None:
    far_end, files = made
    three = ("--ca", files.ca, "--certificate", files.certificate, "--key", files.key)
    for whose in (three, ("--as", "bank-a", "--certificates", Path(files.ca).parent)):
        assert run("must", spelling, far_end.target, *whose).output == "answered\n"
    assert far_end.callers[-2:] == ["bank-a", "bank-a"]


def test_what_is_not_answered_is_told_in_lines_with_the_commands_advice(
    made: tuple[FarEnd, ClientCertificates],
) -> None:
    folder = Path(made[1].ca).parent
    refused = run("must", "--server", "localhost:1", "--as", "bank-a", "--certificates", folder)
    assert refused.exit_code == 1
    assert refused.output.startswith("Error: UNAVAILABLE")
    assert refused.output.endswith("\nadvice on UNAVAILABLE\n")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ((), "whose certificate? --as NAME (of --certificates), or --ca, --certificate and --key"),
        (("--as", "bank-a", "--ca", __file__), "say whose certificate once"),
        (("--ca", __file__, "--key", __file__), "go together; missing: --certificate"),
        (("--ca", "nowhere", "--certificate", __file__, "--key", __file__), "'nowhere' does not exist"),
    ],
)
def test_what_is_missing_or_said_twice_is_told(said: tuple[str, ...], answer: str) -> None:
    refused = run("must", *said)
    assert refused.exit_code == 2
    assert answer in refused.output


def test_files_that_are_no_certificates_are_named() -> None:
    refused = run("must", "--ca", __file__, "--certificate", __file__, "--key", __file__)
    assert refused.exit_code == 1
    assert "test_connection.py: holds no PEM certificate; say where it is: --as NAME" in refused.output


def test_where_a_connection_is_a_choice_it_is_made_only_when_it_is_said_whose() -> None:
    assert run("may").output == "without a client\n"
    assert run("may", "--server", "elsewhere:1").output == "without a client\n"
    assert run("may", "--as", "bank-a").output == "with a client\n"
    assert run("may", "--ca", __file__).exit_code == 2
