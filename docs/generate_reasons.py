"""Write `docs/reasons.md` from the catalogue, the shipped policy and what tests saw produce each reason.

`python docs/generate_reasons.py` writes, `--check` fails when the page is not what would be written.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from builders.reason_sources import Source, sources
from eidgate.adapters.policies import load_policy
from eidgate.core.reasons import Reason
from eidgate.core.risk.outcome import Outcome
from eidgate.core.risk.policy import COLUMNS, FLOORS, SAID_ELSEWHERE, Policy
from eidgate.core.risk.policy_terms import REJECTIONS

PAGE: Final = Path(__file__).parent / "reasons.md"
POLICY: Final = "vn-bank"
EXAMPLES: Final = 3

HEAD: Final = """# Reasons

<!-- Written by docs/generate_reasons.py (`make docs`); do not edit. -->

Every answer says why, in codes of this page. A code is never renamed and never gets another meaning; judge
one that you do not know by its finding's `outcome`. {count} codes.

- **Arises at**: the step of the verification procedure (`core/assertion/verify.py`) that refuses the
  assertion, `note` for what is worth knowing of an accepted one, or the signal that weighs the transaction
  (`core/risk/signals`). Each place was seen to give the reason when this page was written; the examples are
  named forgeries and scenes that did it.
- **Policy**: what the shipped policy `{policy}` makes of it, for the classes A to G and for identity checks.
- **Floor**: the least that any policy may make of it; `step_up identity` in an identity check, which has
  identified nobody then.

| Step | of the procedure |
|---|---|
| 0 | budget |
| 1 | strict decoding |
| 2 | header rules |
| 3 | issuer and key |
| 4 | key fits algorithm |
| 5 | signature |
| 6 | claims: types, audience, times |
| 7 | disclosures |
| 8 | holder |
| 9 | challenge |
| 10 | transaction |
| 11 | assurance |
| 12 | identity |
| 13 | status |
| 14 | one use (the ledger's; signal `replay`) |
"""


def page() -> str:
    """Return the whole page."""
    policy, places = load_policy(POLICY), _by_reason(sources())
    return "\n".join(
        [
            HEAD.format(count=len(Reason), policy=POLICY),
            *_table(("Code", "Arises at", "Policy", "Floor", "For example"), _overview(policy, places)),
            "\n## What people read\n",
            *_table(("Code", "Tiếng Việt", "English"), _texts()),
            "\n## What the payer is warned of\n",
            "Only where there is danger: a payer who is warned at every step stops reading warnings.\n",
            *_table(("Codes", "Tiếng Việt", "English"), _warnings()),
            "",
        ]
    )


def _by_reason(found: Iterable[Source]) -> dict[Reason, list[Source]]:
    places: dict[Reason, list[Source]] = defaultdict(list)
    for source in found:
        places[source.reason].append(source)
    return places


def _overview(policy: Policy, places: dict[Reason, list[Source]]) -> Iterator[tuple[str, ...]]:
    for reason in Reason:
        here = places[reason]
        where = ", ".join(sorted({one.place for one in here}, key=_in_order))
        examples = "; ".join(list(dict.fromkeys(one.name for one in here))[:EXAMPLES])
        yield f"`{reason}`", where, _policy(policy, reason), _floor(reason), examples


def _floor(reason: Reason) -> str:
    if reason in FLOORS:
        return FLOORS[reason].name.lower()
    return "step_up identity" if reason in REJECTIONS else ""


def _in_order(place: str) -> tuple[int, str]:
    number = place.removeprefix("step ")
    return (int(number), "") if number.isdecimal() else (len(place) + 99, place)


def _policy(policy: Policy, reason: Reason) -> str:
    if reason in SAID_ELSEWHERE:
        return "as its gaps, rules and score say"
    by_outcome: dict[Outcome, list[str]] = defaultdict(list)
    for column in COLUMNS:
        by_outcome[policy.outcome(reason, column)].append(column)
    if len(by_outcome) == 1:
        return next(iter(by_outcome)).name.lower()
    return "; ".join(f"{outcome.name.lower()} {' '.join(of)}" for outcome, of in sorted(by_outcome.items()))


def _texts() -> Iterator[tuple[str, ...]]:
    return ((f"`{reason}`", reason.text.vi, reason.text.en) for reason in Reason)


def _warnings() -> Iterator[tuple[str, ...]]:
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reason in Reason:
        if reason.text.payer_vi:
            shared[reason.text.payer_vi, reason.text.payer_en].append(f"`{reason}`")
    return ((" ".join(codes), vi, en) for (vi, en), codes in shared.items())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


def main() -> None:
    """Write the page, or hold it against what would be written."""
    written = page()
    if "--check" not in sys.argv:
        PAGE.write_text(written, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != written:
        sys.exit(f"{PAGE}: not what the code says; run `make docs`")


if __name__ == "__main__":
    main()
