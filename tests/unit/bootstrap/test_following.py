from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest

from builders.chase import MULE, SECOND, VICTIM, Chase
from builders.service import scene_in
from eidgate.app import record_transfers
from eidgate.bootstrap import following
from eidgate.simulator.world import OTHER_BANK, POLICE

SOON = timedelta(milliseconds=5)
PATIENCE_SECONDS = 20


def test_a_trace_that_could_not_go_on_at_once_goes_on_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "INTERVAL", SOON)
    monkeypatch.setattr(record_transfers, "TRACES_AT_ONCE", 0)
    with scene_in(tmp_path) as scene:
        chase, pause = Chase(scene), Event()
        fraud = chase.paid(VICTIM, MULE, 50, minutes=9)
        chase.record(fraud)
        traced = chase.trace(chase.wanted(caller=POLICE))
        chase.record(chase.paid(MULE, SECOND, 50, minutes=3), caller=OTHER_BANK)
        [due] = scene.service.traces.due(limit=9)
        rounds = following.following(scene.service)
        rounds.start()
        for _ in range(int(PATIENCE_SECONDS / SOON.total_seconds())):
            if not scene.service.traces.due(limit=9):
                break
            pause.wait(SOON.total_seconds())
        rounds.close()
        now = scene.service.traces.get(traced.trace.name)
        assert now is not None
        assert (due.trace.version, now.version) == (1, 2)
        assert now.found.resting == {SECOND.key: 50_000_000}
