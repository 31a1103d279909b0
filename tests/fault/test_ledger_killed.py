"""Processes that share a store are killed at random moments, again and again; no promise may break."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.hammer import check
from eidgate.adapters.storage.open import open_store

pytest_plugins = ("builders.store_fixtures",)

ROUNDS = 6
TESTS = Path(__file__).parents[1]


def start(url: str, seed: str, answered: Path) -> "subprocess.Popen[bytes]":
    with answered.open("ab") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "builders.hammer", url, seed],
            stdout=out,
            env={**os.environ, "PYTHONPATH": str(TESTS)},
        )


def lines(answered: Path) -> list[str]:
    return answered.read_text().splitlines()


def wait_for_more(answered: Path, than: int) -> None:
    while len(lines(answered)) <= than:
        time.sleep(0.01)


@pytest.mark.slow
def test_sigkill_at_any_moment_loses_no_answer_and_leaves_no_half(store_url: str, tmp_path: Path) -> None:
    chance = random.Random(store_url)
    of_survivor, of_victims = tmp_path / "survivor", tmp_path / "victims"
    survivor = start(store_url, "survivor", of_survivor)
    try:
        for round_ in range(ROUNDS):
            before = len(lines(of_victims)) if round_ else 0
            victim = start(store_url, f"victim-{round_}", of_victims)
            wait_for_more(of_victims, before)
            time.sleep(chance.uniform(0.0, 0.4))
            victim.kill()
            victim.wait()
            wait_for_more(of_survivor, len(lines(of_survivor)))  # the dead one holds no lock
    finally:
        survivor.kill()
        survivor.wait()
    store = open_store(store_url)
    answered = lines(of_survivor) + lines(of_victims)
    assert check(store, answered) >= len(answered) > ROUNDS
    store.close()
