"""No interleaving lets a decision ignore a hold that was committed before it began.

Deciders in threads and in another process never pause; meanwhile holds are placed and released, and each time
it is noted when that was over. Then every decision is compared with what it must, and must not, have seen.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from builders.deciding import account, decide
from builders.holds import AN, AT, BINH, hold, stroke
from builders.ledger import request
from builders.supervised import eventually
from eidgate.adapters.storage.open import Store
from eidgate.core.desk.hold import HoldName
from eidgate.core.desk.hold_steps import release
from eidgate.core.terms import Instant

pytest_plugins = ("builders.store_fixtures",)

TESTS = Path(__file__).parents[1]
ACCOUNTS = 24
THREADS = 3
ENOUGH = 40  # decisions that must have begun after the last change, so that the comparison means something
FAR: Instant = AT + timedelta(days=3650)


@contextmanager
def threads(store: Store, lines: list[str]) -> Iterator[Callable[[], int]]:
    """Decide in threads of this process."""
    over = Event()
    started = [
        Thread(target=decide, args=(store, f"t{n}", ACCOUNTS, lines.append, lambda: not over.is_set()))
        for n in range(THREADS)
    ]
    for thread in started:
        thread.start()
    yield lambda: len(lines)
    over.set()
    for thread in started:
        thread.join()


@contextmanager
def process(url: str, answered: Path) -> Iterator[Callable[[], int]]:
    """Decide in a process of its own."""
    with answered.open("ab") as out:
        started = subprocess.Popen(
            [sys.executable, "-m", "builders.deciding", url, "p", str(ACCOUNTS)],
            stdout=out,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )
    yield lambda: len(answered.read_text().splitlines())
    started.kill()
    started.wait()


def place(store: Store, number: int) -> float:
    """Place a hold that every decision of the test could see; return when it was over."""
    made = hold(f"h{number}", account=account(number), until=FAR)
    store.holds.place(request(f"place-{number}"), made)
    return monotonic()


def let_go(store: Store, number: int) -> float:
    name = HoldName(f"holds/h{number}")
    for etag, by in (("v1", AN), ("v2", BINH)):
        store.holds.change(
            request(f"release-{number}-{etag}"),
            name,
            lambda held, by=by, etag=etag: release(held, stroke(by, etag)),  # type: ignore[misc]  # defaults
        )
    return monotonic()


def check(lines: list[str], placed: dict[int, float], released: dict[int, float]) -> None:
    for line in lines:
        began, number, seen = json.loads(line)
        name = f"holds/h{number}"
        if began > released.get(number, float("inf")):
            assert seen == []
        elif began > placed[number] and number not in released:
            assert seen == [name]
        else:
            assert seen in ([], [name])


def changes(store: Store) -> tuple[dict[int, float], dict[int, float]]:
    placed = {number: place(store, number) for number in range(ACCOUNTS)}
    released = {number: let_go(store, number) for number in range(0, ACCOUNTS, 3)}
    return placed, released


def test_no_decision_in_threads_ignores_a_hold(opened: Callable[[], Store]) -> None:
    lines: list[str] = []
    deciding, placing = opened(), opened()
    with threads(deciding, lines) as decided:
        placed, released = changes(placing)
        before = decided()
        eventually(lambda: decided() > before + ENOUGH)
    check(lines, placed, released)


@pytest.mark.slow
def test_no_decision_of_another_process_ignores_a_hold(
    opened: Callable[[], Store], store_url: str, tmp_path: Path
) -> None:
    answered = tmp_path / "answered"
    store = opened()
    with process(store_url, answered) as decided:
        eventually(lambda: decided() > 0)
        placed, released = changes(store)
        before = decided()
        eventually(lambda: decided() > before + ENOUGH)
    lines = [line for line in answered.read_text().splitlines(keepends=True) if line.endswith("\n")]
    check(lines, placed, released)
