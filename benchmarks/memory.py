"""The memory of a worker whose store holds very many decisions.

The store is filled through the ledger port, with copies of a real decision under other names; then a worker
serves from it. What it holds must not grow with what the store holds.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import Progress

from benchmarks import meter, work
from benchmarks.measure import Load, measure
from benchmarks.stage import VERIFY, Far, Stage
from benchmarks.work import Order
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.open import open_store
from eidgate.core.regulation.terms import Earlier, Group, TransactionClass
from eidgate.core.terms import DecisionName, Instant, RequestId, local_day_start
from eidgate.ports import Claim, Entry, OneUse, RequestClaim, Unit, Weighed
from eidgate.simulator.world import BANK

LIMIT_MB: Final = 150
_TOGETHER: Final = 64  # the ledger's own batch
_CALLS: Final = 3_000
_ACCOUNTS: Final = 3_000


def remember(folder: Path, decisions: int, console: Console) -> dict[str, Any]:
    """Fill, serve, measure."""
    stage = Stage(folder, accounts=_ACCOUNTS)
    try:
        store = folder / "full.db"
        bound = stage.sqlite("full", workers=1)
        _call(stage, bound, first=0, count=100)
        _fill(store, decisions, console)
        serving = stage.sqlite("serving", workers=1, store=store)
        started = meter.memory_mb(serving.serving[0])
        sample = _call(stage, serving, first=100, count=_CALLS)
        ended = meter.memory_mb(serving.serving[0])
    finally:
        stage.close()
    verdict = "within" if ended["rss"] <= LIMIT_MB else "ABOVE"
    console.print(
        f"{decisions:,} decisions in the store ({store.stat().st_size / 1e9:.1f} GB):"
        f" {started['rss']:.0f} MB at the start, {ended['rss']:.0f} MB after {_CALLS:,} calls,"
        f" {verdict} {LIMIT_MB} MB; {sample.cpu_us:.0f} µs CPU a call"
    )
    return {"decisions": decisions, "start_mb": started, "end_mb": ended, "cpu_us": sample.cpu_us}


def _call(stage: Stage, far: Far, *, first: int, count: int) -> Any:
    order = Order(folder=stage.installation.folder, accounts=_ACCOUNTS, first=first, count=count)
    load = Load(method=VERIFY, bodies=work.prepare(order, stage.folder / "bodies"), in_flight=48)
    return measure(far, load, stage.installation.certificates)


def _fill(path: Path, decisions: int, console: Console) -> None:
    store = open_store(f"sqlite:///{path}")
    try:
        [real] = store.ledger.page(BANK.relying_party_id, after=0, limit=1)
        units = _copies(real.record, decisions)
        with Progress(console=console, transient=True) as progress:
            for _ in progress.track(range(decisions // _TOGETHER), description="filling the store"):
                store.ledger.decide_all([next(units) for _ in range(_TOGETHER)])
    finally:
        store.close()


def _copies(record: bytes, decisions: int) -> Iterator[Unit]:
    at = SystemClock().now()
    for number in range(decisions):
        name = DecisionName(f"decisions/y{number:026}")
        copy = Weighed(name=name, record=record, outcome="ALLOW", entry=_entry(at))
        yield Unit(claim=_claim(number, at), weigh=lambda _, copy=copy: copy)


def _entry(at: Instant) -> Entry:
    row = Earlier(
        group=Group("I.3"),
        amount=work.AMOUNT,
        transaction_class=TransactionClass("A"),
        confirmed_as=TransactionClass("A"),
        at=at,
    )
    return Entry(earlier=row, device="device")


def _claim(number: int, at: Instant) -> Claim:
    """Use up one assertion and one nonce each, and go round accounts that nobody else uses."""
    return Claim(
        request=RequestClaim(
            relying_party=BANK.relying_party_id,
            method="VerifyTransaction",
            request_id=RequestId(f"copy-{number}"),
            digest=bytes(32),
        ),
        at=at,
        since=local_day_start(at),
        scope=f"{BANK.institution}|copied-{number * 7919 % 300_007}",
        assertion=OneUse(key=f"jti:copy-{number}", keep_until=at + timedelta(minutes=11)),
        nonce=OneUse(key=f"nonce:copy-{number}", keep_until=at + timedelta(minutes=6)),
    )
