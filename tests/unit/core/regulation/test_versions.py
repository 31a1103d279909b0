from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest

from builders.regulation import BEFORE_77, NOON, forms, payment, shipped, version_at
from eidgate.core.errors import ConfigurationError
from eidgate.core.regulation.terms import Group, Regime
from eidgate.core.regulation.totals import Totals
from eidgate.core.regulation.versions import Regulation
from eidgate.core.shape import replace
from eidgate.core.terms import CustomerKind, Vnd

INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("first_instant", "before", "after"),
    [
        (datetime(2026, 2, 28, 17, tzinfo=UTC), "circular-50-2024", "circular-77-2025"),
        (datetime(2024, 12, 31, 17, tzinfo=UTC), None, "circular-50-2024"),
    ],
)
def test_a_version_is_in_force_from_its_local_midnight(
    first_instant: datetime, before: str | None, after: str
) -> None:
    assert shipped().at(first_instant).version == after
    if before is not None:
        assert shipped().at(first_instant - INSTANT).version == before


def test_before_the_first_version_nothing_is_guessed() -> None:
    with pytest.raises(ConfigurationError, match="no regulation table is in force on 2024-12-31"):
        shipped().at(datetime(2024, 12, 31, 17, tzinfo=UTC) - INSTANT)


def test_the_last_version_stays_in_force() -> None:
    assert shipped().at(datetime(2090, 1, 1, tzinfo=UTC)).version == "circular-77-2025"


def test_versions_are_ordered_by_their_first_day_however_they_were_given() -> None:
    assert Regulation(reversed(shipped().versions)).versions == shipped().versions


def test_a_regulation_needs_versions_that_can_be_told_apart() -> None:
    one = version_at()
    for versions, message in (
        ([], "no version"),
        ([one, replace(one, version="other")], "same effective_from"),
        ([one, replace(one, effective_from=date(2027, 1, 1))], "same version id"),
    ):
        with pytest.raises(ConfigurationError, match=message):
            Regulation(versions)


@pytest.mark.parametrize(
    ("part", "first"),
    [
        ("classes", Group.OWN_SAME_PROVIDER),
        ("forms", Regime.INDIVIDUAL),
        ("first_use", CustomerKind.INDIVIDUAL),
    ],
)
def test_a_version_with_a_part_missing_is_refused(part: str, first: str) -> None:
    one = version_at()
    incomplete = {key: value for key, value in getattr(one, part).items() if key != first}
    with pytest.raises(ValueError, match="must have exactly"):
        replace(one, **cast("dict[str, Any]", {part: incomplete}))


@pytest.mark.parametrize("at", [NOON, BEFORE_77])
def test_first_use_asks_individuals_for_an_otp_and_the_face(at: datetime) -> None:
    ways = (forms("sms_otp", "face_match"), forms("voice_otp", "face_match"))
    assert version_at(at).first_use == {CustomerKind.INDIVIDUAL: ways, CustomerKind.ORGANISATION: None}


def test_the_new_organisation_rule_speaks_of_organisations_only() -> None:
    rule = version_at().new_organisation
    assert rule is not None
    for change, message in (
        ({"groups": frozenset({Group.ABROAD})}, "those of organisations"),
        ({"groups": frozenset()}, "must not be empty"),
        ({"one_of": ()}, "must not be empty"),
    ):
        with pytest.raises(ValueError, match=message):
            replace(rule, **change)


def test_what_binds_new_organisations_binds_no_other() -> None:
    rule = version_at().new_organisation
    assert rule is not None
    above = Vnd(rule.amount_above + 1)
    for new in (True, False):
        made = payment(min(rule.groups), above, new_organisation=new)
        assert rule.applies(made, Totals(t=Vnd(0), tksth=Vnd(0), account=Vnd(0))) is new


def test_what_binds_new_organisations_binds_only_the_groups_that_it_names() -> None:
    rule = version_at().new_organisation
    assert rule is not None
    nothing_before = Totals(t=Vnd(0), tksth=Vnd(0), account=Vnd(0))
    for group in Group:
        made = payment(group, Vnd(rule.amount_above + 1), new_organisation=True)
        assert rule.applies(made, nothing_before) is (group in rule.groups)
