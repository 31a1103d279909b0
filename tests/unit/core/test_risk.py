"""One day of An, told by the decision core alone: each allowed payment counts for the next.

The shop's check, the retry and the wire are told end to end elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from builders.facts import BINH, assertion, bound, confirmed, decided, pay, rejected
from builders.regulation import NOON
from eidgate.core.reasons import Reason
from eidgate.core.regulation.terms import Earlier
from eidgate.core.risk.decide import entry
from eidgate.core.risk.decision import Decision
from eidgate.core.risk.outcome import Outcome
from eidgate.core.terms import Instant

ALLOW, STEP_UP, HOLD, DENY = Outcome


@dataclass(frozen=True, slots=True)
class Chapter:
    """What An tries, and what comes of it; `shown` is how the assertion differs from a good one."""

    title: str
    amount: int
    outcome: Outcome
    transaction_class: str
    tksth: int
    because: Reason | None = None
    forms: tuple[str, ...] = ("sms_otp",)
    shown: dict[str, Any] | None = None
    refused: Reason | None = None
    unbound: bool = False


STORY = (
    Chapter("the first small payment, by OTP", 4_000_000, ALLOW, "B", 0),
    Chapter("the second", 4_000_000, ALLOW, "B", 4_000_000),
    Chapter("the third", 4_000_000, ALLOW, "B", 8_000_000),
    Chapter("the fourth", 4_000_000, ALLOW, "B", 12_000_000),
    Chapter("the fifth reaches exactly 20,000,000", 4_000_000, ALLOW, "B", 16_000_000),
    Chapter("the sixth lacks the face", 4_000_000, STEP_UP, "C", 20_000_000, Reason.FORMS_MISSING),
    Chapter("the step-up did not count", 4_000_000, STEP_UP, "C", 20_000_000, Reason.ASSERTION_MISSING),
    Chapter("with the signed face match it is allowed", 4_000_000, ALLOW, "C", 20_000_000, shown={}),
    Chapter("and the counter restarted", 4_000_000, ALLOW, "B", 0),
    Chapter("which counts again", 1_000_000, ALLOW, "B", 4_000_000),
    Chapter(
        "600,000,000 needs more than an OTP and a face",
        600_000_000,
        STEP_UP,
        "D",
        5_000_000,
        Reason.FORMS_MISSING,
        shown={},
    ),
    Chapter(
        "the advanced soft OTP and the face do",
        600_000_000,
        ALLOW,
        "D",
        5_000_000,
        forms=("soft_otp_advanced",),
        shown={},
    ),
    Chapter(
        "an amount changed after signing",
        4_000_000,
        DENY,
        "B",
        0,
        Reason.TRANSACTION_MISMATCH,
        refused=Reason.TRANSACTION_MISMATCH,
    ),
    Chapter(
        "a replayed assertion", 4_000_000, DENY, "B", 0, Reason.JTI_REPLAYED, shown={"used_before": True}
    ),
    Chapter(
        "somebody else's assertion", 4_000_000, DENY, "B", 0, Reason.SUBJECT_MISMATCH, shown={"subject": BINH}
    ),
    Chapter(
        "a forged signature",
        4_000_000,
        DENY,
        "B",
        0,
        Reason.SIGNATURE_INVALID,
        refused=Reason.SIGNATURE_INVALID,
    ),
    Chapter(
        "an unbound account, a small sum", 4_000_000, STEP_UP, "B", 0, Reason.BINDING_MISSING, unbound=True
    ),
    Chapter(
        "an unbound account, a large sum", 50_000_000, DENY, "C", 0, Reason.BINDING_MISSING, unbound=True
    ),
    Chapter("none of which counted", 4_000_000, ALLOW, "B", 0),
)


def lived(chapters: Sequence[Chapter]) -> list[Decision]:
    """Decide one chapter after the other, a minute apart, feeding back the rows that count."""
    earlier: tuple[Earlier, ...] = ()
    decisions = []
    for minute, chapter in enumerate(chapters):
        at = NOON + timedelta(minutes=minute)
        case = pay(
            chapter.amount,
            at=at,
            confirmations=confirmed(*chapter.forms, at=at),
            earlier=earlier,
            payer_binding=None if chapter.unbound else bound(),
            **presented(chapter, at),
        )
        decision = decided(case)
        row = entry(case, decision)
        earlier = (*earlier, row) if row else earlier
        decisions.append(decision)
    return decisions


def presented(chapter: Chapter, at: Instant) -> dict[str, Any]:
    if chapter.refused is not None:
        return {"assertion": rejected(chapter.refused)}
    return {} if chapter.shown is None else {"assertion": assertion(at=at, **chapter.shown)}


DAY = lived(STORY)


@pytest.mark.parametrize(
    ("chapter", "decision"), list(zip(STORY, DAY, strict=True)), ids=[one.title for one in STORY]
)
def test_the_day_goes_as_told(chapter: Chapter, decision: Decision) -> None:
    assert decision.outcome is chapter.outcome
    assert decision.regulated.transaction_class == chapter.transaction_class
    assert decision.regulated.tksth == chapter.tksth
    if chapter.because is not None:
        assert chapter.because in {one.reason for one in decision.findings}


def test_what_the_sixth_payment_lacks_is_the_face() -> None:
    (missing,) = (one.evidence for one in DAY[5].findings if one.reason is Reason.FORMS_MISSING)
    assert missing == {"missing": "face_match"}


def test_the_day_total_grows_by_what_was_allowed_only() -> None:
    allowed = sum(
        chapter.amount for chapter, decision in zip(STORY, DAY, strict=True) if decision.outcome is ALLOW
    )
    assert DAY[-1].regulated.t == allowed - STORY[-1].amount


def test_the_next_day_starts_from_nothing() -> None:
    case = pay(4_000_000)
    earlier = entry(case, decided(case))
    tomorrow = pay(4_000_000, at=NOON + timedelta(days=1), earlier=(earlier,))
    assert decided(tomorrow).regulated.t == 0
