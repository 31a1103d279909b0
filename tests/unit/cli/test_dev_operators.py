"""`eidgate dev operators`: it tells where it listens, plays, and ends when it is told to."""

import subprocess
import sys
from pathlib import Path

from eidgate.cli.demo.operators import playing_operators
from eidgate.cli.dev_operators import PORTS, urls
from eidgate.simulator.operator_server import Behaviour

COMMAND = [sys.executable, "-m", "eidgate.cli", "dev", "operators"]


def test_it_plays_two_operators_whose_ways_change(tmp_path: Path) -> None:
    with playing_operators(tmp_path) as operators:
        assert set(operators.urls) == set(PORTS)
        operators.behave(Behaviour.HANGS)
        operators.behave(Behaviour.WELL)


def test_it_explains_itself_and_ends_in_good_order(tmp_path: Path) -> None:
    command = [*COMMAND, "--any-port", "--certificates", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        while "curl" not in said:
            said += process.stdout.readline()
        process.terminate()
        assert process.wait(60) == 0
    assert "0002 the SIM was swapped two hours ago" in said
    assert "hangs" in said


def test_the_development_service_reaches_them_where_they_listen() -> None:
    assert urls()["operator-one"] == "https://127.0.0.1:9551"
