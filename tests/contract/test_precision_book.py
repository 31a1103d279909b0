"""Reports count by day and ground, once a decision and kind, on every engine."""

from dataclasses import replace
from datetime import timedelta

import pytest

from builders.ledger import NOON, decided, report, request, unit
from eidgate.adapters.storage.open import Store
from eidgate.core.errors import IllegalStateError
from eidgate.core.risk.outcome_reports import OutcomeKind
from eidgate.core.risk.precision import Ground, GroundKind
from eidgate.core.terms import local_day

pytest_plugins = ("builders.store_fixtures",)

NEW = Ground(part=GroundKind.REASON, what="PAYEE_NEW")
RULE = Ground(part=GroundKind.RULE, what="own-rule")
TODAY = local_day(NOON)


def tell(store: Store, name: str, kind: str, *, turn: str = "1", days: int = 0) -> None:
    told = replace(report(name, kind), at=NOON + timedelta(days=days))
    store.ledger.report(request(f"{kind}-{name}-{turn}"), told, grounds=(NEW, RULE, NEW))


def counts(store: Store, *, days: int = 0) -> dict[tuple[str, str, int], int]:
    since = store.precision.since(TODAY + timedelta(days=days))
    return {(one.ground.what, one.kind, (one.day - TODAY).days): one.decisions for one in since}


def test_a_decision_counts_once_a_kind_for_each_ground(store: Store) -> None:
    for name in ("r1", "r2"):
        store.ledger.decide(unit(name))
    for turn in ("1", "2"):
        tell(store, "r1", "false_alarm", turn=turn)
    tell(store, "r2", "false_alarm", days=2)
    tell(store, "r2", "completed", days=2)
    assert counts(store) == {
        ("PAYEE_NEW", "false_alarm", 0): 1,
        ("own-rule", "false_alarm", 0): 1,
        ("PAYEE_NEW", "false_alarm", 2): 1,
        ("own-rule", "false_alarm", 2): 1,
        ("PAYEE_NEW", "completed", 2): 1,
        ("own-rule", "completed", 2): 1,
    }
    assert len(counts(store, days=1)) == 4
    assert {one.kind for one in store.precision.since(TODAY)} == {
        OutcomeKind.FALSE_ALARM,
        OutcomeKind.COMPLETED,
    }


def test_a_refused_report_counts_nothing(store: Store) -> None:
    paid = unit("r1")
    store.ledger.decide(paid)
    store.ledger.report(request("x"), report("r1", "fraud_confirmed"), about=decided(paid), grounds=(NEW,))
    with pytest.raises(IllegalStateError):
        tell(store, "r1", "false_alarm")
    assert counts(store) == {("PAYEE_NEW", "fraud_confirmed", 0): 1}


def test_old_days_are_dropped_and_the_others_stay(store: Store) -> None:
    for name, days in (("r1", 0), ("r2", 1)):
        store.ledger.decide(unit(name))
        tell(store, name, "false_alarm", days=days)
    assert store.precision.forget(TODAY + timedelta(days=1)) == 2
    assert set(counts(store)) == {("PAYEE_NEW", "false_alarm", 1), ("own-rule", "false_alarm", 1)}
