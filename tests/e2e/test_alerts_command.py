"""`eidgate alerts follow` against a running server: JSON lines, a place that is kept, advice on refusals."""

import json
import subprocess
import sys
from pathlib import Path

from builders.holding_desk import place
from builders.holds import AN
from builders.running import Running
from builders.tainted import tainted
from eidgate.core.relying_party import RelyingParty
from eidgate.simulator.world import OTHER_BANK, SHOP, WALLET

EIDGATE = str(Path(sys.executable).parent / "eidgate")


def follow(
    server: Running, cursor: Path, caller: RelyingParty = OTHER_BANK
) -> "subprocess.CompletedProcess[str]":
    files = server.certificates(caller)
    return subprocess.run(
        [
            *(EIDGATE, "alerts", "follow", "--target", server.target, "--cursor", cursor, "--waiting"),
            *("--ca", files.ca, "--certificate", files.certificate, "--key", files.key),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_each_alert_is_one_line_and_the_place_is_kept(server: Running, tmp_path: Path) -> None:
    held = place(server.client(AN), *tainted(server, server.world.account(900, bank=OTHER_BANK)))
    first = follow(server, tmp_path / "cursor")
    assert first.returncode == 0, first.stderr
    found = [json.loads(line) for line in first.stdout.splitlines()]
    [alert] = [one for one in found if one["about"] == held.name]
    assert (alert["kind"], alert["action"]) == ("ALERT_KIND_HOLD_PLACED", "ALERT_ACTION_FREEZE")
    assert follow(server, tmp_path / "cursor").stdout == ""


def test_a_refusal_is_told_in_one_line(server: Running, tmp_path: Path) -> None:
    place(server.client(AN), *tainted(server, server.world.account(901, bank=OTHER_BANK)))
    follow(server, tmp_path / "cursor")
    for caller, told in ((SHOP, "NOT_PERMITTED"), (WALLET, "REQUEST_INVALID")):
        refused = follow(server, tmp_path / "cursor", caller)
        assert refused.returncode == 1
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_file_that_holds_no_cursor_is_named(server: Running, tmp_path: Path) -> None:
    (tmp_path / "cursor").write_text("x" * 300)
    refused = follow(server, tmp_path / "cursor")
    assert refused.returncode == 2
    assert "holds no cursor" in refused.stderr
