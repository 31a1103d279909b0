"""The commands that a newcomer runs first: the demo, a development service, and a call to it."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from builders.running import reserved_port
from builders.supervised import eventually

EIDGATE = str(Path(sys.executable).parent / "eidgate")


def session_of(pid: int) -> int:
    """The session that a process belongs to, -1 when it is gone."""
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return -1


def processes_of(session: int) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()]
    return [pid for pid in pids if session_of(pid) == session]


def test_the_demo_succeeds_tells_its_story_and_leaves_nothing(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [EIDGATE, "demo"],
        env=os.environ | {"TMPDIR": str(tmp_path), "COLUMNS": "200"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    told, _ = demo.communicate(timeout=120)
    assert demo.returncode == 0, told
    assert (told.count("✓"), told.count("✗")) == (48, 0)
    for word in ("CONFIRMED", "STEP_UP", "JTI_REPLAYED", "SUBJECT_MISMATCH", "SIGNATURE_INVALID", "ADULT"):
        assert word in told
    assert "same bytes: yes, replayed: yes, receipt valid: yes" in told
    assert processes_of(demo.pid) == []
    assert [*tmp_path.iterdir()] == []


def test_a_demo_whose_server_cannot_start_says_why_and_leaves_nothing(tmp_path: Path) -> None:
    demo = subprocess.Popen(
        [EIDGATE, "demo", "--store", "mysql://x"],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    told, _ = demo.communicate(timeout=120)
    assert demo.returncode == 1
    assert "a store is sqlite:///path/to/file or postgresql://host/database" in told
    assert "Traceback" not in told
    assert processes_of(demo.pid) == []


@pytest.mark.slow
def test_a_development_service_prints_a_line_that_gets_a_decision(tmp_path: Path) -> None:
    with reserved_port() as port:
        call_as_printed(f"127.0.0.1:{port}", tmp_path)


def ask(line: str, folder: Path) -> tuple[str, str]:
    """Run the printed line; return outcome and class, or what it said instead."""
    told = subprocess.run(
        line, shell=True, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    if told.returncode != 0:
        return "", told.stderr
    decision = json.loads(told.stdout)["decision"]
    return decision["outcome"], decision["regulation"]["transactionClass"]


def call_as_printed(address: str, tmp_path: Path) -> None:
    service = subprocess.Popen(
        [EIDGATE, "dev", "serve", "--address", address, "--metrics", "127.0.0.1:0"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert service.stdout is not None
        told = ""
        while "serving on" not in told:
            line = service.stdout.readline()
            assert line, told
            told += line
        printed = re.search(r"^  (.*dev request.*buf curl.*)$", told, re.MULTILINE)
        assert printed, told
        eventually(lambda: ask(printed[1], tmp_path) == ("OUTCOME_ALLOW", "B"))
        assert ask(printed[1], tmp_path) == ("OUTCOME_ALLOW", "B"), (
            "the second time the account is bound already"
        )
    finally:
        service.send_signal(signal.SIGTERM)
        assert service.wait(60) == 0
        service.stdout.close()


def test_a_request_without_a_service_says_how_to_start_one(tmp_path: Path) -> None:
    result = subprocess.run(
        [EIDGATE, "dev", "request"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert "Start it with: eidgate dev serve" in result.stderr
    assert "Traceback" not in result.stderr
