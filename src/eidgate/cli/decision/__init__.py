"""`eidgate decision`: explain a decision to people, and decide it again from its record."""

import click

from eidgate.cli.decision.explain import explain
from eidgate.cli.decision.replay import replay
from eidgate.cli.decision.replay_all import replay_all


@click.group()
def decision() -> None:
    """Explain decisions, and decide them again from their records."""


decision.add_command(explain)
decision.add_command(replay)
decision.add_command(replay_all)
