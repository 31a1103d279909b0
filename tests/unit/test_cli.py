"""The `eidgate` command as a whole: every command explains itself, and every error says what to do."""

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from eidgate.cli import main


def paths(group: click.Group = main, *parents: str) -> Iterator[tuple[str, ...]]:
    """Every command by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*parents, name)
        if isinstance(command, click.Group):
            yield from paths(command, *parents, name)


@pytest.mark.parametrize("words", [(), *paths()], ids=" ".join)
def test_every_command_explains_itself_and_its_options(words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*words, "--help"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Usage:" in result.output
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found
    for option in command.params:
        assert option.name == "help" or getattr(option, "help", None), f"{option.name} says nothing"


def test_the_commands_are_those_of_the_contract() -> None:
    assert {("serve",), ("demo",), ("assertion", "verify"), ("regulation", "classify"), ("dev", "serve")} <= {
        *paths()
    }


def test_tells_its_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0
    assert result.output.startswith("eidgate ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "No such command 'nothing'"),
        (["serve"], "Missing option '--config'"),
        (["serve", "--config", "nothing.yaml"], "nothing.yaml: No such file or directory"),
        (["serve", "--config", "."], ".: Is a directory"),
        (["dev", "certificates"], "Missing option '--out'"),
        (["dev", "serve", "--address", "8443"], "an address is host:port, as in 127.0.0.1:8443"),
        (["dev", "request", "--amount", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_is_wrong_is_said_in_a_line_and_exits_with_two(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (2, True)
    assert said in result.output
    assert "Traceback" not in result.output
    assert [*tmp_path.iterdir()] == [], "something was half-written"
