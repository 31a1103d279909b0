"""Writing down what time did, however late, with a receipt and an alert."""

from builders.holding import asked, verified
from builders.service import Scene
from builders.stores import rows
from eidgate.adapters.storage.alert_columns import from_body
from eidgate.app.expire_holds import expire_holds
from eidgate.app.find_holds import get_hold
from eidgate.app.place_hold import place_hold
from eidgate.core.desk.alert import AlertKind
from eidgate.core.desk.hold import HoldState
from eidgate.core.terms import Vnd
from eidgate.simulator.world import BANK


def expired(scene: Scene) -> list[str]:
    return expire_holds(scene.store.holds, at=scene.clock.now(), receipt_key="r1")


def test_what_is_due_is_written_down_and_nothing_else(bound: Scene) -> None:
    due = place_hold(asked(bound, amount=Vnd(1)), bound.service).hold
    bound.clock.wait(hours=48)
    young = place_hold(asked(bound, amount=Vnd(1)), bound.service).hold
    assert expired(bound) == []
    bound.clock.wait(hours=24)
    assert expired(bound) == ["agreement"]
    assert get_hold(BANK, due.name, bound.service).hold.state is HoldState.EXPIRED
    assert get_hold(BANK, young.name, bound.service).hold == young


def test_the_end_has_a_receipt_and_is_told_to_both_sides(bound: Scene) -> None:
    name = place_hold(asked(bound), bound.service).hold.name
    bound.clock.wait(days=30)
    expired(bound)
    assert verified(get_hold(BANK, name, bound.service), bound)
    alerts = [from_body(body) for (body,) in rows(bound.store, "SELECT body FROM alert ORDER BY cursor")]
    assert {one.address for one in alerts if one.kind is AlertKind.HOLD_EXPIRED} == {
        "institution:999901",
        "institution:999902",
    }


def test_no_decision_waits_for_it(bound: Scene) -> None:
    place_hold(asked(bound), bound.service)
    bound.clock.wait(hours=71)
    assert bound.pay().record.facts.standings
    bound.clock.wait(hours=1)
    assert bound.pay().record.facts.standings == ()
