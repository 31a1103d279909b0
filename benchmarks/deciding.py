"""`python -m benchmarks.deciding`: CPU of one decision, without and with custom rules.

Process CPU time over rounds that take turns; the smallest of them is the figure, for whatever else runs on
the machine only adds to it.
"""

import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import track

from eidgate.adapters.plain_world import AT
from eidgate.adapters.policies import load_policy, parse_policy, read_document
from eidgate.adapters.policy_worlds import parse_worlds
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.core.risk.decide import decide

ROUNDS, CALLS = 15, 400
RULES = (
    "has(transaction.amount) && transaction.amount >= 50000000 && local.hour < 5",
    "has(transaction.kind) && transaction.kind in ['transfer_abroad', 'cash_withdrawal']",
    "has(sim.swap.age) && sim.swap.age < duration('720h') && class in ['C', 'D']",
    "standings.exists(s, s.kind == 'listed' && s.code == 4)",
    "assertion.verified && assertion.age > duration('2m') && size(forms) < 2",
)
LIMITS = {"no rules": 60, "20 rules": 160}
"""Microseconds of CPU that a decision may cost."""


def ruled(count: int) -> str:
    """Return the shipped policy's text with so many rules."""
    rules = [
        f"  - id: rule-{place}\n    version: 1\n    when: |\n      {RULES[place % len(RULES)]}\n"
        f"    outcome: step_up\n    points: 5\n    code: RULE_{place}\n"
        f"    text: {{vi: Quy tắc., en: A rule.}}\n"
        for place in range(count)
    ]
    return read_document("vn-bank")[0].decode() + "\nrules:\n" + "".join(rules)


def costs(makes: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return microseconds of CPU a call."""
    best = dict.fromkeys(makes, float("inf"))
    for _ in track(range(ROUNDS), description="deciding", console=Console(stderr=True), transient=True):
        for name, make in makes.items():
            started = time.process_time_ns()
            for _ in range(CALLS):
                make()
            best[name] = min(best[name], (time.process_time_ns() - started) / CALLS / 1000)
    return best


def main() -> None:
    """Measure, print, and fail above a limit."""
    regulation, plain = load_regulation(), load_policy("vn-bank")
    rules = parse_policy(ruled(20).encode(), "bench.yaml")
    worlds = [one.facts for one in parse_worlds(*read_document("vn-bank.tests"))]
    facts = next(one for one in worlds if one.at == AT)
    measured = costs(
        {
            "no rules": lambda: decide(facts, policy=plain, regulation=regulation),
            "20 rules": lambda: decide(facts, policy=rules, regulation=regulation),
            "every world": lambda: [decide(one, policy=plain, regulation=regulation) for one in worlds],
        }
    )
    measured["a world, on average"] = measured.pop("every world") / len(worlds)
    for name, cost in measured.items():
        limit = LIMITS.get(name)
        print(f"{name:20} {cost:6.1f} us" + (f"   limit {limit}" if limit else ""))
    if any(measured[name] > limit for name, limit in LIMITS.items()):
        sys.exit("deciding costs more than it may")


if __name__ == "__main__":
    main()
