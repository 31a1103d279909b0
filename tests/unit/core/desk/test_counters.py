"""Windows count what was said within them, institutions once each."""

from datetime import timedelta

import pytest

from builders.ledger import NOON
from eidgate.core.desk.counters import SPANS, Count, Said, SourceRecord, Window, Word, counts


def said(institution: str, word: Word, ago: timedelta) -> Said:
    return Said(institution=institution, word=word, at=NOON - ago)


def test_each_window_counts_its_own() -> None:
    heard = [
        said("a", Word.REPORTED, timedelta(hours=1)),
        said("a", Word.REPORTED, timedelta(hours=2)),
        said("b", Word.REPORTED, timedelta(days=3)),
        said("b", Word.CONFIRMED, timedelta(days=40)),
        said("c", Word.CLEARED, timedelta(days=1)),
        said("c", Word.REPORTED, timedelta(days=183)),
    ]
    assert counts(heard, at=NOON) == (
        Count(window=Window.DAY, reported=2, institutions=1),
        Count(window=Window.MONTH, reported=3, institutions=2),
        Count(window=Window.HALF_YEAR, reported=3, confirmed=1, institutions=2),
    )


@pytest.mark.parametrize(("window", "span"), SPANS.items())
def test_exactly_one_span_ago_is_within(window: Window, span: timedelta) -> None:
    def reported(ago: timedelta) -> int:
        found = counts([said("a", Word.REPORTED, ago)], at=NOON)
        return next(one.reported for one in found if one.window is window)

    assert (reported(span), reported(span + timedelta(microseconds=1))) == (1, 0)


@pytest.mark.parametrize(
    ("confirmed", "cleared", "permille"), [(0, 0, None), (3, 0, 0), (2, 1, 333), (0, 4, 1000)]
)
def test_the_share_of_mistakes_is_of_what_was_decided(
    confirmed: int, cleared: int, permille: int | None
) -> None:
    record = SourceRecord(source="a", reported=9, confirmed=confirmed, cleared=cleared)
    assert record.false_positive_permille == permille
