import json
from pathlib import Path

from click.testing import CliRunner

from builders.assertion import AT
from builders.status import configured, status_scene
from eidgate.adapters.clock import SystemClock
from eidgate.cli import main
from eidgate.cli.trust import report
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
