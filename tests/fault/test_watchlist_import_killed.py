"""An import that is killed at any moment leaves the list of before in force, whole; the next one succeeds."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.ledger import NOON
from builders.stores import rows, write_migrated
from builders.watchlist import Copy, row
from eidgate.adapters.storage.open import Store, open_store

ROWS = 20_000
SEEDS = range(3)


def write(path: Path, numbers: range) -> Path:
    lines = ["kind,value,grade,code,expire"]
    lines += [f"account,999903:{number:010},suspected,3,2199-01-01T00:00:00Z" for number in numbers]
    path.write_text("\n".join(line.replace("2199-01-01T00:00:00Z", "") for line in lines) + "\n")
    return path


def command(path: Path, store: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "eidgate.cli",
        "watchlist",
        "import",
        str(path),
        "--source",
        "simo",
        "--store",
        store,
    ]


def in_force(store: Store) -> int:
    numbers = [*range(0, ROWS, 97), *range(ROWS // 2, ROWS + ROWS // 2, 97)]
    found = store.watchlist.look_up([row(number).identifier for number in numbers], at=NOON)
    return sum(bool(one.listings) for one in found)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_import_changes_nothing_and_the_next_one_succeeds(tmp_path: Path, seed: int) -> None:
    url = write_migrated(tmp_path / "eidgate.db")
    first = write(tmp_path / "first.csv", range(ROWS))
    second = write(tmp_path / "second.csv", range(ROWS // 2, ROWS + ROWS // 2))
    subprocess.run(command(first, url), check=True, capture_output=True)
    store = open_store(url)
    before, follower = in_force(store), Copy(store, page=500)

    importing = subprocess.Popen(command(second, url), stdout=subprocess.DEVNULL)
    drawn = random.Random(seed)
    wanted = drawn.randrange(1, ROWS // 2)
    while importing.poll() is None and rows(store, "SELECT count(*) FROM watch_delta") < [(wanted,)]:
        time.sleep(0.01)
    importing.send_signal(signal.SIGKILL)
    importing.wait()

    generation = rows(store, "SELECT generation FROM watch_list")[0][0]
    if generation == 1:
        assert in_force(store) == before
    assert follower.follow().agrees()
    subprocess.run(command(second, url), check=True, capture_output=True)
    assert rows(store, "SELECT generation, entries FROM watch_list")[0][1] == ROWS
    assert follower.follow().agrees()
    assert len(follower.held) == ROWS
    store.close()
