"""Keeping the desk: ends written down, old alerts dropped, both seen, and a fault is no reason to stop."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry

from builders import sim_clocks
from builders.chase import Chase
from builders.filing import filed, updated
from builders.holding import asked
from builders.service import NOON, Scene, scene_in
from builders.supervised import eventually
from builders.watchlist import claim, confirm, put
from eidgate.adapters.metrics.desk import DeskInstruments
from eidgate.app.find_holds import get_hold
from eidgate.app.place_hold import place_hold
from eidgate.app.sim_devices import ReportDeviceChange, report_device_change
from eidgate.bootstrap.desk_keeping import DeskKeeping, desk_rounds
from eidgate.core.desk.alert import AlertKind, addresses_of
from eidgate.core.desk.appeal import file_appeal
from eidgate.core.desk.hold import HoldState
from eidgate.core.desk.listing import Actor
from eidgate.core.desk.trace.running import TraceName
from eidgate.core.errors import UnavailableError
from eidgate.core.shape import replace
from eidgate.core.terms import Masked, Vnd
from eidgate.simulator.world import BANK, OPERATOR, OTHER_BANK, SHOP


class Kept:
    """A scene with its keeper, and what its metrics say."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.registry = scene, CollectorRegistry()
        self.keeping = DeskKeeping(
            scene.store,
            scene.clock,
            DeskInstruments(self.registry),
            receipt_key="r1",
            receivers=lambda: (BANK, OTHER_BANK, SHOP),
        )

    def value(self, name: str, **labels: str) -> float | None:
        return self.registry.get_sample_value(f"eidgate_{name}", labels)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with scene_in(tmp_path) as scene:
        yield Kept(scene)


@pytest.fixture
def kept_under_the_rule(tmp_path: Path) -> Iterator[Kept]:
    """A day on which the rule for new devices is in force."""
    with scene_in(tmp_path, at=sim_clocks.NOON) as scene:
        yield Kept(scene)


def test_what_is_open_and_unacknowledged_is_shown(kept: Kept) -> None:
    place_hold(asked(kept.scene), kept.scene.service)
    kept.scene.clock.wait(hours=1)
    kept.keeping.keep()
    assert kept.value("holds_open", ground="agreement", state="placed") == 1
    assert kept.value("holds_open", ground="agreement", state="confirmed") == 0
    assert kept.value("hold_oldest_age_seconds", ground="agreement") == 3600
    assert kept.value("alerts_unacknowledged", relying_party="bank-two") == 1
    assert kept.value("alert_oldest_unacknowledged_age_seconds", relying_party="bank-two") == 3600
    assert kept.value("alerts_unacknowledged", relying_party="shop-one") is None  # it receives none


def test_an_end_is_written_down_counted_and_gone_from_the_open_ones(kept: Kept) -> None:
    name = place_hold(asked(kept.scene), kept.scene.service).hold.name
    kept.keeping.keep()
    kept.scene.clock.wait(days=9)
    kept.keeping.keep()
    assert get_hold(BANK, name, kept.scene.service).hold.state is HoldState.EXPIRED
    assert kept.value("holds_expired_total", ground="agreement") == 1
    assert kept.value("holds_open", ground="agreement", state="placed") == 0
    assert kept.value("hold_oldest_age_seconds", ground="agreement") == 0


def test_open_reports_and_what_is_owed_for_them_are_shown(kept: Kept) -> None:
    report = filed(kept.scene).report
    filed(kept.scene, amount=Vnd(0))
    updated(kept.scene, BANK, report.name)
    kept.scene.clock.wait(minutes=31)
    kept.keeping.keep()
    assert kept.value("reports_open", channel="hotline_call", state="in_progress") == 1
    assert kept.value("reports_open", channel="hotline_call", state="filed") == 1
    assert kept.value("reports_open", channel="web_form", state="filed") == 0
    owed = {one: kept.value("report_duties_missed", duty=one) for one in ("review", "hold", "answer")}
    assert owed == {"review": 1, "hold": 1, "answer": 0}


def test_old_alerts_are_dropped_after_30_days(kept: Kept) -> None:
    place_hold(asked(kept.scene), kept.scene.service)
    kept.scene.clock.wait(days=29)
    kept.keeping.keep()
    assert kept.value("alerts_unacknowledged", relying_party="bank-two") == 2  # placed, then expired
    kept.scene.clock.wait(days=31)
    kept.keeping.keep()
    assert kept.value("alerts_unacknowledged", relying_party="bank-two") == 0


def test_it_is_done_at_once(kept: Kept) -> None:
    place_hold(asked(kept.scene), kept.scene.service)
    rounds = desk_rounds(kept.keeping)
    rounds.start()
    eventually(lambda: kept.value("holds_open", ground="agreement", state="placed") == 1)
    rounds.close()


def test_a_store_that_is_away_is_told_and_not_raised(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        raise UnavailableError("the store is away")

    monkeypatch.setattr(kept.keeping, "keep", away)
    rounds = desk_rounds(kept.keeping)
    rounds.start()
    eventually(lambda: "the desk was not kept" in caplog.text)
    rounds.close()


def test_steps_of_numbers_in_new_devices_are_told_and_counted(kept_under_the_rule: Kept) -> None:
    kept, scene = kept_under_the_rule, kept_under_the_rule.scene
    scene.bind_sim()
    scene.clock.wait(hours=1)
    told = ReportDeviceChange(
        caller=OPERATOR,
        request=scene.request("ReportDeviceChange", caller=OPERATOR),
        number=Masked("+84912345678"),
        changed_at=scene.clock.now(),
    )
    report_device_change(told, scene.service)
    kept.keeping.keep()
    assert kept.value("sims_unverified") == 1
    assert kept.value("sim_steps_due_total", service="outgoing_blocked") is None
    scene.clock.wait(hours=2)
    kept.keeping.keep()
    assert kept.value("sim_steps_due_total", service="outgoing_blocked") == 1
    assert kept.value("sim_steps_due_total", service="blocked") is None
    [(_, alert)] = scene.store.alerts.after(addresses_of(OPERATOR), 0, limit=10).alerts
    assert alert.kind is AlertKind.SIM_OUTGOING_DUE


def test_an_appeal_that_nobody_looks_at_rings(kept: Kept) -> None:
    entry = confirm(kept.scene.store, put(kept.scene.store, at=NOON), at=NOON)
    wallet = Actor(institution="999903", actor="wallet-one")
    step = partial(file_appeal, ground="rented out", by=wallet, at=NOON)
    kept.scene.store.watchlist.change(claim("FileAppeal"), entry.name, step, at=NOON)
    kept.keeping.keep()
    assert kept.value("appeals_open", state="filed") == 1
    assert (kept.value("appeal_reviews_overdue"), kept.value("appeal_reviews_missed_total")) == (0, 0)
    kept.scene.clock.wait(hours=12)
    for _ in range(2):
        kept.keeping.keep()
    assert (kept.value("appeal_reviews_overdue"), kept.value("appeal_reviews_missed_total")) == (1, 1)
    assert kept.value("appeal_oldest_age_seconds") == 12 * 3_600
    kept.scene.clock.wait(days=90)
    kept.keeping.keep()
    assert kept.value("appeals_lapsed_total") == 1
    assert (kept.value("appeals_open", state="filed"), kept.value("appeal_oldest_age_seconds")) == (0, 0)


def test_how_traces_fare_is_shown(kept: Kept) -> None:
    chase = Chase(kept.scene)
    chase.happened()
    chase.trace()
    kept.keeping.keep()
    assert (kept.value("traces_running"), kept.value("traces_due")) == (1, 0)
    kept.scene.store.traces.add(
        kept.scene.request("TraceFunds"),
        replace(chase.trace().trace, name=TraceName("traces/waiting")),
        (),
    )
    kept.scene.clock.wait(seconds=40)
    kept.keeping.keep()
    assert (kept.value("traces_running"), kept.value("traces_due")) == (3, 1)
    assert kept.value("trace_oldest_due_age_seconds") == 40
    kept.scene.clock.wait(days=3)
    kept.keeping.keep()
    assert kept.value("traces_running") == 0
