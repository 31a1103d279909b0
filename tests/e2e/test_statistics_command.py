"""`eidgate statistics` reads figures from a running server."""

import csv
import io
import json
import subprocess
import sys
from datetime import timedelta

from builders.holding_desk import place
from builders.running import Running
from builders.tainted import tainted
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import local_day
from eidgate.simulator.world import BANK, OTHER_BANK, POLICE

pytest_plugins = ("builders.store_fixtures",)


def run(server: Running, caller: RelyingParty, *options: str) -> subprocess.CompletedProcess[str]:
    made, today = server.certificates(caller), local_day(server.clock.now())
    period = ["--from", str(today), "--until", str(today + timedelta(days=1))]
    certificates = ["--ca", made.ca, "--certificate", made.certificate, "--key", made.key]
    command = [sys.executable, "-m", "eidgate.cli", "statistics", "--target", server.target]
    asked = [*command, *map(str, certificates), *period, *options]
    return subprocess.run(asked, capture_output=True, text=True, check=False)


def test_the_police_read_a_table_of_everything(server: Running) -> None:
    place(server.client(BANK), *tainted(server, server.world.account(900, bank=OTHER_BANK)))
    told = run(server, POLICE)
    assert told.returncode == 0, told.stderr
    rows = {row["institution"]: row for row in csv.DictReader(io.StringIO(told.stdout))}
    assert (rows["ALL"]["holds"], rows["999901"]["holds"]) == ("1", "1")
    assert rows["ALL"]["time_to_hold_median"] == ""
    assert rows["ALL"]["blocked_account"] == "0"


def test_a_bank_reads_its_own_day_as_json(server: Running) -> None:
    told = json.loads(run(server, BANK, "--format", "json").stdout)
    assert not told["complete"]
    assert {row["institution"] for row in told["rows"]} <= {"ALL", "999901"}
    assert told["rows"][0]["holds"] is None


def test_a_wrong_target_is_told_in_one_line(server: Running) -> None:
    made = server.certificates(BANK)
    command = [sys.executable, "-m", "eidgate.cli", "statistics", "--target", "localhost:1"]
    options = ["--ca", made.ca, "--certificate", made.certificate, "--key", made.key]
    period = ["--from", "2026-03-01", "--until", "2026-04-01"]
    told = subprocess.run(
        [*command, *map(str, options), *period], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "Traceback" not in told.stderr
