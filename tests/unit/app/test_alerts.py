"""Reading and acknowledging alerts: one's own, from any kept cursor, never past a gap in silence."""

from datetime import timedelta

import pytest

from builders.holding import asked
from builders.holds import AN, BINH
from builders.service import NOON, Scene
from eidgate.app import alerts as app
from eidgate.app.alerts import AcknowledgeAlert, acknowledge_alert, next_alerts, start_alerts
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.acknowledgement import Response
from eidgate.core.desk.alert import Alert
from eidgate.core.errors import CursorExpiredError, InvalidCommandError, NotFoundError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK, HOTLINE, OTHER_BANK, POLICE, SHOP, WALLET


def read(scene: Scene, caller: RelyingParty, token: str = "") -> list[tuple[str, Alert]]:
    return list(next_alerts(caller, start_alerts(caller, token, scene.service), scene.service).alerts)


def hold_twice(scene: Scene) -> None:
    for _ in range(2):
        place_hold(asked(scene, amount=Vnd(1)), scene.service)


def test_a_receiver_reads_from_the_earliest_that_is_kept(bound: Scene) -> None:
    hold_twice(bound)
    assert [alert.kind for _, alert in read(bound, OTHER_BANK)] == ["hold_placed", "hold_placed"]
    assert read(bound, WALLET) == []


def test_a_cursor_goes_on_after_its_alert_whoever_of_the_party_reads(bound: Scene) -> None:
    hold_twice(bound)
    (first, _), (_, second) = read(bound, AN)
    assert [alert for _, alert in read(bound, BINH, first)] == [second]


def test_a_cursor_is_good_for_its_relying_party_only(bound: Scene) -> None:
    hold_twice(bound)
    cursor = read(bound, BANK)[0][0]
    for token in (cursor, "nonsense"):
        with pytest.raises(InvalidCommandError) as error:
            start_alerts(OTHER_BANK, token, bound.service)
        assert [one.field for one in error.value.violations] == ["cursor"]


@pytest.mark.parametrize("caller", [SHOP, HOTLINE])
def test_who_receives_no_alerts_is_refused(bound: Scene, caller: RelyingParty) -> None:
    with pytest.raises(NotPermittedError):
        start_alerts(caller, "", bound.service)


def test_an_expired_cursor_is_told_where_to_go_on(bound: Scene) -> None:
    hold_twice(bound)
    old = read(bound, BANK)[0][0]
    bound.clock.wait(days=31)
    hold_twice(bound)
    assert bound.store.alerts.drop(bound.clock.now() - timedelta(days=30)) == 4
    with pytest.raises(CursorExpiredError) as error:
        read(bound, BANK, old)
    assert len(read(bound, BANK, error.value.earliest)) == 2
    assert read(bound, BANK, error.value.earliest) == read(bound, BANK)


def test_pages_say_whether_there_is_more(bound: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "ALERTS_AT_ONCE", 2)
    hold_twice(bound)
    full = next_alerts(BANK, 0, bound.service)
    assert (len(full.alerts), full.caught_up) == (2, False)
    assert next_alerts(BANK, full.cursor, bound.service).caught_up


def acknowledging(scene: Scene, alert: Alert, caller: RelyingParty) -> AcknowledgeAlert:
    return AcknowledgeAlert(
        caller=caller,
        request=scene.request("AcknowledgeAlert", caller=caller),
        name=alert.name,
        response=Response.DONE,
        acted_at=NOON,
        note="frozen",
    )


def test_a_receiver_says_what_it_did(bound: Scene) -> None:
    place_hold(asked(bound), bound.service)
    [(_, alert)] = read(bound, OTHER_BANK)
    command = acknowledging(bound, alert, replace(OTHER_BANK, officer="an"))
    answer = acknowledge_alert(command, bound.service)
    assert (answer.actor, answer.response, answer.at) == ("bank-two/an", Response.DONE, NOON)
    assert acknowledge_alert(command, bound.service) == answer


@pytest.mark.parametrize("caller", [WALLET, POLICE])
def test_nobody_acknowledges_anothers_alert(bound: Scene, caller: RelyingParty) -> None:
    place_hold(asked(bound), bound.service)
    [(_, alert)] = read(bound, OTHER_BANK)
    with pytest.raises(NotFoundError):
        acknowledge_alert(acknowledging(bound, alert, caller), bound.service)


def test_who_receives_no_alerts_acknowledges_none(bound: Scene) -> None:
    place_hold(asked(bound), bound.service)
    [(_, alert)] = read(bound, OTHER_BANK)
    with pytest.raises(NotPermittedError):
        acknowledge_alert(acknowledging(bound, alert, SHOP), bound.service)
