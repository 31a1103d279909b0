"""The `eidgate` command: one file per command, loaded only when it is called."""

from importlib import import_module
from typing import Final

import click

from eidgate.core.errors import ConfigurationError

_COMMANDS: Final = {
    "alerts": ("eidgate.cli.alerts:alerts", "Read the alerts addressed to an institution."),
    "assertion": ("eidgate.cli.assertion:assertion", "Verify signed eID assertions offline."),
    "binding": (
        "eidgate.cli.binding:binding",
        "Look at one person's numbers; tell of new devices.",
    ),
    "decision": ("eidgate.cli.decision:decision", "Explain a decision, or decide it again."),
    "dev": ("eidgate.cli.dev:dev", "Development certificates and a ready-made service."),
    "demo": ("eidgate.cli.demo:demo", "Play the main job end to end and check every answer."),
    "names": ("eidgate.cli.names:names", "Compare payees' names."),
    "policy": ("eidgate.cli.policy:policy", "Write, test and bring into force risk policies."),
    "regulation": ("eidgate.cli.regulation:regulation", "Classify transactions by Circular 50/2024."),
    "simo": ("eidgate.cli.simo:simo", "Report suspect accounts to SIMO, by two officers."),
    "statistics": ("eidgate.cli.statistics:statistics", "Read the figures of a period."),
    "serve": ("eidgate.cli.serve:serve", "Serve gRPC from a configuration file."),
    "watchlist": ("eidgate.cli.watchlist:watchlist", "Put whole lists of suspects in force."),
    "trace": ("eidgate.cli.trace:trace", "Follow money through a file of transfers."),
    "trust": ("eidgate.cli.trust:trust", "Explain whom a configuration trusts, and how far."),
}


class _LazyGroup(click.Group):
    """A group that imports a command's module only when that command runs, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, attribute = _COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Say what is wrong with a file in one line; a trace is for faults of ours."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            raise click.UsageError(str(error)) from error
        except OSError as error:
            if error.filename is None:
                raise
            raise click.UsageError(f"{error.filename}: {error.strerror}") from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in sorted(_COMMANDS.items())])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="eidgate", message="eidgate %(version)s")
def main() -> None:
    """Is this really the person, did they agree to exactly this transaction, and is it safe to go on?"""
