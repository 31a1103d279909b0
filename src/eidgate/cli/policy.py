"""`eidgate policy`: write, check and test policies offline, and lead them through the service."""

import json
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import track

from eidgate.adapters.policies import SHIPPED, load_policy, read_document
from eidgate.adapters.policy_schema import policy_schema
from eidgate.adapters.policy_worlds import broken, parse_worlds
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.worlds_schema import worlds_schema
from eidgate.cli.policy_precision import precision
from eidgate.cli.policy_service import COMMANDS
from eidgate.cli.policy_upgrade import check_upgrade
from eidgate.cli.trial.backtest import backtest
from eidgate.cli.trial.shadow import shadow
from eidgate.core.desk.identifier import identifier_of
from eidgate.core.errors import ConfigurationError
from eidgate.core.risk.softening import member_digest
from eidgate.core.terms import Instrument, InstrumentKind

_FAILED: Final = 1
_names = click.argument(
    "names", nargs=-1, required=True, metavar="POLICY...", help="Shipped ones' names, or paths of files."
)


@click.group()
def policy() -> None:
    """Write, check, test and backtest risk policies; propose, approve and activate them.

    A POLICY is a shipped one's name (vn-bank, vn-wallet, vn-shop, vn-operator) or the path of a file.
    """


@policy.command()
@_names
def validate(names: tuple[str, ...]) -> None:
    """Check policies in full; say file, line and column of the first fault, and exit with 2."""
    for name in names:
        loaded = load_policy(name)
        rules, lists = len(loaded.rules), len(loaded.softening)
        click.echo(
            f"{name}: good: {loaded.name} {loaded.version}, {rules} rules, {lists} softening lists,"
            f" {loaded.approvals_needed} approvals, sha256 {loaded.digest}"
        )


@policy.command()
@click.option("--tests", is_flag=True, help="The schema of policies' tests instead.")
def schema(tests: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Print the JSON Schema of policies, for editors that check while one types."""
    made = worlds_schema() if tests else policy_schema()
    click.echo(json.dumps(made, indent=2, ensure_ascii=False))


@policy.command()
@_names
@click.option(
    "--tests",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Worlds to test with, for one POLICY; beside it, NAME.tests.yaml, by default.",
)
def test(names: tuple[str, ...], tests: Path | None) -> None:
    """Judge the worlds of each policy's tests; name every one that comes out otherwise, and exit with 1."""
    if tests is not None and len(names) > 1:
        raise click.UsageError("--tests goes with one POLICY")
    regulation, failed = load_regulation(), 0
    for name in track(names, description="policies", console=Console(stderr=True), transient=True):
        loaded = load_policy(name)
        worlds = parse_worlds(*_tests(name, tests))
        found = broken(worlds, loaded, regulation)
        failed += len(found)
        click.echo(f"{name}: {len(worlds)} worlds, {len(found)} not as expected")
        for one in found:
            click.echo(f"  {one}")
    raise SystemExit(_FAILED if failed else 0)


@policy.command()
@click.option(
    "--kind",
    type=click.Choice([one.value for one in InstrumentKind]),
    default="account",
    show_default=True,
    help="What the payee is paid into.",
)
@click.option("--institution", required=True, help="BIN of the bank or wallet, or the operator's code.")
@click.option("--number", prompt=True, hide_input=True, help="Asked for, so that no shell remembers it.")
def member(kind: str, institution: str, number: str) -> None:
    """Print the digest that names a payee in a softening list, so that no number stands in a policy."""
    instrument = Instrument(kind=InstrumentKind(kind), institution=institution, number=number)
    click.echo(member_digest(identifier_of(instrument)))


def _tests(name: str, given: Path | None) -> tuple[bytes, str]:
    if given is not None:
        return given.read_bytes(), given.name
    beside = f"{name}.tests" if name in SHIPPED else f"{name.removesuffix('.yaml')}.tests.yaml"
    try:
        return read_document(beside)
    except ConfigurationError as error:
        raise ConfigurationError(f"{name}: has no tests beside it: {error}") from error


for _command in (*COMMANDS, check_upgrade, precision, backtest, shadow):
    policy.add_command(_command)
