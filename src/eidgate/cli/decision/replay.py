"""`eidgate decision replay`: decide a recorded decision again from its own facts, and compare.

A decision is a function of its record and of the policy and regulation that the record names. Who is asked to
prove why a payment was stopped can do it on any machine, without the service.
"""

from functools import partial
from pathlib import Path
from typing import Final

import click
import msgspec
from msgspec.structs import fields

from eidgate.adapters.program import PROGRAM
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.app.timings import signal_times
from eidgate.cli.decision.past_policies import PastPolicies
from eidgate.cli.stores import opened
from eidgate.config import Config, load_config
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord
from eidgate.core.risk.replaying import Came, Replayed, replayed
from eidgate.core.terms import DecisionName, RelyingPartyId

DIFFERENT: Final = 1
"""Exit code when the decision came out otherwise."""
IMPOSSIBLE: Final = 3
"""Exit code when another program decided in a way that this one does not know."""

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("name", required=False, help="decisions/..., or its last part.")
@click.option("--file", "source", type=_file, help="A record as it was stored, instead of NAME.")
@click.option("--config", type=_file, help="The server's configuration, whose store holds NAME.")
@click.option("--relying-party", help="Whose decision NAME is.")
@click.option(
    "--policy", "named", help="The policy it was decided with, if it is neither shipped nor in the store."
)
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Keep the record in this file.")
@click.option("--timings", is_flag=True, help="Show how long each signal took this time.")
def replay(  # noqa: PLR0913, PLR0917 - click passes each option
    name: str | None,
    source: Path | None,
    config: Path | None,
    relying_party: str | None,
    named: str | None,
    save: Path | None,
    timings: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Decide again, from its record alone, the decision NAME or the one in a file.

    Exit 0 when it comes out the same, 1 when it does not, 2 when it cannot be tried, 3 when another version
    of this program decided in a way that this one does not know.
    """
    if (name is None) == (source is None):
        raise click.UsageError("name a decision, or a record with --file")
    raw = source.read_bytes() if source else _stored(name or "", config, relying_party)
    if save is not None:
        save.write_bytes(raw)
    loaded = load_config(config) if config else None
    policies = PastPolicies([named] if named else [], config=loaded)
    policy_of = partial(_policy, policies=policies, config=loaded)
    try:
        tried = replayed(raw, policy_of=policy_of, regulation=load_regulation(), program=PROGRAM)
    except msgspec.MsgspecError as error:
        raise click.UsageError(f"not a decision record: {error}") from error
    if timings and tried.record is not None:
        _show_times(tried.record, policy_of(tried.record.decision.policy_digest))
    _conclude(tried)


def _stored(name: str, config: Path | None, relying_party: str | None) -> bytes:
    if config is None or relying_party is None:
        raise click.UsageError("NAME needs --config and --relying-party, to know where and whose it is")
    full = name if name.startswith("decisions/") else f"decisions/{name}"
    with opened(load_config(config).store) as store:
        raw = store.ledger.find(RelyingPartyId(relying_party), DecisionName(full))
    if raw is None:
        raise click.UsageError(f"{relying_party} has no {full}")
    return raw


def _policy(digest: str, policies: PastPolicies, config: Config | None) -> Policy | None:
    """Find a policy at hand, or in the store of the configuration."""
    found = policies.of(digest)
    if found is not None or config is None:
        return found
    with opened(config.store) as store:
        return PastPolicies(config=config, store=store.policies).of(digest)


def _show_times(record: DecisionRecord, policy: Policy | None) -> None:
    if policy is None:
        return
    times = signal_times(record.facts, policy=policy, regulation=load_regulation())
    for signal, nanoseconds in sorted(times.items(), key=lambda one: -one[1]):
        click.echo(f"{signal:<24}{nanoseconds / 1000:>9.2f} µs")


def _conclude(tried: Replayed) -> None:
    """Print what came of it, and exit accordingly."""
    name = tried.record.name if tried.record else "the record"
    match tried.came:
        case Came.SAME if tried.decided is not None:
            click.echo(f"{name}: {tried.decided.outcome.name}, the same decision from the same facts")
        case Came.UNTRIED:
            raise click.UsageError(
                f"decided with {tried.why}, not at hand;"
                " name it with --policy, or the store that keeps it with --config"
            )
        case Came.IMPOSSIBLE:
            click.echo(f"{name}: {tried.why}", err=True)
            raise SystemExit(IMPOSSIBLE)
        case _:
            click.echo(f"{name}: not the same decision", err=True)
            for line in told(tried):
                click.echo(f"  {line}", err=True)
            raise SystemExit(DIFFERENT)


def told(tried: Replayed) -> list[str]:
    """Return one line for each thing that is otherwise."""
    if tried.record is None or tried.decided is None:
        return [tried.why]
    return differences(tried.record.decision, tried.decided) or [
        "the record's bytes are not canonical: it was changed"
    ]


def differences(recorded: Decision, decided: Decision) -> list[str]:
    """Return one line for each field that came out otherwise, and for each signal."""
    names = [one.name for one in fields(Decision)]
    lines = [
        f"{name}: recorded {getattr(recorded, name)!r}, now {getattr(decided, name)!r}"
        for name in names
        if name != "consulted" and getattr(recorded, name) != getattr(decided, name)
    ]
    before, after = ({one.name: one for one in each.signals} for each in (recorded, decided))
    return lines + [
        f"signal {name}: recorded {before.get(name)}, now {after.get(name)}"
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    ]
