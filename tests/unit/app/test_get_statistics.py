"""Figures for whom: exact for authorities and of one's own, without small counts for everybody else."""

from datetime import UTC, datetime, timedelta

import pytest

from builders.filing import filed
from builders.service import Scene
from eidgate.app.get_statistics import Statistics, get_statistics
from eidgate.core.desk.statistics import ALL, Figure
from eidgate.core.errors import DeadlineError, NotPermittedError
from eidgate.core.relying_party import RelyingParty
from eidgate.core.terms import Vnd
from eidgate.simulator.world import AUDITOR, BANK, HOTLINE, POLICE, RISK_TEAM, SHOP, WALLET

MARCH = datetime(2026, 2, 28, 17, tzinfo=UTC)
APRIL = datetime(2026, 3, 31, 17, tzinfo=UTC)
ENOUGH = timedelta(seconds=3)


@pytest.fixture
def reported(scene: Scene) -> Scene:
    """Six cases of the hotline's, two of the bank's, three of the wallet's; and March is over."""
    for caller, number in ((HOTLINE, 6), (BANK, 2), (WALLET, 3)):
        for amount in range(number):
            filed(scene, caller=caller, amount=Vnd(1_000 + amount), victim=None)
    scene.clock.at = APRIL + timedelta(days=1)
    return scene


def read(scene: Scene, caller: RelyingParty, start: datetime = MARCH, end: datetime = APRIL) -> Statistics:
    return get_statistics(caller, start, end, scene.service, remaining=ENOUGH)


def cases(found: Statistics) -> dict[str, int | None]:
    return {one: row[Figure.CASES] for one, row in found.rows.items()}


@pytest.mark.parametrize("caller", [POLICE, AUDITOR])
def test_the_police_and_auditors_see_everything(reported: Scene, caller: RelyingParty) -> None:
    found = read(reported, caller)
    assert found.complete
    assert cases(found) == {ALL: 11, "hotline": 6, "999901": 2, "999903": 3}
    assert found.rows[ALL][Figure.REPORTED_AMOUNT] == 11_000 + 15 + 1 + 3


def test_a_bank_sees_its_own_and_of_the_others_no_small_count(reported: Scene) -> None:
    found = read(reported, BANK)
    assert not found.complete
    assert cases(found) == {ALL: 11, "hotline": None, "999901": 2, "999903": None}
    assert found.rows["999903"][Figure.REPORTED_AMOUNT] is None


def test_a_team_without_institution_is_an_outsider(reported: Scene) -> None:
    assert cases(read(reported, RISK_TEAM)) == {ALL: 11, "hotline": 6, "999901": None, "999903": None}


def test_of_part_of_a_month_an_outsider_sees_its_own_only(reported: Scene) -> None:
    found = read(reported, BANK, end=APRIL - timedelta(days=1))
    assert cases(found) == {ALL: None, "999901": 2}
    assert not any(found.rows[ALL].values())


def test_who_may_not_read_figures_reads_none(reported: Scene) -> None:
    with pytest.raises(NotPermittedError):
        read(reported, SHOP)


def test_too_many_records_for_the_time_are_no_answer(reported: Scene) -> None:
    with pytest.raises(DeadlineError):
        get_statistics(POLICE, MARCH, APRIL, reported.service, remaining=timedelta(0))
