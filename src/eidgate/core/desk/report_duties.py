"""The clocks of a report: what must happen until when, and by whom; data, and a pure function over it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto
from typing import Final, NamedTuple

from eidgate.core.desk.canonical import keeper_institution
from eidgate.core.desk.identifier import IdentifierKind
from eidgate.core.desk.report import STANDS, Report, Scheme
from eidgate.core.desk.working_days import WorkingDays
from eidgate.core.errors import SourceUnavailableError
from eidgate.core.reason_texts.text import Text
from eidgate.core.terms import Instant

FIRST_STEPS: Final = timedelta(minutes=30)
"""Malaysia traces in half an hour (`domain.md` F7.2); in minutes the money passes dozens of accounts."""

POLICE_WITHIN: Final = timedelta(hours=72)
"""As long as a hold lasts without an authority's order: without a complaint there can be none."""

ANSWER_DAYS: Final = 3
"""Working days, from the Banks' Association's handbook (Decision 71/QD-HHNH, `domain.md` F6.3)."""


class Duty(StrEnum):
    """What must happen; append-only."""

    REVIEW = "review"
    HOLD = "hold"
    ANSWER = "answer"
    POLICE = "police"
    CLOSE = "close"


class Bearer(Enum):
    """Whose duty it is."""

    HANDLER = auto()
    KEEPERS = auto()
    VICTIM = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyClock:
    """One clock; `institutions` must see to it, and without any it is the victim."""

    duty: Duty
    institutions: tuple[str, ...]
    due_at: Instant
    done_at: Instant | None

    def missed(self, at: Instant) -> bool:
        """Whether it was done too late, or is not done although its time is over."""
        return (self.done_at or at) > self.due_at


class _Rule(NamedTuple):
    bearer: Bearer
    due_at: Callable[[Report], Instant]
    done_at: Callable[[Report, Instant | None], Instant | None]
    of_money_only: bool


_RULES: Final = {
    Duty.REVIEW: _Rule(
        Bearer.HANDLER,
        lambda report: report.filed_at + FIRST_STEPS,
        lambda report, _: report.reviewed_at,
        False,
    ),
    Duty.HOLD: _Rule(
        Bearer.HANDLER, lambda report: report.filed_at + FIRST_STEPS, lambda _, first_hold: first_hold, True
    ),
    Duty.ANSWER: _Rule(
        Bearer.KEEPERS, lambda report: report.answer_by, lambda report, _: report.answered_at, True
    ),
    Duty.POLICE: _Rule(
        Bearer.VICTIM,
        lambda report: report.filed_at + POLICE_WITHIN,
        lambda report, _: report.police_at,
        True,
    ),
    Duty.CLOSE: _Rule(
        Bearer.HANDLER, lambda report: report.filed_at + STANDS, lambda report, _: report.closed_at, False
    ),
}

TEXTS: Final = {
    Duty.REVIEW: Text(vi="Xem xét tin báo.", en="Look at the report."),
    Duty.HOLD: Text(
        vi="Truy vết và đề nghị tạm giữ số tiền.", en="Trace the money and have it held where it went."
    ),
    Duty.ANSWER: Text(
        vi="Đơn vị giữ tài khoản trả lời, chậm nhất 3 ngày làm việc.",
        en="The institutions that keep the accounts answer, within three working days.",
    ),
    Duty.POLICE: Text(
        vi="Nạn nhân nộp đơn trình báo cho cơ quan công an.",
        en="The victim files a complaint with the police.",
    ),
    Duty.CLOSE: Text(vi="Kết thúc xử lý và báo cho nạn nhân.", en="Close the report and tell the victim."),
}


def duty_clocks(report: Report, first_hold_at: Instant | None) -> tuple[DutyClock, ...]:
    """Return the clocks of a report; a closed one owes nothing that was not done before.

    Without money there is nothing to hold, and spam is only to be looked at and closed.
    """
    rules = {
        duty: rule
        for duty, rule in _RULES.items()
        if not rule.of_money_only or (report.amount and report.scheme is Scheme.FRAUD)
    }
    clocks = (_clock(report, duty, rule, first_hold_at) for duty, rule in rules.items())
    return tuple(one for one in clocks if report.state.open or one.done_at is not None)


def answer_by(at: Instant, days: WorkingDays) -> Instant:
    """Return until when institutions must answer a report filed now.

    Where the calendar of holidays does not reach, three days as they come: never later than the true end.
    """
    try:
        return days.end_of_nth_after(at, ANSWER_DAYS)
    except SourceUnavailableError:
        return at + timedelta(days=ANSWER_DAYS)


def _clock(report: Report, duty: Duty, rule: _Rule, first_hold_at: Instant | None) -> DutyClock:
    return DutyClock(
        duty=duty,
        institutions=_bearers(report, rule.bearer),
        due_at=rule.due_at(report),
        done_at=rule.done_at(report, first_hold_at),
    )


_WITH_MONEY: Final = frozenset({IdentifierKind.ACCOUNT, IdentifierKind.WALLET, IdentifierKind.CARD})


def _bearers(report: Report, bearer: Bearer) -> tuple[str, ...]:
    match bearer:
        case Bearer.VICTIM:
            return ()
        case Bearer.HANDLER:
            return (report.handler,)
        case Bearer.KEEPERS:
            kept = {keeper_institution(one) for one in report.indicators if one.kind in _WITH_MONEY}
            return tuple(sorted(kept)) or (report.handler,)
