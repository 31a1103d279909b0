"""Appeals: the clocks run against the list, and whoever reported does not decide."""

from datetime import timedelta

import pytest

from builders.ledger import NOON
from builders.watchlist import BANK_ONE, BANK_TWO, MULE, POLICE
from eidgate.core.desk.appeal import Resolution, file_appeal, resolve_appeal
from eidgate.core.desk.entry import DECIDE_WITHIN, MAX_APPEALS, REVIEW_WITHIN, AppealState, Entry, EntryName
from eidgate.core.desk.grading import standing_of
from eidgate.core.desk.listing import Amendment, Word, amend, report
from eidgate.core.errors import ConflictError, IllegalStateError, NotFoundError, NotPermittedError

FILED = NOON + timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


def entry() -> Entry:
    made = report(EntryName("entries/e1"), MULE, Word(code=3), BANK_ONE, at=NOON)
    return amend(made, Amendment(confirm=True), POLICE, etag="v1", at=NOON)


def appealed() -> Entry:
    return file_appeal(entry(), "the account was rented out", BANK_TWO, at=FILED)


def resolved(one: Entry, state: AppealState, **changes: object) -> Entry:
    told = {"appeal": one.appeals[-1].name, "state": state, "note": "seen", "etag": one.etag} | changes
    return resolve_appeal(one, Resolution(**told), POLICE, at=FILED + timedelta(hours=1))  # type: ignore[arg-type]


def test_an_appeal_has_twelve_hours_to_be_looked_at() -> None:
    [appeal] = appealed().appeals
    assert appeal.review_by == FILED + REVIEW_WITHIN
    assert not appeal.overdue(FILED + REVIEW_WITHIN - MICROSECOND)
    assert appeal.overdue(FILED + REVIEW_WITHIN)
    [reviewed] = resolved(appealed(), AppealState.IN_REVIEW).appeals
    assert not reviewed.overdue(FILED + timedelta(days=2))


def test_what_nobody_decides_within_ninety_days_falls_by_itself() -> None:
    under_appeal = appealed()
    assert entry().ends_at > FILED + DECIDE_WITHIN
    assert under_appeal.ends_at == FILED + DECIDE_WITHIN
    assert under_appeal.stands(FILED + DECIDE_WITHIN - MICROSECOND)
    assert not under_appeal.stands(FILED + DECIDE_WITHIN)
    standing = standing_of(under_appeal)
    assert standing is not None
    assert standing.until == FILED + DECIDE_WITHIN
    assert resolved(under_appeal, AppealState.IN_REVIEW).ends_at == FILED + DECIDE_WITHIN


def test_an_upheld_entry_gets_its_own_end_back_and_may_be_appealed_again() -> None:
    upheld = resolved(appealed(), AppealState.UPHELD)
    assert upheld.ends_at == entry().ends_at
    assert upheld.appeals[0].decided_by == "police"
    assert len(file_appeal(upheld, "again", BANK_TWO, at=FILED + timedelta(days=2)).appeals) == 2


def test_a_granted_appeal_clears_the_entry_unless_the_confirming_officer_grants_it() -> None:
    with pytest.raises(NotPermittedError):
        resolved(appealed(), AppealState.GRANTED)
    made = report(EntryName("entries/e1"), MULE, Word(code=3), BANK_ONE, at=NOON)
    granted = resolved(file_appeal(made, "g", BANK_TWO, at=FILED), AppealState.GRANTED)
    assert standing_of(granted) is None
    assert [one.state for one in granted.appeals] == [AppealState.GRANTED]


def test_the_reporter_does_not_decide_about_its_own_word() -> None:
    one = appealed()
    told = Resolution(appeal=one.appeals[0].name, state=AppealState.UPHELD, note="n", etag=one.etag)
    with pytest.raises(NotPermittedError):
        resolve_appeal(one, told, BANK_ONE, at=FILED)


def test_an_appeal_is_decided_once_and_against_the_version_that_was_seen() -> None:
    one = appealed()
    with pytest.raises(ConflictError):
        resolved(one, AppealState.UPHELD, etag="v1")
    with pytest.raises(NotFoundError):
        resolved(one, AppealState.UPHELD, appeal="entries/e1/appeals/9")
    upheld = resolved(one, AppealState.UPHELD)
    with pytest.raises(IllegalStateError):
        resolved(upheld, AppealState.IN_REVIEW)


def test_one_appeal_at_a_time_not_too_many_and_none_against_what_has_ended() -> None:
    one = appealed()
    with pytest.raises(IllegalStateError):
        file_appeal(one, "g", BANK_TWO, at=FILED)
    with pytest.raises(IllegalStateError):
        file_appeal(entry(), "g", BANK_TWO, at=entry().until)
    for _ in range(MAX_APPEALS - 1):
        one = file_appeal(resolved(one, AppealState.UPHELD), "g", BANK_TWO, at=FILED + timedelta(hours=2))
    with pytest.raises(IllegalStateError):
        file_appeal(resolved(one, AppealState.UPHELD), "g", BANK_TWO, at=FILED + timedelta(hours=2))
