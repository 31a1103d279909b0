"""`python -m benchmarks.backtest`: CPU of a backtest for each recorded decision, from an SQLite file.

Records are real ones: payments through the service, with assertions, histories and reports, of a few hundred
customers; then written again and again under other names, for the figure is one of reading and deciding.
Process CPU time over rounds; the smallest is the figure, for whatever else runs on the machine adds to it.
"""

import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import track

from benchmarks.recorded import record_payments
from benchmarks.shadows import idle_judge, shadow
from eidgate.adapters.policies import load_policy
from eidgate.adapters.regulation_tables import load_regulation
from eidgate.adapters.storage.open import open_store
from eidgate.app.backtest import Backtest, Question
from eidgate.core.risk.decide import decide
from eidgate.core.risk.record import read_record
from eidgate.core.risk.trial.past import read_past
from eidgate.core.risk.trial.tally import Tally
from eidgate.ports import DecisionFilter

RECORDS, ROUNDS, OFFERS = 8_000, 4, 20_000
SHARES = {
    "offer, no shadow": (),
    "offer, in none of 1,000 shares": (1,) * 1_000,
    "offer, in 1,000 shares": (1_000,) * 1_000,
}
LEAST = 5_000
"""Recorded decisions a second and core."""


def cpu(work: Callable[[], object]) -> float:
    """Return microseconds of CPU for each record, the best of some rounds."""
    best = float("inf")
    for _ in track(range(ROUNDS), description="backtest", console=Console(stderr=True), transient=True):
        started = time.process_time_ns()
        work()
        best = min(best, (time.process_time_ns() - started) / RECORDS / 1000)
    return best


def run(url: str) -> Tally:
    """Backtest the shipped policy on everything."""
    store, policy = open_store(url), load_policy("vn-bank")
    try:
        question = Question(candidate=policy, only=DecisionFilter())
        trial = Backtest(question, store.past_decisions, load_regulation(), lambda _: policy)
        total = Tally()
        for step in trial.steps(store.past_decisions.span(None, None)):
            total.add(step.counted)
        return total
    finally:
        store.close()


def offering(raw: bytes) -> dict[str, float]:
    """Return what an answer pays for shadows, in microseconds: nobody shadows, in no share, in a share."""
    policy, record, costs = load_policy("vn-bank"), read_record(raw), {}
    for name, shares in SHARES.items():
        judge = idle_judge([(shadow(share), policy) for share in shares])
        best = float("inf")
        for _ in range(ROUNDS):
            started = time.process_time_ns()
            for _ in range(OFFERS):
                judge.offer(record)
            best = min(best, (time.process_time_ns() - started) / OFFERS / 1000)
        costs[name] = best
    return costs


def main() -> None:
    """Record, measure, print; fail below the least."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        record_payments(path, RECORDS)
        url = f"sqlite:///{path}"
        tally = run(url)
        assert (tally.tried, tally.changed) == (RECORDS, 0), tally
        policy, regulation = load_policy("vn-bank"), load_regulation()
        raw = [row[0] for row in sqlite3.connect(path).execute("SELECT record FROM decision")]
        facts = [read_record(one).facts for one in raw]
        whole = cpu(lambda: run(url))
        parts = {
            "reading a whole record": cpu(lambda: [read_record(one) for one in raw]),
            "reading what is compared": cpu(lambda: [read_past(one) for one in raw]),
            "deciding": cpu(lambda: [decide(one, policy=policy, regulation=regulation) for one in facts]),
        }
        offered = offering(raw[0])
    print(f"a record is {sum(map(len, raw)) / len(raw):,.0f} bytes")
    for name, cost in parts.items():
        print(f"{name:26} {cost:6.1f} us")
    for name, cost in offered.items():
        print(f"{name:26} {cost:6.2f} us")
    print(
        f"{'backtest, all in all':26} {whole:6.1f} us   {1e6 / whole:,.0f} a second and core, least {LEAST:,}"
    )
    if 1e6 / whole < LEAST:
        sys.exit("a backtest costs more than it may")


if __name__ == "__main__":
    main()
