"""The driver itself: how it shares its seconds, and that nothing that went wrong passes for nothing found."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from fuzz import drive, engines
from fuzz.registry import HARNESSES

DONE = "#1 INITED\nDone 70 runs in 1.4 s\n"
WEIGHTS = st.dictionaries(st.text(max_size=3), st.integers(1, 3), min_size=1)


@given(st.integers(0, 10_000), WEIGHTS)
def test_all_seconds_are_shared_and_everybody_gets_the_floor(seconds: int, weights: dict[str, int]) -> None:
    given_out = drive.shares(seconds, weights)

    assert sum(given_out.values()) == pytest.approx(max(seconds, drive.FLOOR * len(weights)))
    assert min(given_out.values()) >= drive.FLOOR
    assert list(given_out) == list(weights)


def test_what_strangers_reach_gets_more() -> None:
    weights = {name: harness.weight for name, harness in HARNESSES.items()}
    given_out = drive.shares(3600, weights)

    assert given_out["jws"] > given_out["policy"]


def test_a_run_that_found_nothing_tells_what_it_did() -> None:
    told = "jws: 70 executions in 1.4 s (1.2 s of CPU), nothing found"

    assert drive.verdict("jws", 0, DONE, cpu=1.25) == (True, told)


@pytest.mark.parametrize(
    ("code", "said"), [(77, DONE), (0, ""), (0, "#1 INITED\n"), (1, "Traceback"), (-9, DONE)]
)
def test_a_run_that_did_not_end_well_is_a_defect(code: int, said: str) -> None:
    nothing_found, told = drive.verdict("jws", code, said, cpu=0)

    assert not nothing_found
    assert told.startswith(f"jws: DEFECT, exit code {code}")


def test_a_defect_comes_with_its_error_and_the_way_to_see_it_again(tmp_path: Path) -> None:
    found = tmp_path / "jws-crash-1"
    found.write_bytes(b"\x00..")

    said = f"INFO: Seed: 7\nDefect: another payload\nTest unit written to {found}\n"
    _, told = drive.verdict("jws", 77, said, cpu=0)

    assert "INFO" not in told
    assert "Defect: another payload" in told
    assert "echo AC4u | base64 -d > tests/fuzz/corpus/jws/" in told
    assert "pytest tests/fuzz -k jws" in told


def test_a_harness_that_does_not_exist_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "ATHERIS", False)
    result = CliRunner().invoke(drive.main, ["nothing"])

    assert result.exit_code == 2
    assert "base64url" in result.output


BROKEN = """
from types import SimpleNamespace
from fuzz import drive, engines
from fuzz.defect import hold

broken = lambda content: hold(len(content) < 10 or b"Z" not in content, "a letter too much")
told = {"fuzz_one": broken, "seeds": lambda: [b"Z" * 9], "weight": 1, "longest": 99}
engines.load = lambda: {"broken": SimpleNamespace(**told)}
drive.main(["broken", "--seconds", "60"])
"""


def test_a_defect_ends_the_run_with_its_input_whoever_found_it(tmp_path: Path) -> None:
    """By atheris where it is installed, else by random changes; a process that ends badly says the same."""
    known = {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", BROKEN], cwd=tmp_path, env=known, check=False, capture_output=True, text=True
    )

    assert ran.returncode == 1
    assert "broken: DEFECT" in ran.stdout
    assert "a letter too much" in ran.stdout
    (kept,) = (tmp_path / ".fuzz" / "found").iterdir()
    assert b"Z" in kept.read_bytes()
    assert base64.b64encode(kept.read_bytes()).decode() in ran.stdout
    assert ran.stdout.endswith("defects: broken\n")


SOUND = """
from types import SimpleNamespace
from fuzz import drive, engines

sound = SimpleNamespace(fuzz_one=lambda content: None, seeds=lambda: [b"Z"], weight=1, longest=99)
engines.load = lambda: {"one": sound, "other": sound}
drive.main(["all", "--seconds", "2", "--together"])
"""


def test_harnesses_that_run_together_have_all_the_seconds_each(tmp_path: Path) -> None:
    known = {"PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", SOUND], cwd=tmp_path, env=known, check=False, capture_output=True, text=True
    )
    started, one, other, last = ran.stdout.splitlines()

    assert ran.returncode == 0
    assert started.startswith("fuzzing 2 harnesses for 4 s")
    assert one.startswith("one: ")
    assert other.startswith("other: ")
    assert last == "defects: none"
