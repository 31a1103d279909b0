"""What is done for precision every minute: days beyond every window go, and operators see the windows."""

from datetime import timedelta
from pathlib import Path

from prometheus_client import CollectorRegistry

from builders.ledger import NOON, report, request, unit
from builders.service import SetClock
from builders.stores import write_migrated
from eidgate.adapters.metrics.precision import PrecisionGauges
from eidgate.adapters.storage.open import open_store
from eidgate.bootstrap.precision_keeping import precision_keeping
from eidgate.core.risk.precision import Ground, GroundKind
from eidgate.core.terms import local_day


def test_windows_are_shown_and_what_leaves_them_falls_to_nothing(tmp_path: Path) -> None:
    registry, clock = CollectorRegistry(), SetClock(NOON)
    store = open_store(write_migrated(tmp_path / "ledger.db"))
    store.ledger.decide(unit("r1"))
    grounds = (Ground(part=GroundKind.SOURCE, what="999901"),)
    store.ledger.report(request("x"), report("r1", "fraud_confirmed"), grounds=grounds)
    rounds = precision_keeping(store.precision, clock, PrecisionGauges(registry))

    def shown() -> list[float | None]:
        rounds.once()
        labels = {"part": "source", "what": "999901", "kind": "fraud_confirmed"}
        name = "eidgate_outcome_window_decisions"
        return [registry.get_sample_value(name, {"window": one, **labels}) for one in ("30d", "180d")]

    assert shown() == [1, 1]
    clock.wait(days=30)
    assert shown() == [0, 1]
    clock.wait(days=149)
    assert shown() == [0, 1]
    clock.wait(days=1)
    assert shown() == [0, 0]
    assert store.precision.since(local_day(NOON) - timedelta(days=1)) == []
    store.close()
