import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from builders.assertion import AT
from builders.status import configured, status_scene, token_with
from eidgate.adapters.clock import SystemClock
from eidgate.cli import main
from eidgate.cli.trust import report
from eidgate.cli.trust_doubts import NOTHING
from eidgate.simulator.status_publisher import URI

SCENE = status_scene()


def rows(folder: Path, status: str = "require", **lists: object) -> list[dict[str, object]]:
    path = folder / "trust.json"
    path.write_text(json.dumps({"issuers": [configured(SCENE, status, **lists)]}))
    found: list[dict[str, object]] = report(path, at=AT)[0]["status_lists"]
    return found


def test_a_list_at_hand_tells_how_far_it_goes(tmp_path: Path) -> None:
    SCENE.statuses.publish(tmp_path / "list.jwt", SCENE.key, AT)

    (row,) = rows(tmp_path, files={URI: "list.jwt"})

    assert (row["uri"], row["statuses"], row["bits"], row["why"]) == (URI, 1_024, 2, "")
    assert (row["issued_at"], row["from"]) == (AT, str(tmp_path / "list.jwt"))


def test_a_list_that_only_the_server_fetches_is_said_to_be(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, uris=[URI])

    assert (row["from"], row["why"]) == ("its URI", "the server fetches it when it starts")


def test_a_list_that_cannot_be_used_says_why(tmp_path: Path) -> None:
    (unusable,) = rows(tmp_path, tokens={URI: "a.b"})
    (stale,) = rows(tmp_path, tokens={URI: SCENE.statuses.token(SCENE.key, AT.replace(year=2025))})

    assert str(unusable["why"]).startswith("ASSERTION_MALFORMED")
    assert stale["why"] == "stale"


def test_a_list_of_the_last_days_of_the_calendar_is_told_and_not_run_into(tmp_path: Path) -> None:
    last = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())
    token = token_with(SCENE, iat=last, exp=...)
    (row,) = rows(tmp_path, tokens={URI: token})

    assert (row["stale_at"], row["why"]) == (None, "issued in the future")


@pytest.mark.parametrize(
    "token", ["a.b", SCENE.statuses.token(SCENE.key, AT.replace(year=2025))], ids=["unusable", "stale"]
)
def test_a_status_that_no_list_can_give_accepts_nothing(tmp_path: Path, token: str) -> None:
    rows(tmp_path, "if_present", tokens={URI: token})
    found = CliRunner().invoke(main, ["trust", "check", str(tmp_path / "trust.json")])
    assert (found.exit_code, NOTHING in found.output) == (0, False)

    rows(tmp_path, tokens={URI: token})
    found = CliRunner().invoke(main, ["trust", "check", str(tmp_path / "trust.json")])
    assert (found.exit_code, NOTHING in found.output) == (2, True)


def test_the_command_shows_the_lists(tmp_path: Path) -> None:
    token = SCENE.statuses.token(SCENE.key, SystemClock().now())
    rows(tmp_path, tokens={URI: token})

    result = CliRunner().invoke(main, ["trust", "check", str(tmp_path / "trust.json")])

    assert result.exit_code == 0
    assert "Status lists" in result.output


def test_a_status_that_is_required_of_no_list_accepts_nothing(tmp_path: Path) -> None:
    path = tmp_path / "trust.json"
    entry = SCENE.identity_provider.issuer_configuration() | {"status": "require"}
    path.write_text(json.dumps({"issuers": [entry]}))

    assert CliRunner().invoke(main, ["trust", "check", str(path)]).exit_code == 2
