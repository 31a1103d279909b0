"""`eidgate decision replay-all`: decide every stored decision of a relying party again, page by page.

What an auditor asks of a store: that each of its decisions follows from its own record. Memory is one page.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.open import open_store
from eidgate.cli.decision.past_policies import PastPolicies
from eidgate.cli.decision.replay import DIFFERENT, differences
from eidgate.config import load_config
from eidgate.core.errors import EidgateError
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk import record as records
from eidgate.core.risk.policy import Policy
from eidgate.core.risk.record import DecisionRecord, read_record
from eidgate.core.terms import RelyingPartyId
from eidgate.core.transparency.canonical import canonical
from eidgate.ports import Ledger, StoredRecord

PAGE: Final = 500
"""Records read at a time: a page is about 3 MB."""

MOST_TOLD: Final = 100
"""Decisions named one by one; when more differ, their number says enough."""


@click.command("replay-all")
@click.option(
    "--config",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The server's configuration, which names the store and the policy in force.",
)
@click.option("--relying-party", required=True, help="Whose decisions.")
@click.option("--policy", "named", multiple=True, help="A policy of the past; may be repeated.")
def replay_all(config: Path, relying_party: str, named: tuple[str, ...]) -> None:
    """Decide again every decision of a relying party from its record.

    Exit 0 when all came out the same, 1 when one did not, 2 when one names a policy that was not given.
    """
    loaded = load_config(config)
    regulation, counts = load_regulation(), Counter[str]()
    try:
        store = open_store(loaded.store)
        policies = PastPolicies(named, config=loaded, store=store.policies)
        try:
            for stored in _shown(_records(store.ledger, RelyingPartyId(relying_party))):
                counts[_judge(stored, policies, regulation, told=counts["different"] < MOST_TOLD)] += 1
        finally:
            store.close()
    except EidgateError as error:
        raise click.UsageError(str(error)) from error
    _conclude(counts)


def _records(ledger: Ledger, relying_party: RelyingPartyId) -> Iterator[StoredRecord]:
    after = 0
    while page := ledger.page(relying_party, after=after, limit=PAGE):
        yield from page
        after = page[-1].cursor


def _judge(stored: StoredRecord, policies: PastPolicies, regulation: Regulation, *, told: bool) -> str:
    record = read_record(stored.record)
    policy = policies.of(record.decision.policy_digest)
    if policy is None:
        return f"policy {record.decision.policy_version} ({record.decision.policy_digest[:12]})"
    if _is_alike(record, stored.record, policy, regulation):
        return "same"
    if told:
        decided = records.replay(record, policy=policy, regulation=regulation)
        lines = differences(record.decision, decided) or ["the record's bytes are not canonical"]
        click.echo(f"{record.name}: {'; '.join(lines)}", err=True)
    return "different"


def _is_alike(record: DecisionRecord, raw: bytes, policy: Policy, regulation: Regulation) -> bool:
    decided = records.replay(record, policy=policy, regulation=regulation)
    return decided == record.decision and canonical(record) == raw


def _conclude(counts: Counter[str]) -> None:
    unknown = {name: count for name, count in counts.items() if name not in {"same", "different"}}
    click.echo(f"{counts['same']} the same, {counts['different']} different")
    for name, count in sorted(unknown.items()):
        click.echo(f"{count} not tried: give {name} with --policy", err=True)
    if counts["different"]:
        raise SystemExit(DIFFERENT)
    if unknown:
        raise SystemExit(2)


def _shown(stored: Iterator[StoredRecord]) -> Iterator[StoredRecord]:
    """Pass the records on, and count them on a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from stored
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} decisions"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        for one in stored:
            yield one
            bar.advance(task)
