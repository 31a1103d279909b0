from itertools import product

import pytest

from eidgate.core.errors import IllegalStateError
from eidgate.core.risk.outcome_reports import EXCLUDED_BY, OutcomeKind, check_may_follow


@pytest.mark.parametrize("kind", OutcomeKind)
def test_anything_may_be_said_first_and_said_again(kind: OutcomeKind) -> None:
    check_may_follow(kind, [])
    check_may_follow(kind, [kind])


@pytest.mark.parametrize(("first", "second"), list(product(OutcomeKind, OutcomeKind)))
def test_two_kinds_exclude_each_other_in_either_order(first: OutcomeKind, second: OutcomeKind) -> None:
    assert (first in EXCLUDED_BY[second]) == (second in EXCLUDED_BY[first])


@pytest.mark.parametrize(
    ("first", "second"),
    [("completed", "cancelled"), ("reversed", "cancelled"), ("fraud_confirmed", "false_alarm")],
)
def test_a_contradiction_is_refused_and_names_both(first: str, second: str) -> None:
    with pytest.raises(IllegalStateError, match=f"{first}.*{second}"):
        check_may_follow(OutcomeKind(second), [OutcomeKind.WARNING_OVERRIDDEN, OutcomeKind(first)])


def test_what_was_completed_may_be_reversed_and_found_fraudulent() -> None:
    check_may_follow(OutcomeKind.REVERSED, [OutcomeKind.COMPLETED])
    check_may_follow(OutcomeKind.FRAUD_CONFIRMED, [OutcomeKind.COMPLETED, OutcomeKind.REVERSED])
