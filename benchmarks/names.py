"""What comparing two names costs, in CPU time of one thread: each published pair, many times, one by one.

The figures are this machine's; the bound is a thousand microseconds, and the ratio to it is what to believe.
"""

import json
from pathlib import Path
from statistics import median, quantiles
from time import thread_time_ns
from typing import Final

import click

from eidgate.core.binding.names.compare import compare
from eidgate.core.binding.names.words import MOST_CHARACTERS, MOST_WORDS
from eidgate.core.terms import CustomerKind

BOUND_US: Final = 1_000
"""Microseconds: the promise for p99 (issue "Bindings", confirmation of payee)."""

_PAIRS: Final = Path("tests/vectors/names/pairs.jsonl")
_KINDS: Final = {"person": CustomerKind.INDIVIDUAL, "organisation": CustomerKind.ORGANISATION}
_PERCENT: Final = 100
_LONGEST: Final = (
    ("*a" * MOST_CHARACTERS, "ab" * MOST_CHARACTERS, CustomerKind.INDIVIDUAL),
    ("Ễ " * MOST_CHARACTERS, "e " * MOST_CHARACTERS, CustomerKind.INDIVIDUAL),
    ("Ễễ " * MOST_WORDS, "ee " * (MOST_WORDS - 1) + "e", CustomerKind.INDIVIDUAL),
    ("Ễ," + "Ễ " * (MOST_WORDS - 1), "e," + "e " * (MOST_WORDS - 1), CustomerKind.INDIVIDUAL),
    ("Ễ " * 40 + "," + "Ễ " * 39, "e " * 40 + "," + "e " * 39, CustomerKind.INDIVIDUAL),
    ("Ễ " * MOST_WORDS, "Cty " * (MOST_WORDS - 1) + "ộ", CustomerKind.ORGANISATION),
    ("cong ty tnhh " * MOST_CHARACTERS, "cty " * MOST_CHARACTERS, CustomerKind.ORGANISATION),
)
"""The worst that a caller can send: as long, as many words, as hidden, marked or full of forms as can be."""


@click.command()
@click.option("--rounds", default=200, show_default=True, help="How often each pair is compared.")
def main(rounds: int) -> None:
    """Print what one comparison costs: published pairs, and the worst that anybody can send."""
    published = [json.loads(line) for line in _PAIRS.read_text().splitlines()]
    pairs = [(one["given"], one["registered"], _KINDS[one["kind"]]) for one in published]
    _tell(f"{len(pairs)} published pairs", pairs, rounds)
    _tell("the longest names", list(_LONGEST), rounds)


def _tell(what: str, pairs: list[tuple[str, str, CustomerKind]], rounds: int) -> None:
    found = sorted(_cost_us(*pair) for _ in range(rounds) for pair in pairs)
    p99 = quantiles(found, n=_PERCENT)[-1]
    click.echo(
        f"{what}: median {median(found):.0f} us, p99 {p99:.0f} us, most {found[-1]:.0f} us CPU"
        f" ({p99 / BOUND_US:.3f} of the bound)"
    )


def _cost_us(given: str, registered: str, kind: CustomerKind) -> float:
    began = thread_time_ns()
    compare(given, registered, kind)
    return (thread_time_ns() - began) / 1_000


if __name__ == "__main__":
    main()
