"""The rules for SIMs: four fields, three numbers online, a contract from the fourth on."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from builders.regulation import NOON
from eidgate.core.assertion.verdict import Identity
from eidgate.core.binding.sim_rules import (
    UNSAID,
    SimChannel,
    SimTerms,
    check_another_number,
    check_four_fields,
)
from eidgate.core.binding.sim_service import SimEvent, SimEventKind, SimHolder, SimService, service_at
from eidgate.core.errors import EvidenceRefusedError
from eidgate.core.terms import Masked

WHOLE = Identity(
    personal_number=Masked("001190000001"), full_name=Masked("Lê Ví Dụ"), birth_date=Masked("1990-02-14")
)
CONTRACT = SimTerms(channel=SimChannel.FIXED_POINT, contract=True)
SECOND = timedelta(seconds=1)
CHANGED = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON)


def verified(after: timedelta) -> SimEvent:
    return SimEvent(kind=SimEventKind.VERIFIED, at=NOON + after)


def test_all_four_fields_let_a_subscriber_in() -> None:
    check_four_fields(WHOLE, face_matched=True)


@pytest.mark.parametrize("field", ["personal_number", "full_name", "birth_date"])
def test_a_field_that_is_withheld_is_named(field: str) -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_four_fields(replace(WHOLE, **{field: None}), face_matched=True)
    assert refused.value.fields == (field,)


def test_no_face_is_no_subscriber() -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_four_fields(WHOLE, face_matched=False)
    assert refused.value.fields == ("face",)


@pytest.mark.parametrize("held", [0, 1, 2])
def test_three_numbers_may_be_taken_online_and_without_a_contract(held: int) -> None:
    check_another_number(UNSAID, held=held)


@pytest.mark.parametrize(
    ("terms", "missing"),
    [
        (UNSAID, ("fixed_point", "contract")),
        (SimTerms(channel=SimChannel.ONLINE, contract=True), ("fixed_point",)),
        (SimTerms(channel=SimChannel.FIXED_POINT), ("contract",)),
    ],
)
def test_the_fourth_needs_a_fixed_point_and_a_contract(terms: SimTerms, missing: tuple[str, ...]) -> None:
    with pytest.raises(EvidenceRefusedError) as refused:
        check_another_number(terms, held=3)
    assert refused.value.fields == missing
    check_another_number(CONTRACT, held=3)
    check_another_number(CONTRACT, held=300)


# --- a new device ------------------------------------------------------------------------------------------


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
    assert service_at([CHANGED], NOON + after) is service


def test_a_verification_restores_everything() -> None:
    events = [CHANGED, verified(timedelta(days=31))]
    assert service_at(events, NOON + timedelta(days=31) - SECOND) is SimService.BLOCKED
    assert service_at(events, NOON + timedelta(days=31)) is SimService.FULL
    assert service_at(events, NOON + timedelta(days=400)) is SimService.FULL


def test_another_change_before_the_verification_starts_no_new_clock() -> None:
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(hours=1))
    assert service_at([again, CHANGED], NOON + timedelta(hours=2)) is SimService.OUTGOING_BLOCKED


def test_a_change_after_a_verification_is_a_new_one() -> None:
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(hours=3))
    events = [CHANGED, verified(timedelta(hours=1)), again]
    assert service_at(events, NOON + timedelta(hours=4)) is SimService.TO_BE_VERIFIED


def test_the_number_of_a_level_two_account_needs_no_first_re_check() -> None:
    holder = SimHolder(level_two_number=True)
    again = SimEvent(kind=SimEventKind.DEVICE_CHANGED, at=NOON + timedelta(days=1))
    assert service_at([CHANGED], NOON + timedelta(days=90), holder) is SimService.FULL
    assert service_at([CHANGED, again], NOON + timedelta(days=2), holder) is SimService.OUTGOING_BLOCKED


def test_a_holder_with_a_nine_digit_paper_has_sixty_days() -> None:
    holder = SimHolder(old_paper=True)
    assert service_at([CHANGED], NOON + timedelta(days=59), holder) is SimService.OUTGOING_BLOCKED
    assert service_at([CHANGED], NOON + timedelta(days=60, hours=2), holder) is SimService.BLOCKED


def test_what_has_not_happened_yet_changes_nothing() -> None:
    assert service_at([verified(timedelta(hours=5)), CHANGED], NOON + timedelta(hours=3)) is (
        SimService.OUTGOING_BLOCKED
    )
