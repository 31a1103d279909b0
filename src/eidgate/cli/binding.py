"""`eidgate binding`: what operators' clerks and auditors look up beside the service."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from eidgate.adapters.storage.open import Store
from eidgate.cli.device_changes import device_changes
from eidgate.cli.stores import opened
from eidgate.config import load_config
from eidgate.core.binding.junk_sims import OperatorNumbers, numbers_by_operator
from eidgate.core.binding.lifecycle import Binding
from eidgate.core.binding.masking import masked_number
from eidgate.core.terms import BindingName, InstrumentKind, IssuerId, SubjectId

_AT_ONCE: Final = 500
"""Bindings read at once; somebody with more is read page by page."""


@click.group()
def binding() -> None:
    """Look at the numbers that stand in one person's name, and tell of numbers in new devices."""


binding.add_command(device_changes)


@binding.command()
@click.option(
    "--config",
    "configuration",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The service's configuration; its store is read, and nothing is written.",
)
@click.option("--issuer", required=True, help="Whose subject it is: `iss` of the assertions.")
@click.option("--subject", required=True, help="The person's pseudonym there: `sub` of the assertions.")
def numbers(configuration: Path, issuer: str, subject: str) -> None:
    """Report one person's SIM numbers by operator, and which lack the contract that they need.

    One JSON object a line: {"operator", "count", "above", "numbers": [{"binding", "masked_number", "since",
    "state", "channel", "contract"}]}. Numbers are masked. Nothing is printed for who has none.
    """
    with opened(load_config(configuration).store) as store:
        found = list(_sims(store, IssuerId(issuer), SubjectId(subject)))
    by_name = {one.name: one for one in found}
    for report in numbers_by_operator(found):
        sys.stdout.write(json.dumps(_line(report, by_name), ensure_ascii=False) + "\n")


def _sims(store: Store, issuer: IssuerId, subject: SubjectId) -> Iterator[Binding]:
    after = 0
    while page := store.bindings.of_subject(issuer, subject, after=after, limit=_AT_ONCE):
        yield from (one for _, one in page if one.instrument.kind is InstrumentKind.SIM)
        after = page[-1][0]


def _line(report: OperatorNumbers, by_name: dict[BindingName, Binding]) -> dict[str, Any]:
    return {
        "operator": report.operator,
        "count": len(report.numbers),
        "above": list(report.above),
        "numbers": [_number(by_name[name]) for name in report.numbers],
    }


def _number(one: Binding) -> dict[str, Any]:
    return {
        "binding": one.name,
        "masked_number": masked_number(one.instrument),
        "since": one.created_at.isoformat(),
        "state": one.state,
        "channel": one.sim.channel if one.sim else None,
        "contract": bool(one.sim and one.sim.contract),
    }
