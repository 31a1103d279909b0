"""Timings are measured beside the decision: asked for, answered, and in no record."""

from builders.service import NOON, Scene
from eidgate.app.answer import Answer
from eidgate.app.timings import signal_times
from eidgate.app.verify_batch import verify_batch
from eidgate.core.errors import InvalidCommandError
from eidgate.core.relying_party import Role
from eidgate.core.risk.signals import SIGNALS
from eidgate.core.shape import replace
from eidgate.core.transparency.canonical import canonical

NAMES = {one.__name__ for one in SIGNALS}


def test_every_signal_is_timed_once(bound: Scene) -> None:
    facts, service = bound.pay().record.facts, bound.service
    policy = service.policies.current(Role.BANK, NOON)
    times = signal_times(facts, policy=policy, regulation=service.regulation)
    assert set(times) == NAMES
    assert all(one >= 0 for one in times.values())


def test_times_are_answered_to_who_asks_and_to_nobody_else(bound: Scene) -> None:
    asked, plain = bound.ask(replace(bound.payment(), with_timings=True)), bound.pay()
    assert set(asked.signal_times) == NAMES
    assert plain.signal_times == {}


def test_times_are_in_no_record_and_a_retry_gets_the_same_record(bound: Scene) -> None:
    command = replace(bound.payment(), with_timings=True)
    first, again = bound.ask(command), bound.ask(command)
    assert again.replayed
    assert canonical(again.record) == canonical(first.record)
    assert set(again.signal_times) == NAMES
    assert b"signal_times" not in canonical(first.record)


def test_a_dry_run_may_be_timed(bound: Scene) -> None:
    command = replace(bound.payment(), with_timings=True, validate_only=True)
    assert set(bound.ask(command).signal_times) == NAMES
    assert bound.records() == []


def test_a_batch_has_no_place_for_times(bound: Scene) -> None:
    timed, plain = verify_batch([replace(bound.payment(), with_timings=True), bound.payment()], bound.service)
    assert isinstance(timed, InvalidCommandError)
    assert [one.field for one in timed.violations] == ["with_timings"]
    assert isinstance(plain, Answer)
