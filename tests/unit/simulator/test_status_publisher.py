from pathlib import Path

from builders.assertion import AT
from builders.status import status_scene
from eidgate.simulator.citizen import AN, BINH
from eidgate.simulator.status_publisher import StatusPublisher, packed


def test_a_subject_keeps_its_place_and_shares_it_with_nobody() -> None:
    statuses = StatusPublisher()

    assert statuses.index(AN.subject_id) == statuses.index(AN.subject_id)
    assert statuses.index(AN.subject_id) != statuses.index(BINH.subject_id)


def test_statuses_that_do_not_fill_the_last_byte_leave_it_zero() -> None:
    assert packed([1, 1, 1], 4) == b"\x11\x01"


def test_the_list_is_published_in_one_step(tmp_path: Path) -> None:
    scene = status_scene()
    path = tmp_path / "list.jwt"
    path.write_text("old")

    scene.statuses.publish(path, scene.key, AT)

    assert path.read_text().count(".") == 2
    assert [each.name for each in tmp_path.iterdir()] == ["list.jwt"]


def test_an_issuer_without_lists_says_nothing_of_a_status() -> None:
    scene = status_scene()
    claims = scene.identity_provider.claims(AN, scene.request)
    assert claims["status"] == scene.statuses.claim(AN.subject_id)

    scene.identity_provider.statuses = None

    assert "status" not in scene.identity_provider.claims(AN, scene.request)
