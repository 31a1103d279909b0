"""A report: what stands against what it names, and what is one matter."""

from datetime import timedelta

import pytest

from builders.holds import AT
from builders.reports import ACCOUNT, NUMBER, ROBBED, SITE, report
from eidgate.core.desk.report import Report, ReportState, Scheme, same_matter, standings_of
from eidgate.core.desk.standing import StandingKind
from eidgate.core.shape import replace
from eidgate.core.terms import Vnd


@pytest.mark.parametrize("scheme", [Scheme.FRAUD, Scheme.SCAM_CALL])
def test_an_open_report_stands_against_each_indicator_for_ninety_days(scheme: Scheme) -> None:
    found = standings_of(report(scheme=scheme))
    assert [one.identifier for one in found] == [ACCOUNT, NUMBER]
    assert {(one.kind, one.name, one.source, one.until) for one in found} == {
        (StandingKind.REPORTED, "reports/r1", "hotline", AT + timedelta(days=90))
    }


@pytest.mark.parametrize(
    "made",
    [
        report(scheme=Scheme.SPAM_CALL),
        report(scheme=Scheme.SPAM_MESSAGE),
        *(report(state=state) for state in ReportState if not state.open),
    ],
)
def test_spam_and_what_is_closed_stand_against_nobody(made: Report) -> None:
    assert standings_of(made) == ()


def test_a_repeated_report_stands_under_the_name_of_its_case() -> None:
    repeated = report("r2").linked_to(report().name)
    assert {one.name for one in standings_of(repeated)} == {"reports/r1"}


def test_one_matter_is_the_victim_the_sum_an_indicator_and_a_day() -> None:
    other = report("r2", indicators=(SITE, ACCOUNT), happened_at=AT + timedelta(hours=23))
    assert same_matter(report(), other)
    assert same_matter(other, report())


@pytest.mark.parametrize(
    "changes",
    [
        {"victim": None},
        {"victim": SITE},
        {"amount": Vnd(1)},
        {"indicators": (SITE,)},
        {"happened_at": AT + timedelta(hours=24)},
    ],
)
def test_anything_else_is_another_matter(changes: dict[str, object]) -> None:
    assert not same_matter(report(), report("r2", **changes))


def test_nobody_in_particular_is_not_the_same_victim_twice() -> None:
    assert not same_matter(report(victim=None), report("r2", victim=None))


def test_it_concerns_who_filed_and_who_handles_it() -> None:
    made = replace(report(), victim=ROBBED)
    assert [made.concerns(one) for one in ("hotline", "999901", "999902", "")] == [True, True, False, False]
