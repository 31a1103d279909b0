"""`eidgate decision replay-all`: decide every stored decision of a relying party again, page by page.

What an auditor asks of a store: that each of its decisions follows from its own record. Memory is one page.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from eidgate.adapters.program import PROGRAM
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.cli.decision.past_policies import PastPolicies
from eidgate.cli.decision.replay import DIFFERENT, IMPOSSIBLE, told
from eidgate.cli.stores import opened
from eidgate.config import load_config
from eidgate.core.regulation.versions import Regulation
from eidgate.core.risk.replaying import Came, Replayed, replayed
from eidgate.core.terms import RelyingPartyId
from eidgate.ports import Ledger, StoredRecord

PAGE: Final = 500
"""Records read at a time: a page is about 3 MB."""

MOST_TOLD: Final = 100
"""Decisions named one by one; when more differ, their number says enough."""

_CODES: Final = {Came.DIFFERENT: DIFFERENT, Came.UNTRIED: 2, Came.IMPOSSIBLE: IMPOSSIBLE}
"""Exit codes; the first that applies."""
_TOLD: Final = frozenset({Came.DIFFERENT, Came.IMPOSSIBLE})


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

    Exit 0 when all came out the same, 1 when one did not, 2 when one names a policy that was not given or
    there is none, 3 when another version of this program decided one in a way that this one does not know:
    no difference.
    """
    loaded = load_config(config)
    regulation = load_regulation()
    counts, reasons = Counter[Came](), Counter[tuple[Came, str]]()
    with opened(loaded.store) as store:
        policies = PastPolicies(named, config=loaded, store=store.policies)
        for stored in _shown(_records(store.ledger, RelyingPartyId(relying_party))):
            tried = _try(stored, policies, regulation)
            counts[tried.came] += 1
            reasons[tried.came, tried.why] += 1
            if counts[tried.came] <= MOST_TOLD:
                _tell(tried, stored)
    if not counts:
        raise click.UsageError(f"the store has no decision of {relying_party}: is --relying-party its id?")
    _conclude(counts, reasons)


def _tell(tried: Replayed, stored: StoredRecord) -> None:
    if tried.came in _TOLD:
        name = tried.record.name if tried.record else f"record {stored.cursor}"
        click.echo(f"{name}: {'; '.join(told(tried))}", err=True)


def _records(ledger: Ledger, relying_party: RelyingPartyId) -> Iterator[StoredRecord]:
    after = 0
    while page := ledger.page(relying_party, after=after, limit=PAGE):
        yield from page
        after = page[-1].cursor


def _try(stored: StoredRecord, policies: PastPolicies, regulation: Regulation) -> Replayed:
    try:
        return replayed(stored.record, policy_of=policies.of, regulation=regulation, program=PROGRAM)
    except msgspec.MsgspecError as error:
        return Replayed(came=Came.DIFFERENT, why=f"not a decision record: {error}")


def _conclude(counts: Counter[Came], reasons: Counter[tuple[Came, str]]) -> None:
    click.echo(f"{counts[Came.SAME]} the same, {counts[Came.DIFFERENT]} different")
    for (came, why), count in sorted(reasons.items()):
        if came is Came.UNTRIED:
            click.echo(f"{count} not tried: give {why} with --policy", err=True)
        elif came is Came.IMPOSSIBLE:
            click.echo(f"{count} {why}", err=True)
    for came, code in _CODES.items():
        if counts[came]:
            raise SystemExit(code)


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
