"""Benchmarks are no tests, and still must run: each of them is at least made of what is there."""

import subprocess
import sys
from pathlib import Path

BENCHMARKS = sorted(path.stem for path in Path("benchmarks").glob("*.py"))


def test_every_benchmark_can_be_imported() -> None:
    """In a process of their own, as they are started: from the project's folder."""
    lines = "\n".join(f"import benchmarks.{name}" for name in BENCHMARKS)
    told = subprocess.run([sys.executable, "-c", lines], check=False, capture_output=True, text=True)
    assert not told.stderr
    assert len(BENCHMARKS) > 20
