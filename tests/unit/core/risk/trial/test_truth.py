"""What reports amount to."""

from itertools import permutations

import pytest

from eidgate.core.risk.trial.truth import Truth, truth_of


@pytest.mark.parametrize(
    ("reported", "truth"),
    [
        ((), Truth.UNKNOWN),
        (("cancelled",), Truth.UNKNOWN),
        (("warning_overridden",), Truth.UNKNOWN),
        (("completed",), Truth.COMPLETED),
        (("completed", "warning_overridden", "reversed"), Truth.COMPLETED),
        (("completed", "fraud_confirmed"), Truth.FRAUD),
        (("cancelled", "false_alarm"), Truth.FALSE_ALARM),
    ],
)
def test_what_judges_a_decision_wins_in_any_order(reported: tuple[str, ...], truth: Truth) -> None:
    assert {truth_of(order) for order in permutations(reported)} == {truth}
