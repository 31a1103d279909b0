"""The alert stream from the inside: what is sent when, and how little is asked of the store on quiet days."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from builders.holding import asked
from builders.service import Scene, scene_in
from eidgate.adapters.storage import alerts as stored
from eidgate.app import alerts as app
from eidgate.app.place_hold import place_hold
from eidgate.core.errors import CursorExpiredError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.rpc.alerts import HEARTBEAT, LOOK, AlertServicer
from eidgate.rpc.interceptors.streaming import StreamCall
from eidgate.simulator.world import BANK, OTHER_BANK, SHOP
from eidgate.v1 import alert_service_pb2 as pb


@pytest.fixture
def scene(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    monkeypatch.setattr(stored, "LOOK_INTERVAL", 0.0)
    with scene_in(tmp_path) as made:
        yield made


def stream(
    scene: Scene, pauses: int, *, cursor: str = "", caller: RelyingParty = OTHER_BANK
) -> Iterator[pb.StreamAlertsResponse]:
    """Read a stream that ends after so many pauses; a pause lets the clock go on."""
    left = iter(range(pauses))

    def pause(duration: timedelta) -> bool:
        scene.clock.wait(seconds=duration.total_seconds())
        return next(left, None) is not None

    call = StreamCall(method="StreamAlerts", relying_party=caller, correlation_id="c", pause=pause)
    return AlertServicer(scene.service).StreamAlerts(pb.StreamAlertsRequest(cursor=cursor), call)


def hold(scene: Scene) -> None:
    place_hold(asked(scene, amount=Vnd(1)), scene.service)


def told(messages: list[pb.StreamAlertsResponse]) -> list[str]:
    return [str(one.WhichOneof("event")) for one in messages]


def test_what_waits_is_sent_then_a_checkpoint(scene: Scene) -> None:
    hold(scene)
    messages = list(stream(scene, 1))
    assert told(messages) == ["alert", "checkpoint"]
    alert = messages[0].alert
    assert (alert.kind, alert.action) == (pb.ALERT_KIND_HOLD_PLACED, pb.ALERT_ACTION_FREEZE)
    assert alert.identifier.value == f"{scene.payee.institution}:{scene.payee.number}"
    assert alert.amount.units == 1
    assert alert.text.vi
    assert alert.text.en
    assert not alert.HasField("warning")


def test_a_newcomer_hears_at_once_that_nothing_waits(scene: Scene) -> None:
    assert told(list(stream(scene, 1))) == ["checkpoint"]


def test_quiet_days_have_heartbeats_and_nothing_else(scene: Scene) -> None:
    looks = int(HEARTBEAT / LOOK)
    assert told(list(stream(scene, 3 * looks + 1))) == ["checkpoint"] * 4


def test_what_comes_is_sent_with_the_next_look(scene: Scene) -> None:
    reading = stream(scene, 5)
    assert next(reading).HasField("checkpoint")
    hold(scene)
    assert next(reading).HasField("alert")
    assert next(reading).HasField("checkpoint")


def test_every_cursor_goes_on_after_its_message(scene: Scene) -> None:
    for _ in range(3):
        hold(scene)
    whole = list(stream(scene, 1))
    for number, message in enumerate(whole):
        rest = list(stream(scene, 1, cursor=message.cursor))
        assert [one.alert.name for one in rest[:-1]] == [one.alert.name for one in whole[number + 1 : -1]]


def test_more_than_a_page_is_sent_without_a_pause_in_between(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "ALERTS_AT_ONCE", 2)
    for _ in range(5):
        hold(scene)
    before = scene.clock.now()
    assert told(list(stream(scene, 3))) == ["alert"] * 5 + ["checkpoint"]
    assert scene.clock.now() == before + LOOK


def test_the_lag_is_seen(scene: Scene) -> None:
    hold(scene)
    scene.clock.wait(seconds=90)
    list(stream(scene, 1))
    assert scene.watching.sent == [(OTHER_BANK.relying_party_id, 90.0)]


def test_a_cursor_that_fell_behind_while_reading_is_refused(scene: Scene) -> None:
    hold(scene)
    cursor = next(stream(scene, 1, caller=BANK)).cursor
    hold(scene)
    scene.clock.wait(days=31)
    scene.store.alerts.drop(scene.clock.now())
    with pytest.raises(CursorExpiredError):
        list(stream(scene, 1, cursor=cursor, caller=BANK))


def test_who_receives_no_alerts_gets_no_stream(scene: Scene) -> None:
    with pytest.raises(NotPermittedError):
        next(stream(scene, 1, caller=SHOP))
