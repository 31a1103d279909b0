"""The clock of a number in a new device: two hours, thirty days, five days."""

from datetime import timedelta

import pytest

from builders.sim_clocks import NOON, SimEvent, SimEventKind, served
from eidgate.core.binding.sim_service import (
    IN_FORCE_FROM,
    ServiceStep,
    SimClock,
    SimHolder,
    SimService,
    device_changed,
    next_step,
    service_at,
    verified,
)
from eidgate.core.terms import Instant

SECOND = timedelta(seconds=1)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANGED = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON)
BOUND = SimClock(verified_at=NOON - DAY)


def verifying(after: timedelta) -> SimEvent:
    return SimEvent(kind=SimEventKind.VERIFIED, at=NOON + after)


@pytest.mark.parametrize(
    ("after", "service"),
    [
        (-SECOND, SimService.FULL),
        (timedelta(0), SimService.TO_BE_VERIFIED),
        (timedelta(hours=2) - SECOND, SimService.TO_BE_VERIFIED),
        (timedelta(hours=2), SimService.OUTGOING_BLOCKED),
        (timedelta(days=30, hours=2) - SECOND, SimService.OUTGOING_BLOCKED),
        (timedelta(days=30, hours=2), SimService.BLOCKED),
        (timedelta(days=35, hours=2) - SECOND, SimService.BLOCKED),
        (timedelta(days=35, hours=2), SimService.ENDED),
    ],
)
def test_an_unverified_device_loses_service_step_by_step(after: timedelta, service: SimService) -> None:
    assert served([CHANGED], NOON + after) is service


def test_a_verification_restores_everything() -> None:
    events = [CHANGED, verifying(timedelta(days=31))]
    assert served(events, NOON + timedelta(days=31) - SECOND) is SimService.BLOCKED
    assert served(events, NOON + timedelta(days=31)) is SimService.FULL
    assert served(events, NOON + timedelta(days=400)) is SimService.FULL


def test_another_change_before_the_verification_starts_no_new_clock() -> None:
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(hours=1))
    assert served([again, CHANGED], NOON + timedelta(hours=2)) is SimService.OUTGOING_BLOCKED


def test_a_change_after_a_verification_is_a_new_one() -> None:
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(hours=3))
    events = [CHANGED, verifying(timedelta(hours=1)), again]
    assert served(events, NOON + timedelta(hours=4)) is SimService.TO_BE_VERIFIED


def test_the_number_of_a_level_two_account_needs_no_first_re_check() -> None:
    holder = SimHolder(level_two_number=True)
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(days=1))
    assert served([CHANGED], NOON + timedelta(days=90), holder) is SimService.FULL
    assert served([CHANGED, again], NOON + timedelta(days=2), holder) is SimService.OUTGOING_BLOCKED


def test_a_holder_with_a_nine_digit_paper_has_sixty_days() -> None:
    holder = SimHolder(old_paper=True)
    assert served([CHANGED], NOON + timedelta(days=59), holder) is SimService.OUTGOING_BLOCKED
    assert served([CHANGED], NOON + timedelta(days=60, hours=2), holder) is SimService.BLOCKED


def test_what_has_not_happened_yet_changes_nothing() -> None:
    assert served([verifying(timedelta(hours=5)), CHANGED], NOON + timedelta(hours=3)) is (
        SimService.OUTGOING_BLOCKED
    )


def test_the_next_step_says_what_is_lost_and_when() -> None:
    clock = device_changed(BOUND, NOON, told_at=NOON + HOUR)
    assert next_step(clock, NOON) == ServiceStep(service=SimService.OUTGOING_BLOCKED, at=NOON + 2 * HOUR)
    ended = NOON + 2 * HOUR + 35 * DAY
    assert next_step(clock, ended - SECOND) == ServiceStep(service=SimService.ENDED, at=ended)
    assert next_step(clock, ended) is None
    assert next_step(verified(clock, at=NOON + HOUR), NOON) is None


def test_a_change_that_is_told_late_opens_the_clock_when_it_happened() -> None:
    clock = device_changed(device_changed(BOUND, NOON, told_at=NOON), NOON - HOUR, told_at=NOON + HOUR)
    assert (clock.open_since, clock.changed_at, clock.told_at) == (NOON - HOUR, NOON, NOON + HOUR)


@pytest.mark.parametrize(
    ("told_of", "service"),
    [(IN_FORCE_FROM - SECOND, SimService.FULL), (IN_FORCE_FROM, SimService.ENDED)],
)
def test_a_change_before_the_rule_was_in_force_takes_nothing(told_of: Instant, service: SimService) -> None:
    clock = device_changed(SimClock(verified_at=IN_FORCE_FROM - DAY), told_of, told_at=NOON)
    assert service_at(clock, told_of + 40 * DAY) is service
    assert (clock.changed_at, clock.told_at) == (told_of, NOON)


def test_a_change_before_the_rule_was_in_force_is_not_the_one_that_is_spared() -> None:
    bound = SimClock(holder=SimHolder(level_two_number=True), verified_at=IN_FORCE_FROM - DAY)
    early = device_changed(bound, IN_FORCE_FROM - SECOND, told_at=NOON)
    assert early.spared_at is None
    assert service_at(device_changed(early, NOON, told_at=NOON), NOON + 40 * DAY) is SimService.FULL


def test_a_change_before_the_last_proof_opens_nothing() -> None:
    clock = device_changed(verified(BOUND, at=NOON), NOON, told_at=NOON + HOUR)
    assert (clock.open_since, clock.changed_at) == (None, NOON)


def test_an_earlier_change_that_is_told_later_takes_the_spared_ones_place() -> None:
    spared = device_changed(
        SimClock(holder=SimHolder(level_two_number=True), verified_at=NOON - DAY), NOON, told_at=NOON
    )
    assert (spared.spared_at, spared.open_since) == (NOON, None)
    both = device_changed(spared, NOON - HOUR, told_at=NOON + HOUR)
    assert (both.spared_at, both.open_since) == (NOON - HOUR, NOON)
