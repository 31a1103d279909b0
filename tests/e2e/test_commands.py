"""The commands that a newcomer runs first: the demo, a development service, and a call to it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

EIDGATE = str(Path(sys.executable).parent / "eidgate")


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


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
    assert (told.count("✓"), told.count("✗")) == (19, 0)
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
    address = f"127.0.0.1:{free_port()}"
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
        for _ in range(2):  # the second time the account is bound already
            answered = subprocess.run(
                printed[1], shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
            )
            assert answered.returncode == 0, answered.stderr
            decision = json.loads(answered.stdout)["decision"]
            assert (decision["outcome"], decision["regulation"]["transactionClass"]) == ("OUTCOME_ALLOW", "B")
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
