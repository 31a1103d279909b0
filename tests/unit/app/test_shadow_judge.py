"""Shadows judge what was answered, aside: they count, and never change, delay or fail an answer."""

import pytest
from msgspec import structs

from builders.officers import Officers, holding
from builders.service import Scene
from builders.shadows import change, judge_all, judged_by, shadowing
from eidgate.adapters.policies import load_policy
from eidgate.app import shadow_judge as module
from eidgate.app import shadow_seats as seats
from eidgate.app.shadows import end
from eidgate.core.errors import ConfigurationError, UnavailableError
from eidgate.core.risk.shadowing import slot
from eidgate.core.risk.trial.tally import Part, Tally
from eidgate.core.shape import replace
from eidgate.simulator.world import SHOP


def test_a_shadow_counts_what_it_would_have_decided(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shown = shadowing(bound)
    judge.look()
    assert bound.pay().record.decision.outcome.name == "ALLOW"
    judge_all(judge)
    [seen] = told.seen
    assert (seen.policy, seen.recorded, seen.candidate, seen.band) == ("own-1", "ALLOW", "HOLD", "0-5m")
    assert seen.changes == (("ASSERTION_MISSING", "harder"),)
    assert bound.store.shadows.counted(shown.version.name).tried == 0
    judge.flush()
    judge.flush()
    counted = bound.store.shadows.counted(shown.version.name)
    assert (counted.tried, counted.changed) == (1, 1)
    [(cell, found)] = counted.of(Part.BAND)
    assert (cell.recorded, cell.candidate, found.amount) == ("ALLOW", "HOLD", 4_000_000)


def test_several_shadows_judge_the_same_decisions(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shadowing(bound)
    shadowing(bound, holding("own-2"), per_mille=999)
    judge.look()
    bound.pay()
    judge_all(judge)
    assert {one.policy for one in told.seen} == {"own-1", "own-2"}


def test_nothing_is_kept_while_nobody_shadows(bound: Scene) -> None:
    judge, told = judged_by(bound)
    judge.look()
    bound.pay()
    assert judge.judge_next(patience=0.001) == 0.0
    assert (told.seen, told.dropped) == ([], [])


def test_a_shadow_judges_from_the_next_look_to_its_end(bound: Scene) -> None:
    judge, told = judged_by(bound)
    bound.pay()
    shown = shadowing(bound)
    bound.pay()
    judge.look()
    bound.pay()
    judge_all(judge)
    assert len(told.seen) == 1
    end(change(bound, shown, "EndShadow"), bound.service)
    judge.look()
    bound.pay()
    judge_all(judge)
    assert len(told.seen) == 1


def test_a_repeated_call_is_judged_once_and_a_dry_run_never(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shadowing(bound)
    judge.look()
    command = bound.payment()
    bound.ask(command)
    assert bound.ask(command).replayed
    bound.ask(replace(bound.payment(), validate_only=True))
    judge_all(judge)
    assert len(told.seen) == 1


def test_a_share_leaves_the_others_out(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shadowing(bound, per_mille=1)
    judge.look()
    records = [bound.pay().record for _ in range(3)]
    [shadow] = bound.store.shadows.shadows()
    judge_all(judge)
    assert len(told.seen) == sum(shadow.takes(slot(one.name)) for one in records)


def test_what_another_line_judged_is_no_business_of_a_shadow(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shop = load_policy("vn-shop")
    policies = bound.service.policies
    shadowing(bound)
    judge.look()
    bound.service = replace(bound.service, policies=_Fixed(shop))
    judge._policies = bound.service.policies
    bound.meet(bound.identify(caller=SHOP))
    judge_all(judge)
    assert (told.seen, told.dropped) == ([], [])
    assert policies.lines() == {"vn-bank"}


class _Fixed:
    def __init__(self, policy: object) -> None:
        self.policy = policy

    def current(self, role: object, at: object) -> object:
        return self.policy

    def past(self, digest: str) -> object:
        return self.policy


def test_what_finds_no_place_is_dropped_and_counted(bound: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "QUEUED", 2)
    judge, told = judged_by(bound)
    shown = shadowing(bound)
    judge.look()
    for _ in range(5):
        assert bound.pay().record.decision.outcome.name == "ALLOW"
    assert told.dropped == ["queue"] * 3
    judge_all(judge)
    assert len(told.seen) == 2
    judge.flush()
    counted = bound.store.shadows.counted(shown.version.name)
    assert (counted.tried, counted.missed) == (2, 3)
    assert told.missed == [("own-1", 3)]


def test_what_is_dropped_is_missed_by_each_shadow_in_its_own_share(
    bound: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "QUEUED", 0)
    judge, told = judged_by(bound)
    shares = {f"own-{place}": share for place, share in enumerate((1_000, 500, 1), start=1)}
    for version, share in shares.items():
        shadowing(bound, holding(version), per_mille=share)
    judge.look()
    slots = [slot(bound.pay().record.name) for _ in range(12)]
    judge.flush()
    expected = {name: sum(one < share for one in slots) for name, share in shares.items()}
    assert dict(told.missed) == {name: count for name, count in expected.items() if count}
    assert expected["own-1"] == 12


def test_where_more_shadow_than_there_are_seats_they_take_turns(
    bound: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "SEATS", 2)
    monkeypatch.setattr(module, "TURN", 1)
    judge, told = judged_by(bound)
    versions = [f"own-{number}" for number in range(1, 6)]
    names = [shadowing(bound, holding(version)).version.name for version in versions]
    for _ in range(10):
        judge.look()
        bound.pay()
        judge_all(judge)
    judge.flush()
    counted = [bound.store.shadows.counted(name) for name in names]
    assert [one.tried + one.missed for one in counted] == [10] * 5
    assert sum(one.tried for one in counted) == 20, "two seats are never empty"
    assert {one.tried for one in counted} <= {3, 4, 5}, "and all sit for about the same time"
    assert len(told.seen) == 20


def test_what_still_waits_when_a_worker_ends_is_missed_and_stored(
    bound: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STORED_AT_ONCE", 1)
    judge, told = judged_by(bound)
    names = [shadowing(bound, holding(f"own-{number}")).version.name for number in range(1, 4)]
    judge.look()
    bound.pay()
    bound.pay()
    judge.judge_next(patience=0.001)
    judge.finish()
    counted = [bound.store.shadows.counted(name) for name in names]
    assert [(one.tried, one.missed) for one in counted] == [(1, 1), (0, 2), (0, 2)]
    assert told.dropped == ["stopped"]


def test_many_counts_are_stored_a_part_at_a_time(bound: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STORED_AT_ONCE", 1)
    judge, _ = judged_by(bound)
    names = [shadowing(bound, holding(f"own-{number}")).version.name for number in range(1, 4)]
    judge.look()
    bound.pay()
    judge_all(judge)
    for stored in (1, 2, 3):
        judge.flush()
        assert [bound.store.shadows.counted(name).tried for name in names].count(1) == stored


def test_policies_are_read_a_few_at_a_look(bound: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seats, "READ_AT_ONCE", 2)
    judge, told = judged_by(bound)
    for number in range(1, 4):
        shadowing(bound, holding(f"own-{number}"))
    for judged in (2, 3):
        assert judge.look() > 0
        told.seen.clear()
        bound.pay()
        judge_all(judge)
        assert len(told.seen) == judged


def test_a_fault_is_counted_and_the_next_decision_judged(
    bound: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, told = judged_by(bound)
    shadowing(bound)
    judge.look()
    bound.pay()
    bound.pay()
    faults = iter([ZeroDivisionError(), UnavailableError("away")])

    def fail(*_: object, **__: object) -> None:
        raise next(faults)

    monkeypatch.setattr(module, "compare", fail)
    judge_all(judge)
    monkeypatch.undo()
    bound.pay()
    judge_all(judge)
    assert (told.dropped, told.failed, len(told.seen)) == (["fault"], ["away"], 1)


def test_a_decision_of_a_policy_that_nobody_has_is_dropped(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shadowing(bound)
    judge.look()
    record = bound.pay().record
    judge_all(judge)
    unknown = replace(record, decision=structs.replace(record.decision, policy_digest="00" * 32))
    judge.offer(unknown)
    judge_all(judge)
    assert (told.dropped, len(told.seen)) == (["policy"], 1)


class _Failing:
    """A store that fails as often as it is told, then serves."""

    def __init__(self, real: object) -> None:
        self.real, self.failures = real, 1

    def __getattr__(self, name: str) -> object:
        def act(*arguments: object) -> object:
            if self.failures:
                self.failures -= 1
                raise UnavailableError("the store cannot be read")
            return getattr(self.real, name)(*arguments)

        return act


def test_a_store_that_fails_loses_no_counts_and_keeps_the_shadows(bound: Scene) -> None:
    judge, told = judged_by(bound)
    shown = shadowing(bound)
    judge.look()
    failing = _Failing(bound.store.shadows)
    judge._store = failing  # type: ignore[assignment]
    judge.look()
    bound.pay()
    judge_all(judge)
    failing.failures = 1
    judge.flush()
    assert bound.store.shadows.counted(shown.version.name) == Tally()
    judge.flush()
    assert bound.store.shadows.counted(shown.version.name).tried == 1
    assert told.failed == ["the store cannot be read"] * 2


def test_a_shadow_that_cannot_be_read_judges_nothing_and_is_told_once(bound: Scene) -> None:
    class Unreadable:
        def read(self, document: bytes) -> None:
            raise ConfigurationError("line 1: another version's")

    judge, told = judged_by(bound)
    shadowing(bound)
    judge._seats._reader = Unreadable()  # type: ignore[assignment]
    judge.look()
    judge.look()
    bound.pay()
    judge_all(judge)
    assert told.seen == []
    [failure] = told.failed
    assert "shadows but cannot be read: line 1" in failure
    judge.flush()
    assert told.missed == [("own-1", 1)]


def test_an_activated_policy_shadows_no_more(bound: Scene) -> None:
    judge, _ = judged_by(bound)
    shown, officers = shadowing(bound), Officers(bound)
    officers.activate(officers.approve(shown))
    judge.look()
    bound.pay()
    assert judge.judge_next(patience=0.001) == 0.0
