"""What the owner of a held account reads: how much, until when, why, what they can do; and no link."""

import pytest

from builders.holds import hold
from eidgate.core.desk.hold import Ground
from eidgate.core.desk.hold_notices import notice, release_condition


@pytest.mark.parametrize("ground", [one for one in Ground if one is not Ground.AML_POSTPONEMENT])
def test_the_owner_is_told_how_much_until_when_and_what_to_do(ground: Ground) -> None:
    told = notice(hold(ground=ground))
    assert "4.000.000 đồng" in told.vi
    assert "VND 4,000,000" in told.en
    assert "12:00 ngày 08/03/2026" in told.vi
    assert "12:00 on 08/03/2026" in told.en
    assert "khiếu nại" in told.vi
    assert "appeal" in told.en


def test_a_postponement_gives_no_suspicion_away() -> None:
    told = notice(hold(ground=Ground.AML_POSTPONEMENT))
    for word in ("4", "phong tỏa", "tạm giữ", "rửa tiền", "held", "laundering", "suspicio"):
        assert word not in told.vi + told.en


@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("ordered_by", ["", "police"])
def test_no_text_holds_a_link_or_an_account(ground: Ground, ordered_by: str) -> None:
    held = hold(ground=ground, ordered_by=ordered_by)
    texts = [text for one in (notice(held), release_condition(held)) for text in (one.vi, one.en)]
    assert all(texts)
    assert not [text for text in texts for word in ("http", "www", "0022", "999902") if word in text]


def test_an_ordered_hold_ends_by_the_authority() -> None:
    assert "authority" in release_condition(hold(ordered_by="police")).en
    assert "authority" in release_condition(hold(ground=Ground.AUTHORITY_ORDER)).en
    assert "two officers" in release_condition(hold()).en
