"""`eidgate dev banks`: it tells where it listens, plays, and ends when it is told to."""

import subprocess
import sys
from pathlib import Path

from eidgate.cli.demo.partners import playing
from eidgate.cli.dev_banks import PORTS, urls
from eidgate.simulator.world import BANK

COMMAND = [sys.executable, "-m", "eidgate.cli", "dev", "banks"]


def test_it_plays_two_banks(tmp_path: Path) -> None:
    with playing("banks", tmp_path, "--seed", "1") as played:
        assert set(played) == set(PORTS)


def test_it_explains_itself_and_ends_in_good_order(tmp_path: Path) -> None:
    command = [*COMMAND, "--any-port", "--certificates", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = ""
        while "curl" not in said:
            said += process.stdout.readline()
        process.terminate()
        assert process.wait(60) == 0
    assert "hangs" in said


def test_the_development_service_reaches_them_where_they_listen() -> None:
    assert urls()[BANK.institution] == "https://127.0.0.1:9561/v1/name-enquiries"
