"""Write which worlds of the shipped policies show each implication of `domain.md` section 10.

`python docs/generate_implications.py` writes, `--check` fails when the page is not what would be written. A
number that no world is about must say why no decision shows it, and one that has worlds must not.
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from eidgate.adapters.policies import SHIPPED, read_document
from eidgate.adapters.policy_worlds import parse_worlds

PAGE: Final = Path(__file__).parent / "policies" / "implications.md"
_NUMBER: Final = re.compile(r"\b10\.(\d+)\b")

HEAD: Final = """# The implications, and the worlds that show them

<!-- Written by docs/generate_implications.py (`make docs`); do not edit. -->

The digest of Viet Nam's rules ends with 27 things that the software should do (section 10). Each that a
decision can show is held by named worlds of the shipped policies, judged at every build and by
`eidgate policy test`; of the others stands here why they concern no decision. What a world shows is what the
policy makes of facts: how they are gathered (looking up, verifying, asking operators) has tests of its own.

| 10.x | Asks for | Shown by |
|---|---|---|
"""

ASKS: Final[Mapping[int, str]] = {
    1: "classes and forms by amount, inclusive bounds",
    2: "the counters of a day",
    3: "own accounts; new organisations",
    4: "which forms count, and for how long",
    5: "an assertion for exactly this transaction, once",
    6: "more proof beyond the amount: first use, changes, compromised apps",
    7: "identity papers in force; a biometric match",
    8: "the verifier and its levels",
    9: "the 12-digit number",
    10: "whose account; does the payee's name fit",
    11: "the number and its SIM",
    12: "the shared list: kinds and tiers",
    13: "the SIMO adapter",
    14: "warn first, block what is confirmed",
    15: "holds",
    16: "velocity and signs of mules",
    17: "tracing the money",
    18: "reports from the hotline, banks and the web",
    19: "alerts to who can act",
    20: "redress, and what follows for lists",
    21: "privacy",
    22: "a tamper-evident log",
    23: "capacity",
    24: "degrading safely",
    25: "metrics",
    26: "transport, quotas, texts without links",
    27: "sellers and buyers are identified",
}

NO_DECISION: Final[Mapping[int, str]] = {
    13: "an export of what the list holds; what a decision sees of it are listings and codes (10.12)",
    17: "follows money after decisions; a decision sees the holds that come of it (10.15)",
    19: "sends what was found to who can act; a decision sees what comes back as report, listing or hold",
    21: "is about what is stored; a person is matched by keyed hash all the same (10.12, kind person)",
    22: "is written after the decision and changes none",
    23: "is about how fast and how many, never about which answer",
    25: "counts decisions and changes none",
    26: "is settled before anything is decided; texts without links are a test of every reason",
}
"""Why a decision cannot show it."""


def shown(number: int) -> dict[str, list[str]]:
    """Return the names of the worlds about an implication, by policy."""
    found = {name: list(_about(name, number)) for name in SHIPPED}
    return {name: worlds for name, worlds in found.items() if worlds}


def page() -> str:
    """Return the whole page.

    Raises:
        SystemExit: a number has neither worlds nor a reason, or both.
    """
    return HEAD + "".join(f"| {number} | {asks} | {_cell(number)} |\n" for number, asks in ASKS.items())


def _cell(number: int) -> str:
    worlds = shown(number)
    if bool(worlds) == (number in NO_DECISION):
        sys.exit(f"10.{number}: must have either worlds or a reason why no decision shows it")
    if not worlds:
        return f"*No decision:* {NO_DECISION[number]}"
    return "<br>".join(f"**{name}**: {'; '.join(names)}" for name, names in worlds.items())


def _about(policy: str, number: int) -> Iterator[str]:
    for world in parse_worlds(*read_document(f"{policy}.tests")):
        if str(number) in _NUMBER.findall(world.about):
            yield world.name


def main() -> None:
    """Write the page, or hold it against what would be written."""
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"{PAGE}: not what the worlds say; run `make docs`")


if __name__ == "__main__":
    main()
