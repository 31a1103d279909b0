"""`eidgate names`: compare names offline, as a payee check would."""

from pathlib import Path
from typing import Final

import click

from eidgate.cli.json_lines import Value, convert
from eidgate.core.binding.names.compare import compare
from eidgate.core.terms import CustomerKind

_KINDS: Final = {"person": CustomerKind.INDIVIDUAL, "organisation": CustomerKind.ORGANISATION}


@click.group()
def names() -> None:
    """Compare payees' names."""


@names.command()
@click.option(
    "--input",
    "source",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Pairs, one JSON object a line.",
)
@click.option(
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write the answers, in the same order; stdout by default.",
)
def match(source: Path, target: Path | None) -> None:
    """Grade each pair of a name as typed and a registered name.

    \b
    A pair:    {"id", "given", "registered", "kind": "person"|"organisation"}
    An answer: {"id", "grade": "match"|"close"|"no_match", "score": 0-100, "why"}

    Scores only rank answers of one grade: match is 90 and above, close 50 to 89. On a faulty line nothing is
    written, line and field are named, and the exit code is 2.
    """  # noqa: D301 - \b is click's mark for a block that keeps its lines
    convert(source, target, judge)


def judge(line: Value) -> dict[str, object]:
    """Return the answer to one pair."""
    told = line.record(("id", "given", "registered", "kind"))
    kind = _KINDS.get(told["kind"].text())
    if kind is None:
        raise told["kind"].fault("must be person or organisation")
    found = compare(told["given"].string(), told["registered"].string(), kind)
    return {
        "id": told["id"].label(),
        "grade": found.grade.value,
        "score": found.score,
        "why": found.why.value,
    }
